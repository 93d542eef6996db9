package multinode.swarm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import multinode.cluster.Cluster;
import multinode.genserver.GenServer;
import multinode.genserver.MultiReply;
import multinode.process.Context;
import multinode.process.ExitReason;
import multinode.process.NodeName;
import multinode.process.Pid;

/**
 * Whether enough members stand behind what a node does.
 *
 * <p>A node that is cut off, or was frozen, loses the others one after the other. In between it
 * sees enough of them, who have given it up already, and a change that it makes then is kept by
 * nobody else. So after each change of what it sees, and for as long as more may follow, the others
 * are asked whether this node is one of theirs.
 */
final class Support {

  /** How long others may take to say so. */
  private static final Duration LIMIT = Duration.ofSeconds(1);

  /** How long parts that meet may take to bring along what they have kept; looked at so often. */
  private static final Duration MERGE = Duration.ofSeconds(10);

  private static final Duration PAUSE = Duration.ofMillis(100);

  /** What this node has seen since when. */
  private record Seen(Map<String, Integer> members, long since) {}

  private final Cluster cluster;
  private final Quorum quorum;
  private final Pid me;
  private final String hostName;
  private volatile Seen seen;

  /**
   * The support of one node.
   *
   * @param me the host of this node in the table
   * @param hostName the name of the hosts, which answer {@link HostRequest.Knows}
   */
  Support(Cluster cluster, Quorum quorum, Pid me, String hostName) {
    this.cluster = cluster;
    this.quorum = quorum;
    this.me = me;
    this.hostName = hostName;
    changed();
  }

  /** Members or links are not what they were. */
  void changed() {
    seen = new Seen(cluster.starts(), System.nanoTime());
  }

  /** Whether there seem to be enough, all of them within reach. */
  boolean isThere() {
    return quorum.minimum() == 1 || isMet(cluster.node().nodes());
  }

  /** Whether there are enough, on whom what was kept before this can rely. May block. */
  boolean isSure() {
    return quorum.minimum() == 1 || isThere() && (isCalm() || isMet(supporters()));
  }

  /**
   * Makes a change that any node may ask for. Changes are refused while there are too few members:
   * others may have made other ones. May block.
   *
   * @throws IllegalStateException when too few members are there, or too few still know this one
   *     afterwards: then the change may have been made all the same
   */
  <R> R change(String what, Supplier<R> change) {
    require(isThere(), what);
    R result = change.get();
    require(isSure(), what);
    return result;
  }

  private void require(boolean enough, String what) {
    if (enough) return;
    throw new IllegalStateException(
        "%s: noquorum: %s needs %d nodes within reach, itself included; try again when they are"
            .formatted(what, cluster.node().self(), quorum.minimum()));
  }

  private boolean isMet(Collection<NodeName> others) {
    return quorum.isMet(cluster.node().self(), cluster.members(), others);
  }

  private boolean isCalm() {
    Seen last = seen;
    long limit = cluster.topology().detection().limit().toNanos();
    return System.nanoTime() - last.since() > 2 * limit && cluster.starts().equals(last.members());
  }

  /**
   * Waits until every member says that it does not bring along what its part of the network has
   * kept: a name that seems to be new may be one of those. Blocks for 10 s at most.
   *
   * @throws IllegalStateException when it takes longer
   */
  void awaitMerged(Context self) {
    long begin = System.nanoTime();
    while (!isCalm() && isMerging(self)) {
      if (System.nanoTime() - begin > MERGE.toNanos()) {
        throw new IllegalStateException("parts of the network are still meeting; try again");
      }
      self.sleep(PAUSE);
    }
  }

  private boolean isMerging(Context self) {
    if (cluster.isMerging()) return true;
    List<NodeName> others = linkedMembers();
    if (others.size() < cluster.members().size() - 1) return true;
    MultiReply<Boolean> all =
        GenServer.multiCall(self, others, hostName, new HostRequest.Merging(), LIMIT);
    return all.replies().containsValue(true)
        || all.failed().values().stream().anyMatch(one -> !one.reason().equals(ExitReason.NOPROC));
  }

  private List<NodeName> linkedMembers() {
    List<NodeName> others = new ArrayList<>(cluster.members());
    others.retainAll(cluster.node().nodes());
    return others;
  }

  private Set<NodeName> supporters() {
    List<NodeName> others = linkedMembers();
    HostRequest.Knows knows = new HostRequest.Knows(me);
    Map<NodeName, Boolean> answers =
        cluster
            .node()
            .run(self -> GenServer.multiCall(self, others, hostName, knows, LIMIT).replies());
    return answers.keySet().stream().filter(answers::get).collect(Collectors.toSet());
  }
}
