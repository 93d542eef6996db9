package multinode.swarm;

import java.time.Duration;
import java.util.Set;
import java.util.SortedMap;
import multinode.cluster.Cluster;
import multinode.genserver.GenServer;
import multinode.genserver.MultiReply;
import multinode.genserver.Request;
import multinode.genserver.StartResult;
import multinode.node.Node;
import multinode.process.Context;
import multinode.process.ExitReason;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.process.RegisteredName;
import multinode.registry.ClusterRegistry;
import multinode.supervisor.Application;
import multinode.supervisor.ChildSpec;
import multinode.supervisor.Intensity;
import multinode.supervisor.Strategy;
import multinode.supervisor.Supervisor;

/** The part of a swarm on one node: what its classes stand on, and where they find each other. */
final class LocalSwarm {

  /** How often in 5 s the processes of this node's share are started again; then it is given up. */
  private static final int RESTARTS = 20;

  /** How long hosts have to say how they are. */
  private static final Duration SOON = Duration.ofSeconds(1);

  private final Swarm swarm;
  private final Node node;
  private final Cluster cluster;
  private final Settings settings;
  private final ClusterRegistry registry;
  private final Table table;
  private final Routes routes;
  private final Pid me;
  private final Support support;
  private final Owned owned;
  private final Watch watch;
  private Runnable end = () -> {};
  private volatile boolean leaving;

  LocalSwarm(Swarm swarm, Cluster cluster, Settings settings) {
    this.swarm = swarm;
    this.cluster = cluster;
    this.settings = settings;
    node = cluster.node();
    registry = ClusterRegistry.of(cluster);
    table = new Table(cluster);
    routes = new Routes(this);
    owned = new Owned(node.events());
    me = new Pid(node.self().toString(), node.user().incarnation(), 0);
    support = new Support(cluster, settings.quorum(), me, hostName());
    watch = new Watch(this);
  }

  Cluster cluster() {
    return cluster;
  }

  Node node() {
    return node;
  }

  Settings settings() {
    return settings;
  }

  /** The names of processes. */
  ClusterRegistry registry() {
    return registry;
  }

  /** What is kept of the servers. */
  Table table() {
    return table;
  }

  /**
   * Who this node is in the table, as long as it lives: no process, which could end and be another
   * one then.
   */
  Pid me() {
    return me;
  }

  Swarm swarm() {
    return swarm;
  }

  /** What a host sees around it now. */
  View view(Set<NodeName> hosts) {
    return new View(
        me,
        node.self(),
        support.isThere(),
        cluster.starts(),
        hosts,
        settings.rebalance() || leaving,
        System.nanoTime());
  }

  /** The servers that run here. */
  Owned owned() {
    return owned;
  }

  Routes routes() {
    return routes;
  }

  Support support() {
    return support;
  }

  /** The host of a node. */
  RegisteredName host(String where) {
    return new RegisteredName(hostName(), where);
  }

  /** Has the host of this node look at the table: at all of its share, or at a part in turn. */
  void look(boolean all) {
    node.processes().send(host(node.self().toString()), new Host.Look(all));
  }

  /**
   * What the hosts of all members answer within a second, and which members do not answer. One
   * without a host runs nothing, and is neither.
   */
  <R> MultiReply<R> askHosts(Request<R> request) {
    Set<NodeName> members = cluster.members();
    MultiReply<R> all =
        node.run(self -> GenServer.multiCall(self, members, hostName(), request, SOON));
    all.failed().values().removeIf(failed -> failed.reason().equals(ExitReason.NOPROC));
    return all;
  }

  /** See {@link Swarm#isBalanced}. */
  boolean isBalanced() {
    if (!cluster.isBalanced()) return false;
    SortedMap<NodeName, Boolean> hosts = askHosts(new HostRequest.Balanced()).replies();
    return hosts.keySet().equals(cluster.members()) && !hosts.containsValue(false);
  }

  /** The name of each node's host. */
  String hostName() {
    return "swarm " + cluster.topology().name();
  }

  /** Whether the node of a process is a member, in the same start as the process. */
  boolean isThere(Pid pid) {
    return Integer.valueOf(pid.incarnation()).equals(cluster.starts().get(pid.node()));
  }

  /** Whether everything goes. */
  boolean isLeaving() {
    return leaving;
  }

  /** Starts the processes of this node's share, each of which may end at any moment. */
  void begin() {
    Supervisor top =
        Supervisor.of(
            Strategy.ONE_FOR_ONE,
            Intensity.of(RESTARTS, Duration.ofSeconds(5)),
            ChildSpec.of("host", self -> GenServer.startLink(self, hostName(), new Host(this))),
            ChildSpec.of(
                "places", self -> new StartResult.Started(self.spawnLink(this::keepPlaces))));
    end = Application.keep(node, hostName(), top);
    registry.servers(name -> node.run(self -> routes.locate(self, name)));
  }

  private void keepPlaces(Context self) throws Exception {
    self.register(routes.seer().name());
    routes.places().run(self);
  }

  /** See {@link Swarm#close}. */
  void close() {
    if (leaving) return;
    leaving = true;
    watch.close();
    new Drain(this).handOver();
    end.run();
  }

  @Override
  public String toString() {
    return hostName();
  }
}
