package multinode.global;

import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import multinode.process.Body;
import multinode.process.Call;
import multinode.process.Context;
import multinode.process.Destination;
import multinode.process.Down;
import multinode.process.ExitReason;
import multinode.process.From;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.process.Ref;

/**
 * The process that keeps a node's part of the {@linkplain Global global names}. It never waits for
 * another node: what has to is done by a {@link GlobalChange}, a process for each change.
 */
final class GlobalServer implements Body {

  private static final System.Logger LOG = System.getLogger("multinode.global");

  /** The name it holds on its node. */
  static final String NAME = "global_name_server";

  /** "Nobody else is to change this name." Answered with a {@link Granted} when that is so. */
  record Lock(String name) {}

  /** The lock is yours, and this is who holds the name. */
  record Granted(Set<Pid> holders) {}

  /** The lock is free again. */
  record Unlock(String name) {}

  /** A process of this node holds a name from now on; from a {@link GlobalChange} of this node. */
  record Put(Global.Claim claim) {}

  /** It holds it no more. */
  record Take(Global.Release release) {}

  /** A process of the node that says so holds a name. */
  record Holds(String name, Pid pid, Global.Conflict conflict) {}

  /** It holds it no more. */
  record Dropped(String name, Pid pid) {}

  /**
   * A node is connected now, from this node itself; its server has begun again, from that one; or
   * it is this node, whose own server begins.
   */
  record Up(NodeName node) {}

  /** It is connected no more. */
  record Gone(NodeName node) {}

  private final NodeName self;
  private final GlobalTable table;
  private final Predicate<Pid> isAlive;
  private final Supplier<List<NodeName>> peers;
  private final BiConsumer<NodeName, Object> tell;

  private final GlobalLocks locks = new GlobalLocks();
  private final Map<Pid, Ref> watched = new HashMap<>();

  /**
   * The server of one node.
   *
   * @param isAlive whether a process of this node lives
   * @param peers the connected nodes
   * @param tell brings a message to the server of a connected node, without connecting to it
   */
  GlobalServer(
      NodeName self,
      GlobalTable table,
      Predicate<Pid> isAlive,
      Supplier<List<NodeName>> peers,
      BiConsumer<NodeName, Object> tell) {
    this.self = self;
    this.table = table;
    this.isAlive = isAlive;
    this.peers = peers;
    this.tell = tell;
  }

  @Override
  public void run(Context context) {
    context.trapExit(true); // Of its changes: they end with it, and it does not with them.
    for (; ; ) {
      switch (context.receive()) {
        case Call(From from, Object request) -> asked(context, from, request);
        case Holds(String name, Pid pid, Global.Conflict conflict) -> {
          table.put(name, pid, conflict);
          settle(context, name);
        }
        case Dropped(String name, Pid pid) -> table.remove(name, pid);
        case Up(NodeName node) when node.equals(self) -> begin(context);
        case Up(NodeName node) -> introduce(node);
        case Gone(NodeName node) ->
            table.forEach(pid -> pid.node().equals(node.toString()), table::remove);
        case Down(Ref ref, Destination ended, ExitReason _) -> {
          locks.gone(context, ref);
          table.forEach(ended::equals, (name, pid) -> drop(context, name, pid));
        }
        default -> {}
      }
    }
  }

  /**
   * Goes on where the server before it has ended: watches those of this node who hold a name, tells
   * all others of them, and asks these for the names that they hold.
   */
  private void begin(Context context) {
    table.forEach(this::isHere, (name, pid) -> watched.computeIfAbsent(pid, context::monitor));
    table.forEach(pid -> !isHere(pid), table::remove);
    for (NodeName peer : peers.get()) {
      introduce(peer);
      tell.accept(peer, new Up(self));
    }
  }

  /** Tells a node of the names that processes of this one hold. */
  private void introduce(NodeName node) {
    table.forEach(this::isHere, (name, pid) -> tell.accept(node, holds(name, pid)));
  }

