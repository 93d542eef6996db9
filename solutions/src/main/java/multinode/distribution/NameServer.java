package multinode.distribution;

import java.lang.System.Logger.Level;
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

  private static final System.Logger LOG = System.getLogger("multinode.distribution");

  /** "This process of yours is to hold this name." Answered with the pid that holds it. */
  record Claim(String name, Pid pid) {}

  /** A process of this node has been given a name. */
  record Holds(String name, Pid pid) {}

  /** It has been taken back. */
  record Released(String name, Pid pid) {}

  /**
   * Does the table say what is here? Asked at the start, as an earlier server may have known more,
   * and when this node has met others again from whom it had been cut off.
   */
  record Compare() {}

  private final NameTable table;
  private final Predicate<Pid> isAlive;
  private final Map<Pid, Set<String>> names = new HashMap<>();

  /**
   * The server of one node.
   *
   * @param isAlive whether a process of this node lives
   */
  NameServer(NameTable table, Predicate<Pid> isAlive) {
    this.table = table;
    this.isAlive = isAlive;
  }

  @Override
  public void run(Context context) {
    for (; ; ) {
      switch (context.receive()) {
        case Call(From from, Claim(String name, Pid pid)) ->
            context.spawn(self -> self.reply(from, claim(self, context.self(), name, pid)));
        case Holds(String name, Pid pid) -> holds(context, name, pid);
        case Released(String name, Pid pid) -> {
          if (names.containsKey(pid)) names.get(pid).remove(name);
        }
        case Down(var _, Pid ended, ExitReason _) -> {
          Set<String> held = Optional.ofNullable(names.remove(ended)).orElse(Set.of());
          context.spawn(self -> held.forEach(name -> table.release(name, ended)));
        }
        case Compare() -> {
          names.forEach((pid, held) ->
              Set.copyOf(held)
                  .forEach(name -> context.spawn(self -> keep(self, context.self(), name, pid))));
          context.spawn(self -> find(self, context.self()));
        }
        default -> {}
      }
    }
  }

  private Object claim(Context self, Pid server, String name, Pid pid) {
    if (!isAlive.test(pid)) return ExitReason.NOPROC;
    Object holder = holder(name, pid);
    if (holder.equals(pid)) self.send(server, new Holds(name, pid));
    return holder;
  }

  /** The process that holds the name now, or a text that says that a server does. */
  private Object holder(String name, Pid pid) {
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

  /** Processes of this node that hold names, as the table has it; the dead give them back. */
  private void find(Context self, Pid server) {
    table
        .names()
        .forEach((name, pid) -> {
          if (!pid.node().equals(server.node())) return;
          if (isAlive.test(pid)) self.send(server, new Holds(name, pid));
          else table.release(name, pid);
        });
  }

  /** The process keeps its name, unless another one has it now: then it ends. */
  private void keep(Context self, Pid server, String name, Pid pid) {
    Object holder = holder(name, pid);
    if (holder.equals(pid)) return;
    LOG.log(Level.WARNING, "\"{0}\" is held by {1} now; {2} has lost it", name, holder, pid);
    self.send(server, new Released(name, pid));
    self.exit(pid, ExitReason.KILL);
  }
}
