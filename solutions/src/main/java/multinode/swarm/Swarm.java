package multinode.swarm;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import multinode.cluster.Cluster;
import multinode.genserver.CallFailed;
import multinode.genserver.GenServer;
import multinode.genserver.Request;
import multinode.genserver.Switchboard;
import multinode.node.Node;
import multinode.process.Context;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.registry.ClusterRegistry;
import multinode.registry.Registration;
import multinode.supervisor.Application;

/**
 * Servers of a whole topology: each runs on one of its nodes, under a name that all know. The name,
 * not the caller, decides on which: the one where Hazelcast keeps the entry of that name. When
 * nodes join, some servers move to them; when a node stops, it hands its servers over; when it
 * dies, others start them again. What they know then is what they have chosen: see {@link
 * Durability}. After Elixir's Swarm and Horde.
 *
 * <p><b>What holds.</b>
 *
 * <ul>
 *   <li>A registration is seen by every member when it returns, and of two that race exactly one
 *       wins; processes and servers share one table of names.
 *   <li>One node at a time dies, freezes or is cut off, and the next one after the copies are made
 *       again: no name and no group is forgotten, and with {@link Durability#EVERY_CHANGE} every
 *       acknowledged change is there. All apart, or even halves, with a {@link Quorum}: the same.
 *   <li>With a quorum of more than half of the configured nodes, a change is acknowledged only by
 *       an owner that has one, whatever its durability. Without one, parts that are cut off from
 *       each other both go on; when they meet, one server of each two survives, and both states
 *       reach {@link ClusterServer#resolveConflict}.
 *   <li>A server that crashes keeps its name, its groups and its kept state, and is started again,
 *       later each time. Nothing deletes a state but {@link #unregister}, or the end that {@link
 *       ClusterServer#restart} calls one.
 *   <li>Both copies of an entry die at once: what runs is made known again, the rest is lost, and
 *       the log says so.
 *   <li>A call is not begun (and is made again elsewhere by itself), or answered, or it fails and
 *       nobody knows whether it was done. A call that was begun, and whose {@code From} the server
 *       keeps, is answered from wherever the server has moved to.
 * </ul>
 *
 * <p>All methods may be called from any thread, and block until it is done.
 */
public final class Swarm implements Switchboard, AutoCloseable {

  /** How long hosts have to say how they are. */
  private static final Duration SOON = Duration.ofSeconds(1);

  /** In which swarm a server runs, for its handlers. */
  static final ScopedValue<Swarm> CURRENT = ScopedValue.newInstance();

  private final Node node;
  private final Cluster cluster;
  private final ClusterRegistry registry;
  private final Share share;
  private final Table table;
  private final Routes routes;
  private final Application processes;
  private final Watch watch;

