package multinode.swarm;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import multinode.cluster.Cluster;
import multinode.genserver.CallFailed;
import multinode.genserver.GenServer;
import multinode.genserver.MultiReply;
import multinode.genserver.Request;
import multinode.genserver.Switchboard;
import multinode.node.Node;
import multinode.process.Context;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.registry.Registration;

/**
 * Servers of a whole topology: each runs on one of its nodes, under a name that all know. The name,
 * not the caller, decides on which: the one where Hazelcast keeps the entry of that name. When
 * nodes join, some servers move to them; when a node stops, it hands its servers over; when it
 * dies, others start them again. What they know then is what they have chosen: see {@link
 * Durability}. After Elixir's Swarm and Horde.
 *
 * <p>What holds when nodes and networks fail is said in {@linkplain multinode.swarm the package}.
 *
 * <p>All methods may be called from any thread, and block until it is done.
 */
public final class Swarm implements Switchboard, AutoCloseable {

  /** In which swarm a server runs, for its handlers. */
  static final ScopedValue<Swarm> CURRENT = ScopedValue.newInstance();

  private final Node node;
  private final LocalSwarm local;

  private Swarm(Cluster cluster, Settings settings) {
    node = cluster.node();
    settings.warn(cluster.topology());
    local = new LocalSwarm(this, cluster, settings);
    local.begin();
  }

  /** Has a node take its share of a topology's servers; started once on each. */
  public static Swarm start(Cluster cluster, Settings settings) {
    Swarm swarm = cluster.node().parts().add(new Swarm(cluster, settings));
    cluster.closesFirst(swarm);
    return swarm;
  }

  /**
   * The swarm in which the calling server runs.
   *
   * @throws IllegalStateException when the caller is not a server of a swarm, in its own handlers
   */
  public static Swarm current() {
    if (CURRENT.isBound()) return CURRENT.get();
    throw new IllegalStateException(
        "only a server of a swarm, in its own handlers, runs in a swarm");
  }

  /** Its part on this node. */
  LocalSwarm local() {
    return local;
  }

  /**
   * Starts a server under a name, if nobody holds it. The name decides where it runs.
   *
   * @param server what it is; it travels, and so has to be a record, or serializable, of a class
   *     that all nodes have
   * @param groups in which groups it is
   * @throws IllegalArgumentException when it cannot travel
   */
  public Registration register(String name, GenServer<?> server, String... groups) {
    return registerAll(Map.of(name, server), groups).get(name);
  }

  /** The same for many at a time, which costs little more than one. */
  public SortedMap<String, Registration> registerAll(
      Map<String, ? extends GenServer<?>> servers, String... groups) {
    Map<String, HostRequest.New> wanted = new TreeMap<>();
    long request = ThreadLocalRandom.current().nextLong();
    servers.forEach((name, server) ->
        wanted.put(
            name, new HostRequest.New(node.codec().encode(server), List.of(groups), request)));
    return node.run(self -> new Registering(local, self).all(wanted));
  }

  /** Gives a running process a name, unless a process or a server holds it. It does not move. */
  public Registration register(String name, Pid pid) {
    return local.registry().register(name, pid);
  }

  @Override
  public Pid claim(String name, Pid pid) {
    return local.registry().claim(name, pid);
  }

  /**
   * Ends the server of this name, whatever it is doing, and deletes what was kept of it; or takes
   * the name back from a process, which lives on. Waits 10 s at most for the server's process to
   * end.
   *
   * @throws IllegalStateException when too few members are there; it may still have been done
   */
  @Override
  public boolean unregister(String name) {
    return node.run(self -> new Registering(local, self).unregister(name));
  }

  @Override
  public boolean release(String name, Pid pid) {
    return local.registry().release(name, pid);
  }

  /**
   * Who holds a name; empty when nobody does. The process of a server is waited for while it is
   * between two nodes, 5 s at most.
   *
   * @throws IllegalStateException when this node cannot tell: it has left the topology, too few
   *     members are there for the {@link Quorum}, or nobody has told in time
   */
  @Override
  public Optional<Pid> whereis(String name) {
    try {
      return node.run(self -> local.routes().whereis(self, name));
    } catch (IllegalStateException cannotTell) {
      if (hasQuorum()) throw cannotTell;
      Optional<Pid> process = local.registry().whereis(name);
      if (process.isPresent()) return process;
      throw cannotTell;
    }
  }

