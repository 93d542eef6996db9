package multinode.swarm;

import java.lang.System.Logger.Level;
import java.time.Duration;
import multinode.genserver.GenServer;
import multinode.process.NodeName;
import multinode.process.RegisteredName;

/** How a node gives its share of a swarm to the others, before it leaves. */
record Drain(LocalSwarm local) {

  /** How long the others may take. */
  static final Duration LIMIT = Duration.ofSeconds(10);

  private static final Duration PAUSE = Duration.ofMillis(10);

  /** Gives up this member's entries: those of its servers go elsewhere, and they follow. */
  void handOver() {
    try {
      if (somebodyStays()) giveAll();
    } catch (RuntimeException e) {
      NodeName here = local.node().self();
      Host.LOG.log(Level.WARNING, "{0} could not hand its servers over: {1}", here, e);
    }
  }

  private void giveAll() {
    RegisteredName host = local.host(local.node().self().toString());
    local
        .node()
        .run(self -> {
          long end = System.nanoTime() + LIMIT.toNanos();
          while (!gaveUpEntries() && somebodyStays() && System.nanoTime() < end) {
            self.sleep(PAUSE);
          }
          while (System.nanoTime() < end
              && somebodyStays()
              && GenServer.call(self, host, new HostRequest.Leave(), LIMIT) > 0) {
            local.look(false);
            self.sleep(PAUSE);
          }
          return null;
        });
  }

  /** Whether there is another member that keeps entries, and so may take servers over. */
  private boolean somebodyStays() {
    return members().getMembers().stream()
        .anyMatch(member -> !member.localMember() && !member.isLiteMember());
  }

  /** False when the one who was to see to it is just leaving as well. */
  private boolean gaveUpEntries() {
    try {
      members().demoteLocalDataMember();
      return true;
    } catch (IllegalStateException masterLeft) {
      return members().getLocalMember().isLiteMember();
    }
  }

  private com.hazelcast.cluster.Cluster members() {
    return local.cluster().engine().getCluster();
  }
}
