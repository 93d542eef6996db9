package multinode.cluster;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import com.hazelcast.partition.MigrationListener;
import com.hazelcast.partition.MigrationState;
import com.hazelcast.partition.ReplicaMigrationEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** What Hazelcast tells of its members, and of the copies of entries that move between them. */
final class Changes implements MembershipListener, MigrationListener {

  /** How much later than this member others of its part may join the larger part. */
  private static final Duration LATER = Duration.ofSeconds(10);

  private final HazelcastInstance engine;
  private final Runnable members;
  private final Runnable end;
  private final List<Runnable> moves = new CopyOnWriteArrayList<>();
  private final List<Runnable> merges = new CopyOnWriteArrayList<>();

  private volatile boolean merging;
  private volatile Map<String, Integer> part = Map.of();
  private volatile long mergedAt;

  private Changes(HazelcastInstance engine, Runnable members, Runnable end) {
    this.engine = engine;
    this.members = members;
    this.end = end;
  }

  /**
   * Begins to hear what Hazelcast tells.
   *
   * @param members is run when members have come or gone
   * @param end is run when Hazelcast has ended
   */
  static Changes listen(HazelcastInstance engine, Runnable members, Runnable end) {
    Changes changes = new Changes(engine, members, end);
    engine.getPartitionService().addMigrationListener(changes);
    engine.getCluster().addMembershipListener(changes);
    engine.getLifecycleService().addLifecycleListener(event -> changes.lived(event.getState()));
    return changes;
  }

  private void lived(LifecycleState state) {
    switch (state) {
      case MERGING -> {
        part = starts();
        merging = true;
      }
      case MERGED, MERGE_FAILED -> {
        mergedAt = System.nanoTime();
        merging = false;
        members.run();
        if (state == LifecycleState.MERGED) merges.forEach(Runnable::run);
      }
      case SHUTDOWN -> end.run();
      default -> {}
    }
  }

  /** In which start each member is, by node. */
  private Map<String, Integer> starts() {
    return Membership.starts(engine.getCluster().getMembers());
  }

  /**
   * Whether this member brings along to others what its part of the network has kept, or has done
   * so, and others of its part are not here yet: each of them brings what it has kept. Those that
   * do not come within 10 s are not waited for.
   */
  boolean isMerging() {
    if (merging) return true;
    boolean waits = !part.isEmpty() && System.nanoTime() - mergedAt < LATER.toNanos();
    return waits && !starts().entrySet().containsAll(part.entrySet());
  }

  /** Has something run when copies begin to move, and after each that has, or could not. */
  void listenMoves(Runnable listener) {
    moves.add(listener);
  }

  /** Has something run when this member has brought to others what its part has kept. */
  void listenMerges(Runnable listener) {
    merges.add(listener);
  }

  private void moved() {
    moves.forEach(Runnable::run);
  }

  @Override
  public void memberAdded(MembershipEvent event) {
    members.run();
  }

  @Override
  public void memberRemoved(MembershipEvent event) {
    members.run();
  }

  @Override
  public void migrationStarted(MigrationState state) {
    moved();
  }

  @Override
  public void migrationFinished(MigrationState state) {
    moved();
  }

  @Override
  public void replicaMigrationCompleted(ReplicaMigrationEvent event) {
    moved();
  }

  @Override
  public void replicaMigrationFailed(ReplicaMigrationEvent event) {
    moved();
  }
}
