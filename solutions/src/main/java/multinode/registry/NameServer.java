package multinode.registry;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import multinode.process.Body;
import multinode.process.Call;
import multinode.process.Context;
import multinode.process.Down;
import multinode.process.ExitReason;
import multinode.process.From;
import multinode.process.Pid;

/**
 * The process that looks after the names which processes of one node hold in the cluster. It waits
 * for nobody: what has to ask other members is done by processes of its own.
 */
final class NameServer implements Body {

  /** "This process of yours is to hold this name." Answered with the pid that holds it. */
  record Claim(String name, Pid pid) {}

  /** "Is this process of yours alive?" Answered with true or false. */
  record Lives(Pid pid) {}

  /** A process of this node has been given a name. */
  record Holds(String name, Pid pid) {}

  /** It has been taken back. */
  record Released(String name, Pid pid) {}

  private final NameTable table;
  private final PinnedNames pinned;
  private final Predicate<Pid> isAlive;
  private final Predicate<Pid> isMember;
  private final Map<Pid, Set<String>> names = new HashMap<>();

  /**
   * The server of one node.
   *
   * @param isAlive whether a process of this node lives
   * @param isMember whether a process's node takes part
   */
  NameServer(NameTable table, PinnedNames pinned, Predicate<Pid> isAlive, Predicate<Pid> isMember) {
    this.table = table;
    this.pinned = pinned;
    this.isAlive = isAlive;
    this.isMember = isMember;
  }

  @Override
  public void run(Context context) {
    Pid reconciler =
        context.spawnLink(new Reconciler(context.self(), table, pinned, isAlive, isMember));
    for (; ; ) {
      switch (context.receive()) {
        case Call(From from, Claim(String name, Pid pid)) ->
            context.spawn(self -> self.reply(from, claim(self, context.self(), name, pid)));
        case Call(From from, Lives(Pid pid)) -> context.reply(from, isAlive.test(pid));
        case Holds(String name, Pid pid) -> holds(context, name, pid);
        case Released(String name, Pid pid) -> {
          if (names.containsKey(pid)) names.get(pid).remove(name);
        }
        case Down(var _, Pid ended, ExitReason _) -> {
          Set<String> held = Optional.ofNullable(names.remove(ended)).orElse(Set.of());
          context.spawn(self -> held.forEach(name -> table.release(name, ended)));
        }
        case Reconciler.Changed changed -> context.send(reconciler, changed);
        case Reconciler.Which(Pid asks) -> context.send(asks, held());
        default -> {}
      }
    }
  }

  private Reconciler.Held held() {
    Map<String, Pid> all = new HashMap<>();
    names.forEach((pid, held) -> held.forEach(name -> all.put(name, pid)));
    return new Reconciler.Held(all);
  }

  private Object claim(Context self, Pid server, String name, Pid pid) {
    if (!isAlive.test(pid)) return ExitReason.NOPROC;
    Object holder = holder(table, name, pid);
    if (holder.equals(pid)) self.send(server, new Holds(name, pid));
    return holder;
  }

  /** The process that holds the name after a claim, or a text that says that a server does. */
  static Object holder(NameTable table, String name, Pid pid) {
    try {
      return table.claim(name, pid);
    } catch (PinnedNames.ServerHolds held) {
      return held.getMessage();
    }
  }

  private void holds(Context context, String name, Pid pid) {
    names
        .computeIfAbsent(
            pid,
            unused -> {
              context.monitor(pid);
              return new TreeSet<>();
            })
        .add(name);
  }
}
