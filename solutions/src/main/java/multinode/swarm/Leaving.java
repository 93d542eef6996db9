package multinode.swarm;

import java.lang.System.Logger.Level;
import java.time.Duration;
import multinode.cluster.Cluster;
import multinode.genserver.GenServer;
import multinode.process.NodeName;
import multinode.process.RegisteredName;

/** How a node gives its share of a swarm to the others, before it leaves. */
record Leaving(Cluster cluster, RegisteredName host, Watch watch) {

  /** How long the others may take. */
  static final Duration LIMIT = Duration.ofSeconds(10);

  private static final Duration PAUSE = Duration.ofMillis(10);

  /** Gives up this member's entries: those of its servers go elsewhere, and they follow. */
  void handOver() {
    try {
      if (somebodyStays()) giveAll();
    } catch (RuntimeException e) {
      NodeName here = cluster.node().self();
      Host.LOG.log(Level.WARNING, "{0} could not hand its servers over: {1}", here, e);
    }
  }

  private void giveAll() {
    cluster
        .node()
        .run(self -> {
          long end = System.nanoTime() + LIMIT.toNanos();
          while (!gaveUpEntries() && somebodyStays() && System.nanoTime() < end) {
            self.sleep(PAUSE);
          }
          while (System.nanoTime() < end
              && somebodyStays()
              && GenServer.call(self, host, new HostRequest.Leave(), LIMIT) > 0) {
            watch.look();
            self.sleep(PAUSE);
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
