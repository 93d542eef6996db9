package multinode.process;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** A mailbox whose owner waits for as long as it takes, or for a time; see {@link Timeouts}. */
abstract class TimedMailbox extends Mailbox {

  private volatile long wakeAt;
  private volatile boolean watched;
  private int idle;

  /** Who wakes the owner in time. */
  abstract Timeouts timeouts();

  /** Whether nobody waits here any more. */
  abstract boolean isDead();

  /** Takes the first message that fits, if it comes in time. */
  final Optional<Object> take(Predicate<Object> wanted, Duration timeout) {
    return takeAfter(null, wanted, timeout);
  }

  /** The same, among the messages that came after a {@linkplain #markOf mark}. */
  final Optional<Object> takeAfter(Object mark, Predicate<Object> wanted, Duration timeout) {
    long wait = Math.max(0, TimeUnit.NANOSECONDS.convert(timeout));
    try {
      return Optional.ofNullable(takeAfter(mark, wanted, System.nanoTime() + wait | 1));
    } finally {
      wakeAt = 0;
    }
  }

  @Override
  final boolean await(long deadline) {
    long left = deadline == 0 ? Long.MAX_VALUE : deadline - System.nanoTime();
    if (left <= 0) return false;
    if (Thread.interrupted()) check();
    if (deadline == 0) {
      LockSupport.park(this);
    } else if (left < Timeouts.COARSE) {
      LockSupport.parkNanos(this, left);
    } else {
      askToBeWoken(deadline);
      LockSupport.park(this);
    }
    check();
    return true;
  }

  private void askToBeWoken(long deadline) {
    wakeAt = deadline;
    if (watched) return;
    watched = true;
    timeouts().watch(this);
  }

  /** Wakes the process when its time has come; how often it was seen without a deadline. */
  int idleRounds(long now) {
    long at = wakeAt;
    if (at != 0 && at - now <= 0) wake();
    return at == 0 ? ++idle : (idle = 0);
  }

  /**
   * How long it has still to wait, in nanoseconds; the longest wait there is without a deadline.
   */
  long left(long now) {
    long at = wakeAt;
    return at == 0 ? Long.MAX_VALUE : at - now;
  }

  /** Takes it off the list; true when it has just asked for a deadline and must go back. */
  boolean unwatch() {
    idle = 0;
    watched = false;
    if (wakeAt == 0 || watched) return false;
    watched = true;
    return true;
  }
}
