package multinode.swarm;

import java.time.Duration;
import multinode.cluster.Cluster;
import multinode.genserver.GenServer;
import multinode.process.Pid;

/** How a node gives its share of a swarm to the others, before it leaves. */
record Leaving(Cluster cluster, Pid host, Watch watch) {

  /** How long the others may take. */
  static final Duration LIMIT = Duration.ofSeconds(10);

  /** Gives up this member's entries: those of its servers go elsewhere, and they follow. */
  void handOver() {
    if (!somebodyStays()) return;
    cluster
        .node()
        .run(self -> {
          long end = System.nanoTime() + LIMIT.toNanos();
          while (!gaveUpEntries() && somebodyStays() && System.nanoTime() < end) {
            Routes.pause(self);
          }
          while (System.nanoTime() < end
              && somebodyStays()
              && GenServer.call(self, host, new HostRequest.Leave(), LIMIT) > 0) {
            watch.look();
            self.sleep(Duration.ofMillis(10));
          }
          return null;
        });
  }

  /** Whether there is another member that keeps entries, and so may take servers over. */
  private boolean somebodyStays() {
    return cluster.engine().getCluster().getMembers().stream()
        .anyMatch(member -> !member.localMember() && !member.isLiteMember());
  }

  /** False when the one who was to see to it is just leaving as well. */
  private boolean gaveUpEntries() {
    try {
      cluster.engine().getCluster().demoteLocalDataMember();
      return true;
    } catch (IllegalStateException masterLeft) {
      return cluster.engine().getCluster().getLocalMember().isLiteMember();
    }
  }
}
