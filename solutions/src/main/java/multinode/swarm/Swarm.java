package multinode.swarm;

import java.lang.System.Logger.Level;
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
import multinode.distribution.ClusterRegistry;
import multinode.distribution.Registration;
import multinode.genserver.CallFailed;
import multinode.genserver.GenServer;
import multinode.genserver.Request;
import multinode.genserver.Switchboard;
import multinode.node.Node;
import multinode.node.NodeName;
import multinode.process.Context;
import multinode.process.ExitReason;
import multinode.process.Pid;

/**
 * Servers of a whole topology: each runs on one of its nodes, under a name that all know. The name,
 * not the caller, decides on which: the one where Hazelcast keeps the entry of that name. When
 * nodes join, some servers move to them; when a node stops, it hands its servers over; when it
 * dies, others start them again. What they know then is what they have chosen: see {@link
 * Durability}. After Elixir's Swarm and Horde.
 *
 * <p><b>What holds.</b> A registration is seen by every member when it returns, and of two that
 * race exactly one wins. While no node is cut off from others, a server runs on one node at a time.
 * While some are cut off, each part runs what it sees, and when they meet one of each two ends;
 * with a {@link Quorum} of more than half of the configured nodes, the smaller part runs nothing
 * once it has noticed, and what a server there may still do before that is refused or not
 * acknowledged. What is kept is kept on two members: it survives the death of one of them at a
 * time.
 *
 * <p>All methods may be called from any thread, and block until it is done.
 */
public final class Swarm implements Switchboard, AutoCloseable {

  /** In which swarm a server runs, for its handlers. */
  static final ScopedValue<Swarm> CURRENT = ScopedValue.newInstance();

  private final Node node;
  private final Cluster cluster;
  private final ClusterRegistry registry;
  private final Share share;
  private final Table table;
  private final Groups groups;
  private final Routes routes;
  private final Pid host;
  private final Watch watch;

  private Swarm(Cluster cluster, Settings settings) {
    this.node = cluster.node();
    this.cluster = cluster;
    registry = ClusterRegistry.of(cluster);
    share = new Share(this, cluster, settings);
    table = share.table();
    groups = share.groups();
    routes = share.routes();
    host = node.run(self -> GenServer.start(self, share.hostName(), new Host(share)).orThrow());
    watch = new Watch(cluster, host, share.support());
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
    SortedMap<String, Registration> results = new TreeMap<>();
    if (!share.hasQuorum()) {
      servers
          .keySet()
          .forEach(name -> results.put(name, new Registration.NotStarted(Reasons.NOQUORUM)));
      return results;
    }
    registry
        .holders(servers.keySet())
        .forEach((name, pid) -> results.put(name, new Registration.AlreadyRegistered(pid)));
    Map<String, HostRequest.New> wanted = new TreeMap<>();
    servers.forEach((name, server) -> {
      if (results.containsKey(name)) return;
      wanted.put(name, new HostRequest.New(node.codec().encode(server), List.of(groups)));
    });
    results.putAll(node.run(self -> new Registering(share, self).all(wanted)));
    return results;
  }

  /** Gives a running process a name, unless a process or a server holds it. It does not move. */
  public Registration register(String name, Pid pid) {
    Pid holder = claim(name, pid);
    return holder.equals(pid)
        ? new Registration.Registered(pid)
        : new Registration.AlreadyRegistered(holder);
  }

  @Override
  public Pid claim(String name, Pid pid) {
    return server(name).orElseGet(() -> registry.claim(name, pid));
  }

  /** Ends the server of this name, or takes the name back from a process, which lives on. */
  @Override
  public boolean unregister(String name) {
    return node.run(self -> end(self, name)) || registry.unregister(name);
  }

  private boolean end(Context self, String name) {
    boolean perhaps = false;
    for (; ; ) {
      share.needQuorum("unregister " + name);
      Optional<Step.Seat> seat = table.peek(name);
      if (seat.isEmpty()) return perhaps;
      try {
        Pid owner = seat.get().host();
        if (share.isThere(owner)
            && GenServer.call(self, owner, new HostRequest.End(name), Leaving.LIMIT)) {
          return true;
        }
      } catch (CallFailed e) {
        // It has been ended, or somebody else is to run it.
        perhaps |= !Reasons.isUndone(e.reason());
      }
      Routes.pause(self);
    }
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
    share.needQuorum("join " + group);
    if (!table.regroup(name, new Step.Regroup(group, true))) return false;
    groups.join(name, List.of(group));
    return true;
  }

  /** Takes a server out of a group; false when there is no server of this name. */
  public boolean leave(String group, String name) {
    share.needQuorum("leave " + group);
    groups.leave(name, List.of(group));
    return table.regroup(name, new Step.Regroup(group, false));
  }

  /** The servers in a group, sorted. */
  public SortedSet<String> members(String group) {
    return groups.members(group);
  }

  /** Casts a message to all servers in a group. */
  public void publish(String group, Object message) {
    Set<String> all = members(group);
    node.run(self -> {
      all.forEach(name -> self.spawn(one -> cast(one, name, message)));
      return all;
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
    return node.run(self ->
        GenServer.multiCall(
                self, cluster.members(), share.hostName(), request, Duration.ofSeconds(1))
            .replies());
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
    try {
      new Leaving(cluster, host, watch).handOver();
    } catch (RuntimeException e) {
      Host.LOG.log(Level.WARNING, "{0} could not hand its servers over: {1}", node.self(), e);
    }
    node.run(self -> {
      Share.stop(self, host, ExitReason.SHUTDOWN);
      self.exit(routes.seer(), ExitReason.KILL);
      return null;
    });
  }

  @Override
  public String toString() {
    return share.toString();
  }
}