  private void asked(Context context, From from, Object request) {
    switch (request) {
      case Global.Claim claim when !isAlive.test(claim.pid()) ->
          context.reply(from, ExitReason.NOPROC);
      case Global.Claim claim -> change(context, from, claim.name(), new Put(claim));
      case Global.Release release -> change(context, from, release.name(), new Take(release));
      case Lock _ when !isThere(NodeName.parse(from.caller().node())) -> {
        // Its link is lost, and its caller knows: a monitor on that would connect to the node
        // again.
      }
      case Lock(String name) -> locks.lock(context, name, from, () -> holders(context, name));
      case Unlock(String name) -> {
        locks.unlock(context, name, from.caller());
        context.reply(from, true);
      }
      case Put(Global.Claim(String name, Pid pid, Global.Conflict conflict)) -> {
        watched.computeIfAbsent(pid, context::monitor);
        table.put(name, pid, conflict);
        tellAll(holds(name, pid));
        context.reply(from, pid);
      }
      case Take(Global.Release(String name, Pid pid)) ->
          context.reply(from, drop(context, name, pid));
      default -> context.reply(from, ExitReason.because("no request to global names: " + request));
    }
  }

  /**
   * Has a process make a change; the caller that asked for it is told what comes of it in any case.
   */
  private void change(Context context, From from, String name, Object what) {
    GlobalChange change = new GlobalChange(members(), this::isThere, name, what);
    context.spawnLink(process -> {
      try {
        process.reply(from, change.make(process));
      } catch (RuntimeException thrown) {
        process.reply(from, ExitReason.crash(thrown));
        throw thrown;
      }
    });
  }

  /** All nodes that must agree, in the one order in which everybody locks. */
  private List<NodeName> members() {
    return Stream.concat(Stream.of(self), peers.get().stream()).sorted().toList();
  }

  private boolean isThere(NodeName member) {
    return member.equals(self) || peers.get().contains(member);
  }

  /** Who holds a name; a process of this node that has just ended does not, Down here or not. */
  private Set<Pid> holders(Context context, String name) {
    for (Pid pid : table.all(name).keySet()) {
      if (isHere(pid) && !isAlive.test(pid)) drop(context, name, pid);
    }
    return table.all(name).keySet();
  }

  private boolean isHere(Pid pid) {
    return pid.node().equals(self.toString());
  }

  private Holds holds(String name, Pid pid) {
    return new Holds(name, pid, table.all(name).get(pid));
  }

  private void tellAll(Object news) {
    peers.get().forEach(peer -> tell.accept(peer, news));
  }

  /** Takes a name from a process of this node, and tells the others; false when it had it not. */
  private boolean drop(Context context, String name, Pid pid) {
    if (!table.remove(name, pid)) return false;
    tellAll(new Dropped(name, pid));
    if (table.names(pid) == 0) context.demonitor(watched.remove(pid));
    return true;
  }

  /** Another node's holder is known now: does this node's have to go? */
  private void settle(Context context, String name) {
    SortedMap<Pid, Global.Conflict> holders = table.all(name);
    if (holders.size() < 2) return;
    Pid first = holders.firstKey();
    Global.Conflict conflict = holders.get(first);
    for (Pid mine : holders.keySet()) {
      boolean loses = !mine.equals(first);
      if (!isHere(mine) || !loses && conflict != Global.Conflict.NOTIFY_BOTH) continue;
      Pid other = loses ? first : holders.lastKey();
      drop(context, name, mine);
      LOG.log(
          Level.WARNING,
          "the global name {0} is held by {1} and {2}; {1} has lost it ({3})",
          name,
          mine,
          other,
          conflict);
      if (conflict == Global.Conflict.KILL_ONE) context.exit(mine, ExitReason.KILL);
      else context.send(mine, new GlobalNameConflict(name, other));
    }
  }
}
