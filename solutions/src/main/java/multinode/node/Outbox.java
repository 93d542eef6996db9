package multinode.node;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * What waits to be written to one peer. Senders append frames to one buffer while a writer writes
 * another: the more is sent, the more goes out in one write. A sender that finds the buffer full
 * waits, so a slow peer slows down those who talk to it, and fills nobody's memory.
 */
final class Outbox {

  private static final int FIRST = 1 << 10;
  private static final int KEEP = 1 << 16;

  /** How much is written at a time, so that a slow peer is seen to take some of a big frame. */
  private static final int PIECE = 1 << 16;

  private final int frameLimit;
  private final int capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private Buffer filling = new Buffer(FIRST);
  private Buffer writing = new Buffer(FIRST);
  private boolean closed;
  private volatile Thread writer;
  private volatile boolean writerWaits;
  private volatile long written;

  /**
   * An empty outbox.
   *
   * @param frameLimit the largest frame, in bytes
   * @param capacity from how many waiting bytes on senders wait
   */
  Outbox(int frameLimit, int capacity) {
    this.frameLimit = frameLimit;
    this.capacity = capacity;
  }

  /**
   * Appends a frame.
   *
   * @param mayWait whether to wait while the outbox is full; messages do, and what a reader answers
   *     must not, lest two nodes wait for each other
   * @return false when the outbox is closed
   * @throws CodecException when the content cannot be written or is too large
   */
  boolean put(Consumer<Buffer> content, boolean mayWait) {
    lock.lock();
    try {
      while (mayWait && filling.size() > capacity && !closed) room.awaitUninterruptibly();
      if (closed) return false;
      Frames.append(filling, content, frameLimit);
    } finally {
      lock.unlock();
    }
    if (writerWaits) {
      writerWaits = false;
      LockSupport.unpark(writer);
    }
    return true;
  }

  /** Writes what is put in, as it comes, until the outbox is closed or the stream breaks. */
  void drainTo(OutputStream out) throws IOException {
    writer = Thread.currentThread();
    while (swap()) {
      for (int from = 0; from < writing.size(); from += PIECE) {
        int length = Math.min(PIECE, writing.size() - from);
        out.write(writing.array(), from, length);
        written += length;
      }
      writing.truncate(0, KEEP);
    }
  }

  private boolean swap() {
    for (; ; ) {
      lock.lock();
      try {
        if (filling.size() > 0) {
          Buffer full = filling;
          filling = writing;
          writing = full;
          room.signalAll();
          return true;
        }
        if (closed) return false;
        writerWaits = true;
      } finally {
        lock.unlock();
      }
      LockSupport.park(this);
    }
  }

  /** How many bytes have been written. */
  long written() {
    return written;
  }

  /** Whether bytes wait that the peer has not taken. */
  boolean isStuck() {
    lock.lock();
    try {
      return filling.size() > capacity;
    } finally {
      lock.unlock();
    }
  }

  /** Lets nothing more in. What is in it is still written. */
  void close() {
    lock.lock();
    try {
      closed = true;
      room.signalAll();
    } finally {
      lock.unlock();
    }
    LockSupport.unpark(writer);
  }
}
