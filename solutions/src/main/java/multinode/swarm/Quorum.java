package multinode.swarm;

import java.util.Collection;
import multinode.process.NodeName;

/**
 * How many members there must be for anything to run.
 *
 * <p>When the network falls apart, each part believes that the others are dead. Only one of the
 * parts can have more than half of the members; but more than half of <em>how many</em>? Not of
 * those that are seen: each part sees itself complete. It has to be told how many there are.
 *
 * @param minimum the fewest members, this node among them; 1 is no quorum at all
 */
public record Quorum(int minimum) {

  /** Anything goes, in every part of a network that has fallen apart. */
  public static final Quorum NONE = new Quorum(1);

  /** Refuses fewer than one. */
  public Quorum {
    if (minimum < 1) {
      throw new IllegalArgumentException(
          "a minimum of %d nodes makes no sense: at least 1".formatted(minimum));
    }
  }

  /**
   * More than half of so many members.
   *
   * @param configured how many there are when all are there, however many are there now
   * @throws IllegalArgumentException when that is fewer than one
   */
  public static Quorum majorityOf(int configured) {
    if (configured < 1) {
      throw new IllegalArgumentException(
          "a cluster of %d nodes makes no sense: at least 1".formatted(configured));
    }
    return new Quorum(configured / 2 + 1);
  }

  /**
   * Whether a node may go on: it, and those members that it can reach, are enough.
   *
   * @param members who belongs to the cluster, as it is seen from this node
   * @param linked the nodes that this node has a link to, members or not, without itself
   */
  public boolean isMet(NodeName self, Collection<NodeName> members, Collection<NodeName> linked) {
    return members.stream().filter(one -> one.equals(self) || linked.contains(one)).count()
        >= minimum;
  }

  /** Whether so many members could fall apart into two parts that both go on. */
  public boolean allowsTwo(int members) {
    return members >= 2 * minimum;
  }
}
