package multinode.swarm;

import java.time.Duration;
import java.util.Set;
import multinode.cluster.Cluster;
import multinode.genserver.GenServer;
import multinode.genserver.StartResult;
import multinode.node.Node;
import multinode.process.Context;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.process.RegisteredName;
import multinode.supervisor.ChildSpec;
import multinode.supervisor.Intensity;
import multinode.supervisor.Strategy;
import multinode.supervisor.Supervisor;

/** A node's share of a swarm: what its parts stand on, and where they find each other. */
final class Share {

  /** How often in 5 s the processes of this node's share are started again; then it is given up. */
  private static final int RESTARTS = 20;

  private final Swarm swarm;
  private final Node node;
  private final Cluster cluster;
  private final Settings settings;
  private final Table table;
  private final Routes routes;
  private final Pid me;
  private final Support support;
  private final Owned owned;
  private volatile boolean leaving;

  Share(Swarm swarm, Cluster cluster, Settings settings) {
    this.swarm = swarm;
    this.cluster = cluster;
    this.settings = settings;
    node = cluster.node();
    table = new Table(cluster);
    routes = new Routes(this);
    owned = new Owned(node.events());
    me = new Pid(node.self().toString(), node.user().incarnation(), 0);
    support = new Support(cluster, settings.quorum(), me, hostName());
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

  /** The name of each node's host. */
  String hostName() {
    return "swarm " + cluster.topology().name();
  }

  /** Whether the node of a process is a member, in the same start as the process. */
  boolean isThere(Pid pid) {
    return Integer.valueOf(pid.incarnation()).equals(cluster.starts().get(pid.node()));
  }

  /** From now on everything goes; false when that was said before. */
  boolean leave() {
    boolean first = !leaving;
    leaving = true;
    return first;
  }

  /** Whether everything goes. */
  boolean isLeaving() {
    return leaving;
  }

  /** What the processes of this node's share stand under: each of them may end at any moment. */
  Supervisor supervisor() {
    return Supervisor.of(
        Strategy.ONE_FOR_ONE,
        Intensity.of(RESTARTS, Duration.ofSeconds(5)),
        ChildSpec.of("host", top -> GenServer.startLink(top, hostName(), new Host(this))),
        ChildSpec.of("places", top -> new StartResult.Started(top.spawnLink(this::keepPlaces))));
  }

  private void keepPlaces(Context self) throws Exception {
    self.register(routes.seer().name());
    routes.places().run(self);
  }

  @Override
  public String toString() {
    return hostName();
  }
}
