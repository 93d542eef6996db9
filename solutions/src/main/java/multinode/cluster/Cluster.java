package multinode.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.partition.Partition;
import com.hazelcast.partition.PartitionService;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import multinode.node.Node;
import multinode.process.Events;
import multinode.process.NodeName;
import multinode.process.Permanent;
import multinode.process.Pid;

/**
 * A node's part in a {@link Topology}: others find it, it finds others, and it connects to them,
 * until it drains or its node is closed. All methods may be called from any thread.
 */
public final class Cluster implements AutoCloseable {

  static final System.Logger LOG = System.getLogger("multinode.cluster");

  private final Node node;
  private final Topology topology;
  private final Links links;
  private final HazelcastInstance engine;
  private final Membership membership;
  private final Confirmation confirmation;
  private final Keeper keeper;
  private final Changes changes;
  private final Events.Subscription watching;
  private final Permanent ear;
  private final Users users;
  private final CompletableFuture<Boolean> lost = new CompletableFuture<>();

  private Cluster(Node node, Topology topology, Links links, HazelcastInstance engine) {
    this.node = node;
    this.topology = topology;
    this.links = links;
    this.engine = engine;
    users = new Users(topology);
    membership = new Membership(node.events());
    confirmation = new Confirmation(membership::lostAt, this::isRunning);
    keeper = new Keeper(topology.name(), this::toConnect, links);
    membership.listen(this::changed);
    watching = node.events().listen(Events.LINKS, event -> changed());
    ear = Farewell.listen(node, topology, membership);
    changes = Changes.listen(engine, this::update, () -> lost.complete(true));
    changes.listenMoves(confirmation::moved);
    update();
  }

  /**
   * Has a node take part in a topology. Blocks until it has found others, or knows that it is the
   * first: about a second.
   *
   * @throws IllegalStateException when the node has no name, or was stopped meanwhile
   * @throws IOException when its host is not known, has no port for it, or no multicast
   */
  public static Cluster join(Node node, Topology topology) throws IOException {
    return join(node, topology, Links.of(node));
  }

  /** The same, with other ways to connect, to disconnect, and to know who is connected. */
  public static Cluster join(Node node, Topology topology, Links links) throws IOException {
    if (!node.isAlive()) {
      throw new IllegalStateException(
          "%s: %s is not part of the network: start it with a name"
              .formatted(topology.name(), node.self()));
    }
    return node.parts().add(new Cluster(node, topology, links, Engine.start(node, topology)));
  }

  private synchronized void update() {
    if (engine.getLifecycleService().isRunning()) {
      membership.update(engine.getCluster().getMembers());
    }
  }

  private synchronized void changed() {
    notifyAll();
    keeper.look();
  }

  /** The node that takes part. */
  public Node node() {
    return node;
  }

  /** The topology. */
  public Topology topology() {
    return topology;
  }

  /** The members, this node among them, sorted. Found is not connected: see {@link Node#nodes}. */
  public SortedSet<NodeName> members() {
    return membership.nodes();
  }

  /**
   * Whether this node's part of the network has met another, and brings along what it has kept:
   * what seems to be missing may just not be there yet.
   */
  public boolean isMerging() {
    return changes.isMerging();
  }

  /**
   * The members as Hazelcast knows them at this moment: in which start each is, by node.
   *
   * @throws LeftException when this node has left
   */
  public SortedMap<String, Integer> starts() {
    return asked(() -> Membership.starts(engine.getCluster().getMembers()));
  }

  /**
   * On which node the entry of a key is kept, in all maps; empty when there is no member for it.
   *
   * @throws LeftException when this node has left
   */
  public Optional<NodeName> keeper(String key) {
    return asked(
            () -> Optional.ofNullable(engine.getPartitionService().getPartition(key).getOwner()))
        .map(member -> NodeName.parse(member.getAttribute(Membership.NODE)));
  }

