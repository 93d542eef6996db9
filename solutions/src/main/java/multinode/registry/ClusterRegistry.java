package multinode.registry;

import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import multinode.cluster.Cluster;
import multinode.genserver.CallFailed;
import multinode.genserver.Name;
import multinode.genserver.StartResult;
import multinode.node.Node;
import multinode.process.Context;
import multinode.process.Down;
import multinode.process.ExitReason;
import multinode.process.Permanent;
import multinode.process.Pid;
import multinode.process.Ref;
import multinode.process.RegisteredName;
import multinode.process.Registry;
import multinode.process.Reply;

/**
 * Names for all members of a topology: one process holds a name, and every member finds it. What
 * Swarm and Horde call a registry.
 *
 * <p>The names are in a map that Hazelcast spreads over the members, each entry on one and a copy
 * of it on another. A registration returns when both have it, and every member asks the same one:
 * so it is seen everywhere, and of two that race exactly one wins. A name goes with its process and
 * with its node.
 *
 * <p>Hazelcast promises this as long as the members are together. When the network falls apart,
 * each part believes that the others are gone, and may give their names again; when the parts meet,
 * the processes of the smaller part that lost their names are killed.
 */
public final class ClusterRegistry implements Registry, AutoCloseable {

  /** How long a claim may take, or an unregister. */
  private static final Duration LIMIT = Duration.ofSeconds(5);

  /** How long a node may take to say whether a process of it is alive. */
  private static final Duration SOON = Duration.ofSeconds(1);

  private final Node node;
  private final Cluster cluster;
  private final PinnedNames names;
  private final NameTable table;
  private final Permanent server;
  private volatile Function<String, Optional<Pid>> servers = name -> Optional.empty();

  private ClusterRegistry(Node node, Cluster cluster) {
    this.node = node;
    this.cluster = cluster;
    names = new PinnedNames(cluster);
    table = new NameTable(names, this::isGone);
    server = Permanent.start(node.processes(), serverName(), this::begin);
    cluster.listen(this::changed);
    cluster.closesFirst(this);
    cluster.listenMerges(this::changed);
  }

  private Pid begin() {
    Pid next = node.spawn(new NameServer(table, names, node.processes()::isAlive, cluster::has));
    node.processes().unregister(serverName());
    node.processes().register(serverName(), next);
    return next;
  }

  private void changed() {
    node.processes().send(server.pid(), new Reconciler.Changed());
  }

  /**
   * Says how the process of a server is found, which may hold a name as well. It is asked when a
   * process is to be given such a name.
   */
  public void servers(Function<String, Optional<Pid>> find) {
    servers = find;
  }

  /** The names of a topology, on a node that takes part in it; started once on each. */
  public static ClusterRegistry start(Node node, Cluster cluster) {
    return node.parts().add(new ClusterRegistry(node, cluster));
  }

  /** The names of a topology on this node, started if they are not yet. */
  public static ClusterRegistry of(Cluster cluster) {
    return cluster.node().parts().all(ClusterRegistry.class).stream()
        .filter(registry -> registry.cluster == cluster)
        .findFirst()
        .orElseGet(() -> start(cluster.node(), cluster));
  }

  /** The name of the process that looks after the names, on each node. */
  String serverName() {
    return "names " + cluster.topology().name();
  }

  @Override
  public Pid claim(String name, Pid pid) {
    for (long end = System.nanoTime() + LIMIT.toNanos(); System.nanoTime() < end; ) {
      try {
        Pid holder = claimNow(name, pid);
        if (holder.equals(pid) || !releaseEnded(name, holder)) return holder;
      } catch (PinnedNames.ServerHolds held) {
        Optional<Pid> holder = servers.apply(name);
        if (holder.isPresent()) return holder.get();
      }
    }
    throw new IllegalArgumentException(
        "%s cannot be registered as \"%s\": a server holds it, and does not run just now"
            .formatted(pid, name));
  }

  private Pid claimNow(String name, Pid pid) {
    if (isHere(pid) && node.processes().isAlive(pid)) {
      Pid holder = table.claim(name, pid);
      if (holder.equals(pid)) node.processes().send(server.pid(), new NameServer.Holds(name, pid));
      return holder;
    }
    Object answer = asksNodeOf(pid, new NameServer.Claim(name, pid), LIMIT);
    if (answer instanceof Pid holder) return holder;
    if (answer instanceof String) throw new PinnedNames.ServerHolds(name);
    if (ExitReason.NOPROC.equals(answer)) {
      throw new IllegalArgumentException(
          "%s cannot be registered as \"%s\": it is not alive, or its node takes no part in %s"
              .formatted(pid, name, this));
    }
    throw new IllegalStateException(
        "nobody knows whether %s has the name \"%s\": its node has not answered (%s)"
            .formatted(pid, name, answer));
  }

