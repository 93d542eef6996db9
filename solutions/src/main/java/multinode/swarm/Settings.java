package multinode.swarm;

import java.lang.System.Logger.Level;
import multinode.cluster.Topology;

/**
 * How a swarm behaves; the same on all its nodes.
 *
 * @param quorum how many members there must be for its servers to run
 * @param rebalance whether a node that joins is given its share of the servers that run already
 */
public record Settings(Quorum quorum, boolean rebalance) {

  /** No quorum, and everybody has their share. */
  public static final Settings STANDARD = new Settings(Quorum.NONE, true);

  /** A part with a quorum must have a copy of everything, whichever nodes it is made of. */
  void warn(Topology topology) {
    if (quorum.minimum() - 1 <= topology.copies()) return;
    Host.LOG.log(
        Level.WARNING,
        "{0}: {1} nodes are a quorum, and an entry has {2} copies: nodes that have none of them can"
            + " be a quorum; give the topology its size",
        topology.name(),
        quorum.minimum(),
        topology.copies() + 1);
  }

  /** The same with a quorum. */
  public Settings withQuorum(Quorum other) {
    return new Settings(other, rebalance);
  }

  /** The same with a quorum of more than half of a topology's size, if that has one. */
  public Settings withQuorumOf(Topology topology) {
    return topology.size().map(nodes -> withQuorum(Quorum.majorityOf(nodes))).orElse(this);
  }

  /** The same, but servers move only when their node leaves. */
  public Settings withoutRebalance() {
    return new Settings(quorum, false);
  }
}
