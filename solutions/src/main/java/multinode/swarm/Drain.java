package multinode.swarm;

import java.lang.System.Logger.Level;
import java.time.Duration;
import multinode.genserver.GenServer;
import multinode.process.Context;
import multinode.process.NodeName;
import multinode.process.RegisteredName;

/** How a node gives its share of a swarm to the others, before it leaves. */
record Drain(LocalSwarm local) {

  /** How long the others may take. */
  static final Duration LIMIT = Duration.ofSeconds(10);

  private static final Duration PAUSE = Duration.ofMillis(10);

  /**
   * Gives up this member's entries: those of its servers go elsewhere, and they follow. A warning
   * says how many have not in time.
   */
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
          for (int left; somebodyStays() && (left = leave(self, host)) > 0; ) {
            if (System.nanoTime() - end > 0) {
              tooLate(left);
              break;
            }
            local.look(false);
            self.sleep(PAUSE);
          }
          return null;
        });
  }

  /** How many have still to go. */
  private static int leave(Context self, RegisteredName host) {
    return GenServer.call(self, host, new HostRequest.Leave(), LIMIT);
  }

  private void tooLate(int left) {
    Host.LOG.log(
        Level.WARNING,
        "{0} could not hand over {2} of its servers within {1} s: what HANDOFF keeps of them is lost",
        local.node().self(),
        LIMIT.toSeconds(),
        left);
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
