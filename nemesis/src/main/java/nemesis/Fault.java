package nemesis;

import java.util.Locale;

/**
 * Something that befell a node. Moments are microseconds of the wall clock.
 *
 * @param kind what
 * @param node whom
 * @param begin when it began
 * @param healed when its cause was gone
 * @param whole when all nodes were together again, and everything was kept on two of them
 * @param parted whether it took so long that the others have taken the node for dead
 */
public record Fault(Kind kind, String node, long begin, long healed, long whole, boolean parted) {

  /** What befalls nodes. */
  public enum Kind {
    /** SIGKILL, and a new start. */
    KILL,
    /** An orderly end, and a new start. */
    STOP,
    /** SIGSTOP, and SIGCONT. */
    FREEZE,
    /** All nodes are frozen at once, as where a laptop sleeps. */
    SLEEP,
    /** No packet goes in or out; then they do. */
    CUT,
    /** All nodes are cut off from each other. */
    APART,
    /** The nodes fall into halves; of an odd number, the second half is larger. */
    HALVES,
    /** What a node sends is lost, and it hears all others. */
    MUTE,
    /** Processes of the system are killed on a node, one after the other. */
    PARTS,
    /** Servers are killed, wherever they run, again and again. */
    CRASHES;

    /** Whether it is a matter of the network. */
    boolean isOfNetwork() {
      return this == CUT || this == APART || this == HALVES || this == MUTE;
    }

    /** Whether it is a matter of processes that stand still. */
    boolean isOfTime() {
      return this == FREEZE || this == SLEEP;
    }

    /** Whether it befalls all nodes, so that none of the parts may have a quorum. */
    boolean isOfAll() {
      return this == APART || this == HALVES || this == SLEEP;
    }

    /** Whether its cause is there for a time. */
    boolean lasts() {
      return isOfTime() || isOfNetwork();
    }
  }

  /** Whether something lies in the time of this fault, in part at least. */
  boolean touches(long from, long to) {
    return from <= whole && begin <= to;
  }

  /** Whether it befalls a node, be it among others. */
  boolean befalls(String which) {
    return kind.isOfAll() || node.equals(which);
  }

  /** What befell whom, in a few words. */
  @Override
  public String toString() {
    String what = kind.name().toLowerCase(Locale.ROOT) + " " + node;
    return kind.lasts() ? "%s %.1f s".formatted(what, (healed - begin) / 1e6) : what;
  }
}
