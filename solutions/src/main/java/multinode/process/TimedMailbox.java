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

  /** Takes the first message that fits, whenever it comes. */
  final Object take(Predicate<Object> wanted) {
    return take(wanted, this::park);
  }

  private boolean park() {
    if (Thread.interrupted()) check();
    LockSupport.park(this);
    check();
    return true;
  }

  /** Takes the first message that fits, if it comes in time. */
  final Optional<Object> take(Predicate<Object> wanted, Duration timeout) {
    long wait = Math.max(0, TimeUnit.NANOSECONDS.convert(timeout));
    long deadline = System.nanoTime() + wait;
    try {
      return Optional.ofNullable(
          take(wanted, wait < Timeouts.COARSE ? () -> nap(deadline) : () -> doze(deadline)));
    } finally {
      wakeAt = 0;
    }
  }

  private boolean nap(long deadline) {
    long left = deadline - System.nanoTime();
    if (left <= 0) return false;
    if (Thread.interrupted()) check();
    LockSupport.parkNanos(this, left);
    check();
    return true;
  }

  private boolean doze(long deadline) {
    if (deadline - System.nanoTime() <= 0) return false;
    wakeAt = deadline | 1;
    if (!watched) {
      watched = true;
      timeouts().watch(this);
    }
    return park();
  }

  /** Wakes the process when its time has come; how often it was seen without a deadline. */
  int idleRounds(long now) {
    long at = wakeAt;
    if (at != 0 && at - now <= 0) wake();
    return at == 0 ? ++idle : (idle = 0);
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
