package multinode.distribution;

import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
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

  /** This node was apart from others, and has met them again: do its processes keep their names? */
  record Met() {}

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
        case Released(String name, Pid pid) -> names.getOrDefault(pid, Set.of()).remove(name);
        case Down(var _, Pid ended, ExitReason _) -> {
          Set<String> held = names.remove(ended);
          context.spawn(self -> held.forEach(name -> table.release(name, ended)));
        }
        case Met() ->
            names.forEach((pid, held) ->
                Set.copyOf(held)
                    .forEach(name -> context.spawn(self -> keep(self, context.self(), name, pid))));
        default -> {}
      }
    }
  }

  private Object claim(Context self, Pid server, String name, Pid pid) {
    if (!isAlive.test(pid)) return ExitReason.NOPROC;
    Pid holder = table.claim(name, pid);
    if (holder.equals(pid)) self.send(server, new Holds(name, pid));
    return holder;
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

  /** The process keeps its name, unless another one has it now: then it ends. */
  private void keep(Context self, Pid server, String name, Pid pid) {
    Pid holder = table.claim(name, pid);
    if (holder.equals(pid)) return;
    LOG.log(Level.WARNING, "\"{0}\" is held by {1} now; {2} has lost it", name, holder, pid);
    self.send(server, new Released(name, pid));
    self.exit(pid, ExitReason.KILL);
  }
}
