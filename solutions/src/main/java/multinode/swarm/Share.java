package multinode.swarm;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import multinode.cluster.Cluster;
import multinode.genserver.CallFailed;
import multinode.genserver.GenServer;
import multinode.genserver.StartResult;
import multinode.node.Node;
import multinode.process.Context;
import multinode.process.ExitReason;
import multinode.process.From;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.process.Processes;
import multinode.process.RegisteredName;
import multinode.supervisor.ChildSpec;
import multinode.supervisor.Intensity;
import multinode.supervisor.Strategy;
import multinode.supervisor.Supervisor;
import multinode.wire.Codec;

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
    support = new Support(cluster, settings.quorum(), hostName());
  }

  Cluster cluster() {
    return cluster;
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

  /** Which node keeps the entry of a name; empty while no node does. */
  Optional<NodeName> home(String name) {
    return cluster.keeper(name);
  }

  /** What writes states and servers as bytes, and reads them. */
  Codec codec() {
    return node.codec();
  }

  Processes processes() {
    return node.processes();
  }

  /** Has callers of this node wait for the answer of another process; how many still wait. */
  int follow(List<From> calls, Pid server) {
    return (int) calls.stream().filter(call -> node.processes().follow(call, server)).count();
  }

  /** What a host sees around it now. */
  View view(Set<NodeName> hosts) {
    return new View(me, node.self(), hasQuorum(), members(), hosts, moves(), System.nanoTime());
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

  Quorum quorum() {
    return settings.quorum();
  }

  /** The host of a node. */
  RegisteredName host(String where) {
    return new RegisteredName(hostName(), where);
  }

  /** The name of each node's host. */
  String hostName() {
    return "swarm " + cluster.topology().name();
  }

  /** Whether a process of this node runs. */
  boolean isAlive(Pid pid) {
    return node.processes().isAlive(pid);
  }

  /** Whether the node of a process is a member, in the same start as the process. */
  boolean isThere(Pid pid) {
    return isThere(pid.node(), pid.incarnation());
  }

  /** Whether a node is a member, in this start of it. */
  boolean isThere(String which, int incarnation) {
    return Integer.valueOf(incarnation).equals(members().get(which));
  }

  /** Whether this node has a link to another. */
  boolean isConnected(String other) {
    return node.nodes().contains(NodeName.parse(other));
  }

  /** In which start each member is, by node. */
  Map<String, Integer> members() {
    return cluster.starts();
  }

  /** Whether servers go where their entries are, or only when they must. */
  boolean moves() {
    return settings.rebalance() || leaving;
  }

  /** From now on everything goes; false when that was said before. */
  boolean leave() {
    boolean first = !leaving;
    leaving = true;
    return first;
  }

  Plan plan() {
    return new Plan(node.self(), cluster::keeper);
  }

  /** Whether this node brings along what another part of the network has kept. */
  boolean isMerging() {
    return cluster.isMerging();
  }

  /** Whether there are enough members to run anything, all of them within reach. */
  boolean hasQuorum() {
    return support.isThere();
  }

  /** The same, when it must not be wrong, about what has just been kept. May block. */
  boolean isSupported() {
    return support.isSure();
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

  /**
   * A server as this node runs it.
   *
   * @param host the process of the host
   * @param waiting who waits for its answer from before
   */
  Hosted<?> hosted(String name, Entry entry, Pid host, List<From> waiting) {
    if (!(node.codec().decode(entry.server()) instanceof GenServer<?> server)) {
      throw new IllegalArgumentException("what was registered as " + name + " is no server");
    }
    return new Hosted<>(
        server,
        entry,
        new Ownership(name, host, entry.fence(), this),
        new Waiting(node.processes(), waiting),
        this);
  }

  /** Ends a process; one that does not end is killed. */
  static void stop(Context self, Pid server, ExitReason reason) {
    try {
      GenServer.stop(self, server, reason);
    } catch (CallFailed e) {
      self.exit(server, ExitReason.KILL);
    }
  }

  @Override
  public String toString() {
    return hostName();
  }
}