  private Swarm(Cluster cluster, Settings settings) {
    this.node = cluster.node();
    this.cluster = cluster;
    settings.warn(cluster.topology());
    registry = ClusterRegistry.of(cluster);
    share = new Share(this, cluster, settings);
    table = share.table();
    routes = share.routes();
    processes = Application.start(node, share.hostName(), share.supervisor());
    registry.servers(this::server);
    watch = new Watch(cluster, share);
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
   * @throws IllegalStateException when the caller is not a server of a swarm, in a handler of its
   *     own
   */
  public static Swarm current() {
    if (CURRENT.isBound()) return CURRENT.get();
    throw new IllegalStateException(
        "only a server of a swarm, in its own handlers, runs in a swarm");
  }

  /** What its parts on this node stand on. */
  Share share() {
    return share;
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
    servers.forEach((name, server) ->
        wanted.put(name, new HostRequest.New(node.codec().encode(server), List.of(groups))));
    return node.run(self -> new Registering(share, self).all(wanted));
  }

  /** Gives a running process a name, unless a process or a server holds it. It does not move. */
  public Registration register(String name, Pid pid) {
    return registry.register(name, pid);
  }

  @Override
  public Pid claim(String name, Pid pid) {
    return registry.claim(name, pid);
  }

  /**
   * Ends the server of this name, whatever it is doing, and deletes what was kept of it; or takes
   * the name back from a process, which lives on. Waits 10 s at most for the server's process to
   * end.
   *
   * @throws IllegalStateException when too few members are there; it may have been done all the
   *     same
   */
  @Override
  public boolean unregister(String name) {
    return share
        .support()
        .change(
            "unregister " + name,
            () ->
                node.run(self -> new Registering(share, self).end(name))
                    || registry.unregister(name));
  }

  @Override
  public Optional<Pid> whereis(String name) {
    return server(name).or(() -> registry.whereis(name));
  }

  /** The process of a server, which is waited for while it is between two nodes. */
  private Optional<Pid> server(String name) {
    return node.run(self -> routes.locate(self, name));
  }

  /**
   * All names, of servers and of processes, sorted, and who holds them now. A server that is just
   * between two nodes is left out. Asks every member, and waits a second for each at most.
   */
  @Override
  public SortedMap<String, Pid> registered() {
    SortedMap<String, Pid> all = registry.registered();
    askHosts(new HostRequest.Running()).values().forEach(all::putAll);
    return all;
  }

  /** The servers that run on this node, sorted, and their processes. Asks nobody. */
  public SortedMap<String, Pid> running() {
    return share.owned().all();
  }

  /** What is kept of a server; empty when there is none of this name. */
  public Optional<ServerInfo> info(String name) {
    return table.find(name).map(ServerInfo::of);
  }

  /** Whether enough members are there for the {@link Quorum}. Asks nobody. */
  public boolean hasQuorum() {
    return share.support().isThere();
  }

  /** Whether this node hands its servers over, and takes no more. */
  public boolean isLeaving() {
    return share.isLeaving();
  }

  /** The names of all servers, sorted, also of those that nobody runs just now. */
  public SortedSet<String> names() {
    return new TreeSet<>(table.names());
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
   * @throws CallFailed when there is no answer; {@code noproc} when nobody has this name
   */
  @Override
  public <R> R call(Context caller, String name, Request<R> request, Duration limit) {
    return routes.call(caller, name, request, limit);
  }

  /** The same for a caller that is no process. */
  public <R> R call(String name, Request<R> request) {
    return node.run(self -> call(self, name, request));
  }

  /**
   * Sends a server a message that nobody waits for. It may be lost when the server moves or dies.
   */
  public void cast(Context sender, String name, Object message) {
    routes.cast(sender, name, message);
  }

  // Groups.

  /** Puts a server into a group; false when there is no server of this name. */
  public boolean join(String group, String name) {
    return regroup("join ", name, new Step.Regroup(group, true));
  }

  /** Takes a server out of a group; false when there is no server of this name. */
  public boolean leave(String group, String name) {
    return regroup("leave ", name, new Step.Regroup(group, false));
  }

  private boolean regroup(String verb, String name, Step.Regroup step) {
    return share.support().change(verb + step.group(), () -> table.change(name, step));
  }

  /** The servers in a group, sorted. */
  public SortedSet<String> members(String group) {
    return new TreeSet<>(table.members(group));
  }

  /** Casts a message to all servers in a group. */
  public void publish(String group, Object message) {
    Set<String> all = members(group);
    node.run(self -> {
      for (String name : all) self.spawn(one -> cast(one, name, message));
      return true;
    });
  }

  /** Asks all servers in a group at once; those that do not answer keep nobody else's back. */
  public <R> GroupReply<R> multiCall(String group, Request<R> request, Duration limit) {
    return multiCall(members(group), request, limit);
  }

  /** Asks these servers at once, wherever they are. */
  public <R> GroupReply<R> multiCall(Collection<String> names, Request<R> request, Duration limit) {
    return node.run(self -> new GroupCall<>(routes, request, limit).ask(self, Set.copyOf(names)));
  }

  /** How many servers run on each member, as far as they answer within a second. */
  public SortedMap<NodeName, Integer> counts() {
    return askHosts(new HostRequest.Count());
  }

  /**
   * Whether nothing is on its way: each member keeps its share of the entries, each with its copy,
   * and runs the servers that belong to it. Asks every member.
   */
  public boolean isBalanced() {
    if (!cluster.isBalanced()) return false;
    SortedMap<NodeName, Boolean> hosts = askHosts(new HostRequest.Balanced());
    return hosts.keySet().equals(cluster.members()) && !hosts.containsValue(false);
  }

  private <R> SortedMap<NodeName, R> askHosts(Request<R> request) {
    Set<NodeName> all = cluster.members();
    return node.run(
        self -> GenServer.multiCall(self, all, share.hostName(), request, SOON).replies());
  }

  /** The topology whose servers these are. */
  public Cluster cluster() {
    return cluster;
  }

  /** Hands all servers over, if there is somebody to take them, and takes part no more. */
  @Override
  public void close() {
    node.parts().remove(this);
    if (!share.leave()) return;
    watch.close();
    new Leaving(cluster, share.host(node.self().toString()), watch).handOver();
    processes.close();
  }

  @Override
  public String toString() {
    return share.toString();
  }
}