  /**
   * All names, of servers and of processes, sorted, and who holds them now. A server that is just
   * between two nodes is left out. Asks every member, and waits a second at most.
   *
   * @throws IllegalStateException when a member does not answer: what it runs would be missing
   */
  @Override
  public SortedMap<String, Pid> registered() {
    SortedMap<String, Pid> all = local.registry().registered();
    MultiReply<Map<String, Pid>> servers = local.askHosts(new HostRequest.Running());
    if (!servers.failed().isEmpty()) {
      throw new IllegalStateException(
          "%s cannot tell all names: no answer from %s; try again later"
              .formatted(node.self(), servers.failed().keySet()));
    }
    servers.replies().values().forEach(all::putAll);
    return all;
  }

  /** The servers that run on this node, sorted, and their processes. Asks nobody. */
  public SortedMap<String, Pid> running() {
    return local.owned().all();
  }

  /** What is kept of a server; empty when there is none of this name. */
  public Optional<ServerInfo> info(String name) {
    return local.table().find(name).map(ServerInfo::of);
  }

  /** Whether enough members are there for the {@link Quorum}. Asks nobody. */
  public boolean hasQuorum() {
    return local.support().isThere();
  }

  /** Whether this node hands its servers over, and takes no more. */
  public boolean isLeaving() {
    return local.isLeaving();
  }

  /** The names of all servers, sorted, also of those that nobody runs just now. */
  public SortedSet<String> names() {
    return local.table().names();
  }

  /** Asks a server; see {@link #call(Context, String, Request, Duration)}. */
  public <R> R call(Context caller, String name, Request<R> request) {
    return call(caller, name, request, GenServer.CALL_LIMIT);
  }

  /**
   * Asks a server, and waits for its answer. While it is moved, or started again elsewhere, this
   * waits and asks it there. What may have been done already is not asked twice: when the server or
   * its node dies with the request in hand, the call fails.
   *
   * @throws CallFailed when there is no answer; {@code noproc} when nobody has this name; {@code
   *     nodedown} when this node has left the topology
   */
  @Override
  public <R> R call(Context caller, String name, Request<R> request, Duration limit) {
    return local.routes().call(caller, name, request, limit);
  }

  /** The same for a caller that is no process. */
  public <R> R call(String name, Request<R> request) {
    return node.run(self -> call(self, name, request));
  }

  /**
   * Sends a server a message that nobody waits for. It may be lost when the server moves or dies.
   */
  public void cast(Context sender, String name, Object message) {
    local.routes().cast(sender, name, message);
  }

  // Groups.

  /** Puts a server into a group; false when there is no server of this name. */
  public boolean join(String group, String name) {
    return local.support().change("join " + group, () -> local.table().regroup(name, group, true));
  }

  /** Takes a server out of a group; false when there is no server of this name. */
  public boolean leave(String group, String name) {
    return local
        .support()
        .change("leave " + group, () -> local.table().regroup(name, group, false));
  }

  /** The servers in a group, sorted. */
  public SortedSet<String> members(String group) {
    return local.table().members(group);
  }

  /**
   * Casts a message to all servers in a group. Returns when it is on its way to each, so what is
   * published next comes after it; one that is just between two nodes is waited for, 5 s at most.
   * So a server does not publish to its own group in {@code init}: it would wait for itself.
   */
  public void publish(String group, Object message) {
    node.run(self -> new Publication(local.routes(), message).send(self, members(group)));
  }

  /** Asks all servers in a group at once; those that do not answer keep nobody else's back. */
  public <R> GroupReply<R> multiCall(String group, Request<R> request, Duration limit) {
    return multiCall(members(group), request, limit);
  }

  /** Asks these servers at once, wherever they are. */
  public <R> GroupReply<R> multiCall(Collection<String> names, Request<R> request, Duration limit) {
    return node.run(self -> new GroupCall<>(local.routes(), request, limit).ask(self, names));
  }

  /** How many servers run on each member; those that do not answer within a second are left out. */
  public SortedMap<NodeName, Integer> counts() {
    return local.askHosts(new HostRequest.Count()).replies();
  }

  /**
   * Whether nothing is on its way: each member keeps its share of the entries, each with its copy,
   * and runs the servers that belong to it. Asks every member.
   */
  public boolean isBalanced() {
    return local.isBalanced();
  }

  /** The topology whose servers these are. */
  public Cluster cluster() {
    return local.cluster();
  }

  /**
   * Hands all servers over, if there is somebody to take them, and takes part no more. Those that
   * are not handed over within 10 s start elsewhere without what {@link Durability#HANDOFF} kept of
   * them; a warning says how many.
   */
  @Override
  public void close() {
    node.parts().remove(this);
    local.close();
  }

  @Override
  public String toString() {
    return local.toString();
  }
}
