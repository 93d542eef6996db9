package multinode.process;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** How many messages may wait in one mailbox, how many do, and how many have found no room. */
final class Bound {

  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong dropped = new AtomicLong();
  private volatile int most;

  /** At most so many. */
  Bound(int most) {
    this.most = most;
  }

  /** From now on at most so many; those that wait already may be more. */
  void change(int newMost) {
    most = newMost;
  }

  /** A message comes; false when there is no room for it. */
  boolean enter() {
    for (; ; ) {
      int now = waiting.get();
      if (now >= most) return false;
      if (waiting.compareAndSet(now, now + 1)) return true;
    }
  }

  /** A message was there already. */
  void add() {
    waiting.incrementAndGet();
  }

  /** A message has been taken out. */
  void leave() {
    waiting.decrementAndGet();
  }

  /** A message has found no room; whether that was the first. */
  boolean drop() {
    return dropped.getAndIncrement() == 0;
  }

  long dropped() {
    return dropped.get();
  }

  @Override
  public String toString() {
    return "at most %,d messages wait in its mailbox".formatted(most);
  }
}
