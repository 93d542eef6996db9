package multinode.swarm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import multinode.process.ExitReason;
import multinode.process.Pid;

/** The slots of a host, and who waits for news of each. For its own process. */
final class Slots {

  private final Performer performer;
  private final Supplier<View> view;
  private final Map<String, Slot> slots = new HashMap<>();
  private final Map<String, List<Consumer<Effect.Outcome>>> waiting = new HashMap<>();
  private final Map<Pid, String> names = new HashMap<>();
  private int running;

  Slots(Performer performer, Supplier<View> view) {
    this.performer = performer;
    this.view = view;
  }

  Slot at(String name) {
    return slots.getOrDefault(name, Slot.NOTHING);
  }

  /** All slots in which something is. */
  Map<String, Slot> all() {
    return Map.copyOf(slots);
  }

  Host.Status status() {
    return new Host.Status(running, slots.size() - running);
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
    return (int)
        slots.values().stream()
            .filter(slot ->
                switch (slot) {
                  case Slot.Running now -> !now.moves().stays();
                  case Slot.Leaving _,
                      Slot.Away _,
                      Slot.Starting _,
                      Slot.Taking _,
                      Slot.Returning _ ->
                      true;
                  default -> false;
                })
            .count();
  }

  /** Has somebody told what comes of a name next. */
  void await(String name, Consumer<Effect.Outcome> told) {
    waiting.computeIfAbsent(name, unused -> new ArrayList<>()).add(told);
  }

  /** Something was heard of a name. */
  void hear(String name, News news) {
    Slot before = at(name);
    Decision decision = Decision.of(before, news, view.get());
    Slot after = decision.slot();
    if (news instanceof News.Began(Slot.Begun begun)) names.put(begun.pid(), name);
    if (before.running().isPresent()) running--;
    if (after.running().isPresent()) running++;
    if (after instanceof Slot.Nothing) slots.remove(name);
    else slots.put(name, after);
    performer.note(name, before, after, news);
    for (Effect effect : decision.effects()) {
      if (effect instanceof Effect.Tell(Effect.Outcome outcome)) tell(name, outcome);
      else performer.perform(name, effect);
    }
  }

  private void tell(String name, Effect.Outcome outcome) {
    List<Consumer<Effect.Outcome>> told = waiting.remove(name);
    if (told != null) told.forEach(one -> one.accept(outcome));
  }

  /** A process has ended, perhaps that of a server. */
  void exited(Pid pid, ExitReason reason) {
    String name = names.remove(pid);
    if (name != null) hear(name, new News.Exited(pid, reason));
  }

  /** Who did not move may do so now. */
  void anew() {
    List.copyOf(slots.keySet()).forEach(name -> hear(name, new News.Anew()));
  }
}
