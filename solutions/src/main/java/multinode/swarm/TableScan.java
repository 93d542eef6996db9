package multinode.swarm;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import multinode.process.Context;
import multinode.process.NodeName;
import multinode.process.Pid;

/**
 * How a host looks at the table: at the entries that are kept on its node, and at those of the
 * servers that it runs. One look at a time, done by a process of its own. For the host's process.
 */
final class TableScan {

  /** What happens within so long is looked at together. */
  private static final Duration PAUSE = Duration.ofMillis(10);

  /** At so many names that nothing is wrong with it looks each time, at others the next time. */
  private static final int MOST = 2_000;

  /**
   * What was seen.
   *
   * @param seats what the table says, by name
   * @param slots what the host had to do with these names when the look began
   * @param others names that are kept here and run by others, by node
   */
  record Seen(
      Map<String, News.Looked> seats, Map<String, Slot> slots, Map<String, Set<String>> others) {}

  private final LocalSwarm local;
  private final Context self;
  private boolean looking;
  private Optional<Boolean> again = Optional.empty();
  private int next;
  private volatile boolean planned = true;

  TableScan(LocalSwarm local, Context self) {
    this.local = local;
    this.self = self;
  }

  /**
   * Begins a look, or has another one follow that which is under way.
   *
   * @param all whether to look at everything, since something has happened
   * @param names others that it has to look at, too
   */
  boolean begin(boolean all, Supplier<Map<String, Slot>> known, Set<String> names) {
    if (looking) {
      again = Optional.of(all || again.orElse(false));
      return false;
    }
    looking = true;
    int from = next;
    Map<String, Slot> slots = known.get();
    next += MOST;
    Pid me = self.self();
    self.spawn(one -> {
      Seen seen = new Seen(Map.of(), slots, Map.of());
      try {
        one.sleep(PAUSE);
        seen = look(all, from, slots, names);
      } catch (RuntimeException e) {
        Host.LOG.log(Level.DEBUG, () -> "%s cannot look: %s".formatted(local, e));
      }
      one.send(me, seen);
    });
    return true;
  }

  /** The look is over; what happened meanwhile is looked at next. */
  void done() {
    looking = false;
    again.ifPresent(all -> self.send(self.self(), new Host.Look(all)));
    again = Optional.empty();
  }

  private Seen look(boolean all, int from, Map<String, Slot> slots, Set<String> reminded) {
    Set<String> names = new HashSet<>(reminded);
    List<String> running = new ArrayList<>();
    slots.forEach((name, slot) -> {
      if (slot instanceof Slot.Running) running.add(name);
      else names.add(name);
    });
    List<String> strangers = new ArrayList<>(local.table().localNames());
    strangers.removeIf(slots::containsKey);
    Map<String, NodeName> away = away(running);
    names.addAll(away.keySet());
    names.addAll(all ? running : part(running, from));
    names.addAll(all ? strangers : part(strangers, from));
    Map<String, Seat> seats = local.table().peek(names);
    Map<String, News.Looked> looked = new HashMap<>();
    Map<String, Set<String>> others = new HashMap<>();
    for (String name : names) {
      Optional<Seat> seat = Optional.ofNullable(seats.get(name));
      Optional<NodeName> home =
          slots.get(name) instanceof Slot.Running
              ? Optional.ofNullable(away.get(name))
              : local.cluster().keeper(name);
      looked.put(name, new News.Looked(seat, home));
      if (slots.containsKey(name)) continue;
      seat.filter(known -> known.isServer() && !known.isOf(local.me()))
          .ifPresent(known -> remind(others, known.host().node(), name));
    }
    return new Seen(looked, slots, others);
  }

  private static void remind(Map<String, Set<String>> others, String node, String name) {
    Set<String> all = others.computeIfAbsent(node, unused -> new HashSet<>());
    if (all.size() < MOST) all.add(name);
  }

  /** Where servers that run here belong, if not here. Without a plan they stay. */
  private Map<String, NodeName> away(List<String> running) {
    Map<String, NodeName> away = new HashMap<>();
    try {
      new Plan(local.node().self(), local.cluster()::keeper)
          .moves(running)
          .forEach((node, names) -> names.forEach(name -> away.put(name, node)));
    } catch (RuntimeException e) {
      Level level = planned ? Level.WARNING : Level.DEBUG;
      planned = false;
      Host.LOG.log(level, "all servers stay, there is no plan: {0}", e.toString());
    }
    return away;
  }

  /** So many of all, beginning where the last look has stopped. */
  private static Collection<String> part(List<String> all, int from) {
    if (all.size() <= MOST) return all;
    List<String> turned = new ArrayList<>(all);
    Collections.rotate(turned, -Math.floorMod(from, all.size()));
    return turned.subList(0, MOST);
  }
}
