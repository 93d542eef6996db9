package multinode.swarm;

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

  /** More than half of so many configured members. */
  public static Quorum majorityOf(int configured) {
    return new Quorum(configured / 2 + 1);
  }

  /** Whether so many members that are there are enough. */
  public boolean isMet(int members) {
    return members >= minimum;
  }
}
