package multinode.swarm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import multinode.process.ExitReason;
import multinode.process.Pid;

/** The slots of a host, and who waits for news of each. For its own process. */
final class Roll {

  private final Works works;
  private final Supplier<View> view;
  private final Map<String, Slot> slots = new HashMap<>();
  private final Map<String, List<Consumer<Effect.Outcome>>> waiting = new HashMap<>();
  private final Map<Pid, String> names = new HashMap<>();
  private int running;
  private int starting;
  private int moving;

  Roll(Works works, Supplier<View> view) {
    this.works = works;
    this.view = view;
  }

  Slot slot(String name) {
    return slots.getOrDefault(name, Slot.NOTHING);
  }

  /** All slots in which something is. */
  Map<String, Slot> slots() {
    return Map.copyOf(slots);
  }

  Host.Status status() {
    return new Host.Status(running, starting, moving, slots.size() - running - starting - moving);
  }

  /** The processes of all that run. */
  Map<String, Pid> running() {
    Map<String, Pid> all = new HashMap<>();
    slots.forEach((name, slot) -> slot.running().ifPresent(pid -> all.put(name, pid)));
    return all;
  }

  /** All processes, whatever they do. */
  Set<Pid> pids() {
    return Set.copyOf(names.keySet());
  }

  /** How many may still move. */
  int movable() {
    return (int) slots.values().stream().filter(Roll::isMovable).count();
  }

  private static boolean isMovable(Slot slot) {
    return switch (slot) {
      case Slot.Running now -> !now.moves().stays();
      case Slot.Leaving _, Slot.Away _, Slot.Starting _, Slot.Taking _ -> true;
      default -> false;
    };
  }

  /** Has somebody told what comes of a name next. */
  void await(String name, Consumer<Effect.Outcome> told) {
    waiting.computeIfAbsent(name, unused -> new ArrayList<>()).add(told);
  }

  /** Something was heard of a name. */
  void hear(String name, News news) {
    Slot before = slot(name);
    Decision decision = Decision.of(before, news, view.get());
    if (news instanceof News.Began(Slot.Begun begun)) names.put(begun.pid(), name);
    put(name, before, decision.slot());
    works.note(name, before, decision.slot(), news);
    for (Effect effect : decision.effects()) {
      if (effect instanceof Effect.Tell(Effect.Outcome outcome)) tell(name, outcome);
      else works.perform(name, effect);
    }
  }

  private void put(String name, Slot before, Slot after) {
    count(before, -1);
    count(after, 1);
    if (after instanceof Slot.Nothing) slots.remove(name);
    else slots.put(name, after);
  }

  private void count(Slot slot, int one) {
    switch (slot) {
      case Slot.Running _ -> running += one;
      case Slot.Leaving _ -> {
        running += one;
        moving += one;
      }
      case Slot.Taking _, Slot.Starting _ -> starting += one;
      default -> {}
    }
  }

  private void tell(String name, Effect.Outcome outcome) {
    List<Consumer<Effect.Outcome>> told = waiting.remove(name);
    if (told != null) told.forEach(one -> one.accept(outcome));
  }

  /** A process has ended; false when it is none of a server. */
  boolean exited(Pid pid, ExitReason reason) {
    String name = names.remove(pid);
    if (name != null) hear(name, new News.Exited(pid, reason));
    return name != null;
  }

  /** A process has ended, and so does this host. */
  void left(Pid pid, ExitReason reason) {
    String name = names.remove(pid);
    if (name != null) works.left(name, reason);
  }

  /** Who did not move may do so now. */
  void anew() {
    List.copyOf(slots.keySet()).forEach(name -> hear(name, new News.Anew()));
  }

  /** The process of a server that runs. */
  Optional<Pid> find(String name) {
    return slot(name).running();
  }
}
