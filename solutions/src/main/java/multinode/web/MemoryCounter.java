package multinode.web;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts in the memory of its node, as a page that keeps its state with its connection does. Each
 * node counts for itself, and when a node dies, so does its count.
 */
public final class MemoryCounter implements PageCounter {

  private final AtomicLong count = new AtomicLong();

  /** Nobody has pressed the button. */
  public MemoryCounter() {}

  @Override
  public long value() {
    return count.get();
  }

  @Override
  public long add() {
    return count.incrementAndGet();
  }
}