  private <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (HazelcastInstanceNotActiveException e) {
      throw new LeftException(this, e);
    }
  }

  /**
   * Whether each member keeps entries, and each entry has the copy it is promised: after a change
   * of the members Hazelcast sees to that. Asks every member.
   */
  public boolean isBalanced() {
    PartitionService partitions = engine.getPartitionService();
    Set<UUID> keepers =
        partitions.getPartitions().stream()
            .map(Partition::getOwner)
            .filter(Objects::nonNull)
            .map(Member::getUuid)
            .collect(Collectors.toSet());
    return engine.getCluster().getMembers().stream()
            .map(Member::getUuid)
            .allMatch(keepers::contains)
        && partitions.isClusterSafe();
  }

  private SortedSet<NodeName> toConnect() {
    return withoutThis(membership.staying());
  }

  private SortedSet<NodeName> others() {
    return withoutThis(members());
  }

  private SortedSet<NodeName> withoutThis(SortedSet<NodeName> nodes) {
    SortedSet<NodeName> others = new TreeSet<>(nodes);
    others.remove(node.self());
    return others;
  }

  /**
   * Waits until so many members are there and connected, this one included.
   *
   * @return false when they were not in time
   */
  public synchronized boolean awaitMembers(int min, Duration timeout) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.NANOSECONDS.convert(timeout);
    while (connected() < min) {
      long left = end - System.nanoTime();
      if (left <= 0) return false;
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }

  /** How many members there are, this one included, to whom there is a link. */
  public int connected() {
    Set<NodeName> members = members();
    return (int) links.nodes().stream().filter(members::contains).count()
        + (members.contains(node.self()) ? 1 : 0);
  }

  /** Whether a process's node has been a member, in that start of it, and is none any more. */
  public boolean isGone(Pid pid) {
    return membership.isGone(pid);
  }

  /** Whether a process runs on a member, in that start of it. */
  public boolean has(Pid pid) {
    return membership.has(pid);
  }

  /** Has something called after each change of {@link #members}; it must be quick. */
  public void listen(Runnable listener) {
    membership.listen(listener);
  }

  /** Has something called when copies of entries begin to move, and after each; likewise. */
  public void listenMoves(Runnable listener) {
    changes.listenMoves(listener);
  }

  /** Has something called when this node has brought to others what its part has kept; likewise. */
  public void listenMerges(Runnable listener) {
    changes.listenMerges(listener);
  }

  /**
   * Tells true when this part has come to its end by itself: Hazelcast ends in a member that cannot
   * get in where it wants to merge. It tells false when this has been closed.
   */
  CompletionStage<Boolean> lost() {
    return lost;
  }

  /** Has something closed before this node leaves the topology. */
  public void closesFirst(AutoCloseable user) {
    users.add(user);
  }

  /**
   * Does something to a map until it is certain that it is done: a member may die before it has
   * confirmed a step, which then may have been made or not. So it must be one that can be repeated.
   * When a member goes, whose confirmation would be waited for in vain, this does not wait:
   * Hazelcast would, for seconds.
   *
   * @param again is run before a step is begun again; an earlier one may still be made after it
   * @throws LeftException when this node has left, or leaves meanwhile; it may have been done
   */
  public <T> T confirmed(Supplier<? extends CompletionStage<T>> step, Runnable again) {
    return asked(() -> confirmation.await(() -> confirmation.begin(step), again));
  }

  /** The same, where it does no harm when an earlier step is made after a later one. */
  public <T> T confirmed(Supplier<? extends CompletionStage<T>> step) {
    return confirmed(step, () -> {});
  }

  /**
   * The same for a step on each of some entries, all at once; what comes of each that comes to
   * something. Hazelcast's way to do the same to many keys does not wait for their copies.
   */
  public <R> Map<String, R> confirmedAll(
      Collection<String> names, Function<String, ? extends CompletionStage<R>> step) {
    return confirmed(() -> Confirmation.all(names, step));
  }

  /**
   * The same for a step that blocks. It is interrupted before it is begun again: what Hazelcast has
   * sent may still be made, but it does not send it another time.
   */
  public <T> T settled(Callable<T> step, Runnable again) {
    return asked(() -> confirmation.await(() -> Confirmation.beginBlocking(step), again));
  }

  /** The same, where it does not matter which of several attempts has made the step. */
  public <T> T settled(Callable<T> step) {
    return settled(step, () -> {});
  }

  /** Whether this node takes part: it has not left, and Hazelcast has not ended by itself. */
  public boolean isRunning() {
    return engine.getLifecycleService().isRunning();
  }

  /** Hazelcast, for what rooms above keep in it. */
  public HazelcastInstance engine() {
    return engine;
  }

  /**
   * Leaves the topology, says so to the others, and disconnects from those whom no other topology
   * of this node has found. It does not come back. Blocks until what others are to keep is moved,
   * 10 s at most.
   */
  public void drain() {
    SortedSet<NodeName> former = others();
    close();
    for (Cluster other : node.parts().all(Cluster.class)) former.removeAll(other.members());
    for (NodeName peer : former) {
      if (links.disconnect(peer)) {
        LOG.log(Level.INFO, "{0}: disconnected from {1}", topology.name(), peer);
      }
    }
  }

  /** Leaves the topology, and says so to the others. The links stay as they are. */
  @Override
  public void close() {
    lost.complete(false);
    node.parts().remove(this);
    users.close();
    keeper.close();
    watching.close();
    SortedSet<NodeName> connected = others();
    connected.retainAll(links.nodes());
    Farewell.say(node, topology, connected);
    Engine.shutdown(engine);
    ear.close();
  }

  /** The topology and its members. */
  @Override
  public String toString() {
    return topology.name() + members();
  }
}
