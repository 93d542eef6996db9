package multinode.swarm;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import multinode.node.NodeName;
import multinode.process.Context;
import multinode.process.Pid;

/**
 * How a host looks at the table: at the entries that are kept on its node, and at those of the
 * servers that it runs. One look at a time, done by a process of its own. For the host's process.
 */
final class Looking {

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

  private final Share share;
  private final Context self;
  private boolean looking;
  private Optional<Boolean> again = Optional.empty();
  private int next;
  private volatile boolean planned = true;

  Looking(Share share, Context self) {
    this.share = share;
    this.self = self;
  }

  /**
   * Begins a look, or has another one follow that which is under way.
   *
   * @param all whether to look at everything, since something has happened
   * @param names others that it has to look at, too
   */
  void begin(boolean all, Map<String, Slot> slots, Set<String> names) {
    if (looking) {
      again = Optional.of(all || again.orElse(false));
      return;
    }
    looking = true;
    int from = next;
    next += MOST;
    Pid me = self.self();
    self.spawn(one -> {
      Seen seen = new Seen(Map.of(), slots, Map.of());
      try {
        seen = look(all ? Integer.MAX_VALUE : MOST, from, slots, names);
      } catch (RuntimeException e) {
        Host.LOG.log(Level.DEBUG, () -> "%s cannot look: %s".formatted(share, e));
      }
      one.send(me, seen);
    });
  }

  /** The look is over; what happened meanwhile is looked at next. */
  void done() {
    looking = false;
    if (again.equals(Optional.of(true))) self.send(self.self(), new Host.Look());
    again = Optional.empty();
  }

  private Seen look(int most, int from, Map<String, Slot> slots, Set<String> reminded) {
    Set<String> names = new HashSet<>(reminded);
    List<String> quiet = new ArrayList<>();
    for (String name : share.table().localNames()) {
      if (!slots.containsKey(name)) quiet.add(name);
    }
    slots.forEach((name, slot) -> {
      if (slot instanceof Slot.Running) quiet.add(name);
      else names.add(name);
    });
    names.addAll(part(quiet, most, from));
    Map<String, Seat> seats = share.table().peek(names);
    Map<String, News.Looked> looked = new HashMap<>();
    Map<String, Set<String>> others = new HashMap<>();
    Map<String, NodeName> away = away(slots);
    for (String name : names) {
      Optional<Seat> seat = Optional.ofNullable(seats.get(name));
      Optional<NodeName> home =
          slots.get(name) instanceof Slot.Running
              ? Optional.ofNullable(away.get(name))
              : share.home(name);
      looked.put(name, new News.Looked(seat, home));
      if (!slots.containsKey(name)) {
        seat.filter(known -> known.isServer() && !known.isOf(share.me()))
            .ifPresent(known -> {
              Set<String> all =
                  others.computeIfAbsent(known.host().node(), unused -> new HashSet<>());
              if (all.size() < MOST) all.add(name);
            });
      }
    }
    return new Seen(looked, slots, others);
  }

  /** Where servers that run here belong, if not here. Without a plan they stay. */
  private Map<String, NodeName> away(Map<String, Slot> slots) {
    Map<String, NodeName> away = new HashMap<>();
    try {
      share
          .plan()
          .moves(slots.keySet())
          .forEach((node, names) -> names.forEach(name -> away.put(name, node)));
    } catch (RuntimeException e) {
      Level level = planned ? Level.WARNING : Level.DEBUG;
      planned = false;
      Host.LOG.log(level, "all servers stay, there is no plan: {0}", e.toString());
    }
    return away;
  }

  /** So many of all, beginning where the last look has stopped. */
  private static Collection<String> part(List<String> all, int most, int from) {
    if (all.size() <= most) return all;
    int begin = Math.floorMod(from, all.size());
    List<String> twice = new ArrayList<>(all.subList(begin, all.size()));
    twice.addAll(all.subList(0, begin));
    return twice.subList(0, most);
  }
}
