package multinode.swarm;

/**
 * How a swarm behaves; the same on all its nodes.
 *
 * @param quorum how many members there must be for its servers to run
 * @param rebalance whether a node that joins is given its share of the servers that run already
 */
public record Settings(Quorum quorum, boolean rebalance) {

  /** No quorum, and everybody has their share. */
  public static final Settings STANDARD = new Settings(Quorum.NONE, true);

  /** The same with a quorum. */
  public Settings withQuorum(Quorum other) {
    return new Settings(other, rebalance);
  }

  /** The same, but servers move only when their node leaves. */
  public Settings withoutRebalance() {
    return new Settings(quorum, false);
  }
}
