package multinode.swarm;

import java.util.Set;
import multinode.genserver.CallFailed;
import multinode.process.ExitReason;

/** Why a server of a swarm ends on a node. */
final class Reasons {

  private Reasons() {}

  /** It goes on elsewhere. What it had not begun was not done. */
  static final ExitReason MOVED = new ExitReason.Replaced("moved");

  /** Another node owns it now; the change that it was about to make was refused. */
  static final ExitReason FENCED = new ExitReason.Replaced("fenced");

  /** There are too few members. */
  static final ExitReason NOQUORUM = CallFailed.NOQUORUM;

  /** The network had fallen apart; the one in the other part goes on. */
  static final ExitReason CONFLICT = new ExitReason.Replaced("conflict");

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

  /** Whether a call can be made again, to the one that goes on with the name. */
  static boolean isForAnother(CallFailed failed) {
    return failed.isUndone()
        && !failed.reason().equals(CallFailed.MAILBOX_FULL)
        && !failed.reason().equals(CallFailed.CALLING_SELF);
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