  /**
   * Takes a name from its holder, if that has ended and its node has just not given the name back:
   * who has heard of its end can have the name. Only its node can tell, unless it has left; one
   * that does not is waited for a second at most, and believed to run the process.
   *
   * @return whether the holder has ended
   */
  public boolean releaseEnded(String name, Pid holder) {
    if (!hasEnded(holder)) return false;
    table.release(name, holder);
    return true;
  }

  private boolean hasEnded(Pid holder) {
    return isGone(holder)
        || !isHere(holder)
            && Boolean.FALSE.equals(asksNodeOf(holder, new NameServer.Lives(holder), SOON));
  }

  /** What the server of names on the node of a process answers, or why it does not. */
  private Object asksNodeOf(Pid pid, Object request, Duration limit) {
    RegisteredName there = new RegisteredName(serverName(), pid.node());
    return node.run(self -> answer(self, self.request(there, request), limit));
  }

  private static Object answer(Context context, Ref ref, Duration limit) {
    Optional<Object> message = context.receive(ref::settledBy, limit);
    if (message.isEmpty()) return CallFailed.TIMEOUT;
    return message.get() instanceof Reply reply
        ? reply.answer()
        : ((Down) message.get()).reason().inherited();
  }

  /**
   * Gives a process a name, unless another one holds it.
   *
   * @throws IllegalArgumentException when the process is not alive, or its node takes no part
   * @throws IllegalStateException when its node does not answer; it may have the name all the same
   */
  public Registration register(String name, Pid pid) {
    Pid holder = claim(name, pid);
    return holder.equals(pid)
        ? new Registration.Registered(pid)
        : new Registration.AlreadyRegistered(holder);
  }

  /**
   * Gives a process a name that is started for it, if nobody holds it.
   *
   * @param start starts a server under the name that it is given, and tells what came of it
   */
  public Registration register(String name, Function<Name, StartResult> start) {
    return switch (start.apply(new Name(this, name))) {
      case StartResult.Started(Pid pid) -> new Registration.Registered(pid);
      case StartResult.AlreadyStarted(Pid pid) -> new Registration.AlreadyRegistered(pid);
      case StartResult.Ignored() -> new Registration.NotStarted(ExitReason.NORMAL);
      case StartResult.Failed(ExitReason reason) -> new Registration.NotStarted(reason);
    };
  }

  /**
   * Takes a name back from the process that holds it; false when no process does, also when a
   * server does.
   *
   * @throws IllegalStateException when each holder has lost it to the next one for 5 s
   */
  @Override
  public boolean unregister(String name) {
    for (long end = System.nanoTime() + LIMIT.toNanos(); System.nanoTime() < end; ) {
      Optional<Pid> holder = table.holder(name);
      if (holder.isEmpty()) return false;
      if (release(name, holder.get())) return true;
    }
    throw new IllegalStateException(
        "\"%s\" cannot be taken back: another process holds it each time".formatted(name));
  }

  @Override
  public boolean release(String name, Pid pid) {
    if (!table.release(name, pid)) return false;
    RegisteredName there = new RegisteredName(serverName(), pid.node());
    node.processes().send(there, new NameServer.Released(name, pid));
    return true;
  }

  /**
   * Which process holds a name; empty also when a server does. Asks the member that keeps the name:
   * a round trip, unless that is this one.
   *
   * @throws IllegalStateException when this node has left the topology
   */
  @Override
  public Optional<Pid> whereis(String name) {
    return table.holder(name);
  }

  /** Whether what a process still holds counts for nothing: its node has left, or it has ended. */
  private boolean isGone(Pid pid) {
    return cluster.isGone(pid) || isHere(pid) && !node.processes().isAlive(pid);
  }

  private boolean isHere(Pid pid) {
    return pid.node().equals(node.self().toString());
  }

  /** All names and who holds them, sorted. Asks every member. */
  @Override
  public SortedMap<String, Pid> registered() {
    SortedMap<String, Pid> all = new TreeMap<>(names);
    all.values().removeIf(this::isGone);
    return all;
  }

  /** How many entries there are, also of nodes that are gone. */
  int entries() {
    return names.size();
  }

  /** The node that takes part. */
  Node node() {
    return node;
  }

  /** The names go: their node is leaving the topology. */
  @Override
  public void close() {
    node.parts().remove(this);
    server.close();
  }

  @Override
  public String toString() {
    return cluster.topology().name();
  }
}
