package multinode.swarm;

import java.util.Set;
import multinode.genserver.CallFailed;
import multinode.process.ExitReason;

/** Why a server of a swarm ends on a node. */
final class Reasons {

  private Reasons() {}

  /** It goes on elsewhere. What it had not begun was not done. */
  static final ExitReason MOVED = ExitReason.because("moved");

  /** Another node owns it now; the change that it was about to make was refused. */
  static final ExitReason FENCED = ExitReason.because("fenced");

  /** There are too few members. */
  static final ExitReason NOQUORUM = CallFailed.NOQUORUM;

  /** The network had fallen apart; the one in the other part goes on. */
  static final ExitReason CONFLICT = ExitReason.because("conflict");

  /** Its name was taken back. */
  static final ExitReason UNREGISTERED = ExitReason.because("unregistered");

  /** The host that ran it was killed, and the next one starts it again. */
  static final ExitReason HOST_ENDED = ExitReason.because("its host ended");

  /** A call was begun and is not answered any more; nobody knows whether it was done. */
  static final ExitReason LOST = ExitReason.because("begun, and not answered: its server is gone");

  /** It has crashed, and is started again soon. */
  static final ExitReason BACKING_OFF = ExitReason.because("it crashes, and is tried again later");

  /** It is this node's, and does not run yet. */
  static final ExitReason PARKED = ExitReason.because("it does not run yet");

  /** Its start takes longer than anybody waits for it. */
  static final ExitReason STARTING = ExitReason.because("it is still being started");

  /** Whether a call that failed for this reason was not begun: it can be made again. */
  static boolean isUndone(ExitReason reason) {
    return Set.of(ExitReason.NOPROC, MOVED, FENCED, CONFLICT).contains(reason);
  }

  /** Whether the server is to be left as it is: it has not crashed. */
  static boolean isOrderly(ExitReason reason) {
    return Set.of(MOVED, FENCED, NOQUORUM, CONFLICT, UNREGISTERED).contains(reason);
  }

  /** Whether it may be this node's all the same, or again. */
  static boolean isLost(ExitReason reason) {
    return Set.of(FENCED, NOQUORUM).contains(reason);
  }
}
