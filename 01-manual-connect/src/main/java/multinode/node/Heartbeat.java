package multinode.node;

import workbook.Todo;

/**
 * Watches one connection for silence. A peer that crashes closes its connections; one that hangs,
 * or whose cable is cut, does not, and only its silence tells. So every node sends a tick when it
 * has nothing else to say, and gives a peer up that was silent for too many beats.
 *
 * <p>It counts beats, not seconds, so that a node which was itself frozen for a while does not take
 * its own absence for the others'. OTP does the same with {@code net_ticktime}.
 */
public final class Heartbeat {

  /** After how many beats in a row without a byte a peer is given up. */
  public static final int LIMIT = 4;

  // 1.6: what must it remember from one beat to the next?

  /** What to do now. */
  public enum Action {
    /** All is well. */
    NOTHING,
    /** Send a tick: nothing was sent since the last beat. */
    TICK,
    /** Close the connection: nothing was received for {@link #LIMIT} beats. */
    GIVE_UP
  }

  /**
   * One beat. Called at even intervals.
   *
   * @param received how many bytes have come in so far, ever
   * @param sent how many bytes have gone out so far, ever
   */
  public Action beat(long received, long sent) {
    // 1.6: compare with the last beat; count the silent ones in a row.
    throw new Todo("1.6", "decide between nothing, a tick and giving up");
  }
}
