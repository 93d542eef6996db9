package multinode.registry;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import multinode.process.Body;
import multinode.process.Context;
import multinode.process.ExitReason;
import multinode.process.Pid;

/**
 * Compares what the table says of the processes of one node with what is there, and sets right what
 * differs: every two seconds for a while after a change, else every half minute. So no event has to
 * be heard: when parts of a network meet, names come back of processes that have ended meanwhile,
 * and others are lost.
 */
final class Reconciler implements Body {

  /** "Something has changed." */
  record Changed() {}

  /** To the server of names: "which names do the processes of this node hold?" */
  record Which(Pid asks) {}

  /** Its answer. */
  record Held(Map<String, Pid> names) {}

  private static final System.Logger LOG = System.getLogger("multinode.registry");
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Duration SELDOM = Duration.ofSeconds(30);

  /** How long after a change more may follow: parts of a network meet one after the other. */
  private static final Duration LATELY = Duration.ofSeconds(20);

  private static final Duration ANSWER = Duration.ofSeconds(5);

  private final Pid server;
  private final NameTable table;
  private final PinnedNames names;
  private final Predicate<Pid> isAlive;
  private final Predicate<Pid> isMember;
  private final Tombstones tombstones = new Tombstones();

  /**
   * For one node.
   *
   * @param server its server of names
   * @param isAlive whether a process of this node lives
   * @param isMember whether a process's node takes part
   */
  Reconciler(
      Pid server,
      NameTable table,
      PinnedNames names,
      Predicate<Pid> isAlive,
      Predicate<Pid> isMember) {
    this.server = server;
    this.table = table;
    this.names = names;
    this.isAlive = isAlive;
    this.isMember = isMember;
  }

  @Override
  public void run(Context self) {
    for (long changed = System.nanoTime(); ; ) {
      try {
        compare(self);
      } catch (RuntimeException e) {
        // Such as: the topology is left just now. It looks again.
        LOG.log(Level.DEBUG, "the names of {0} cannot be compared: {1}", server.node(), e);
      }
      Duration pause = System.nanoTime() - changed < LATELY.toNanos() ? SOON : SELDOM;
      for (; self.receive(Changed.class, pause).isPresent(); pause = Duration.ZERO) {
        changed = System.nanoTime();
      }
    }
  }

  private void compare(Context self) {
    self.send(server, new Which(self.self()));
    Optional<Held> answer = self.receive(Held.class, ANSWER);
    if (answer.isEmpty()) return;
    Map<String, Pid> lost = new HashMap<>(answer.get().names());
    names
        .of(server.node())
        .forEach((name, pid) -> {
          if (!isAlive.test(pid)) table.release(name, pid);
          else if (!lost.remove(name, pid)) self.send(server, new NameServer.Holds(name, pid));
        });
    Map<String, Holder> known = names.look(lost.keySet());
    lost.forEach((name, pid) -> {
      if (known.get(name) instanceof Gone gone && gone.host().equals(pid)) {
        self.send(server, new NameServer.Released(name, pid));
      } else {
        keep(self, name, pid);
      }
    });
    names
        .here()
        .forEach((name, pid) -> {
          if (!isMember.test(pid)) table.release(name, pid);
        });
    names.clear(tombstones.due(names.tombstones(), names::look, System.nanoTime()));
  }

  /** A process keeps its name, unless somebody else has it now: then it ends. */
  private void keep(Context self, String name, Pid pid) {
    Object holder = NameServer.holder(table, name, pid);
    if (holder.equals(pid)) return;
    LOG.log(Level.WARNING, "\"{0}\" is held by {1} now; {2} has lost it", name, holder, pid);
    self.send(server, new NameServer.Released(name, pid));
    self.exit(pid, ExitReason.KILL);
  }
}
