package multinode.swarm;

import java.util.Collection;
import multinode.process.NodeName;
import workbook.Todo;

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
    // 4.8: how many are more than half of 3, and of 4?
    throw new Todo("4.8", "say how many are more than half");
  }

  /**
   * Whether a node may go on: it, and those members that it can reach, are enough.
   *
   * @param members who belongs to the cluster, as it is seen from this node
   * @param linked the nodes that this node has a link to, members or not, without itself
   */
  public boolean isMet(NodeName self, Collection<NodeName> members, Collection<NodeName> linked) {
    // 4.8: who counts? A member without a link, a link without a member, the node itself?
    throw new Todo("4.8", "count the members that are within reach");
  }

  /** Whether so many members could fall apart into two parts that both go on. */
  public boolean allowsTwo(int members) {
    // 4.8: how many would both parts have together, at least?
    throw new Todo("4.8", "say whether two parts could both have enough");
  }
}
