package multinode.node;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import multinode.wire.Buffer;

/**
 * What waits to be written to one peer. Senders append frames to one buffer while a writer writes
 * another: the more is sent, the more goes out in one write. A sender that finds the buffer full
 * waits, so a slow peer slows down those who talk to it, and fills nobody's memory.
 *
 * <p>Frames come in encoded: whatever a program does to encode a message, it does before, and
 * nobody waits for it here.
 */
final class Outbox {

  /** How many bytes may wait of what cannot wait for room itself: ticks, and news of ends. */
  static final int HARD_LIMIT = 64 << 20;

  private static final int FIRST = 1 << 10;
  private static final int KEEP = 1 << 16;

  /** How much is written at a time, so that a slow peer is seen to take some of a big frame. */
  private static final int PIECE = 1 << 16;

  /** How often a sender that waits looks whether its frame is still wanted. */
  private static final long SLICE = Duration.ofMillis(50).toNanos();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private Buffer filling = new Buffer(FIRST);
  private Buffer writing = new Buffer(FIRST);
  private boolean closed;
  private volatile Thread writer;
  private volatile boolean writerWaits;
  private volatile long written;
  private volatile int waiting;

  /** What comes of putting a frame in. */
  enum Put {
    /** It will be written. */
    DONE,
    /** While it waited for room, it became pointless. */
    UNWANTED,
    /** There was no room in time. */
    FULL,
    /** The outbox is closed. */
    CLOSED
  }

  /** An empty outbox. */
  Outbox() {}

  /** Appends a frame without waiting; {@link Put#FULL} at {@link #HARD_LIMIT}. */
  Put putNow(Buffer frame) {
    return put(frame, HARD_LIMIT, Duration.ZERO, () -> true);
  }

  /**
   * Appends a frame, as soon as at most so many bytes wait.
   *
   * @param most how many bytes may wait before the frame
   * @param limit how long to wait for that at most
   * @param wanted asked now and then while it waits; must not wait itself
   */
  Put put(Buffer frame, int most, Duration limit, BooleanSupplier wanted) {
    lock.lock();
    try {
      if (filling.size() > most) {
        Put waited = awaitRoom(most, System.nanoTime() + limit.toNanos(), wanted);
        if (waited != Put.DONE) return waited;
      }
      if (closed) return Put.CLOSED;
      filling.put(frame.array(), 0, frame.size());
      waiting = filling.size();
    } finally {
      lock.unlock();
    }
    if (writerWaits) {
      writerWaits = false;
      LockSupport.unpark(writer);
    }
    return Put.DONE;
  }

  /** Also a sender that is interrupted waits on: half a message would be worse than a late end. */
  private Put awaitRoom(int most, long deadline, BooleanSupplier wanted) {
    boolean interrupted = false;
    try {
      while (filling.size() > most && !closed) {
        long left = deadline - System.nanoTime();
        if (left <= 0) return Put.FULL;
        if (!wanted.getAsBoolean()) return Put.UNWANTED;
        try {
          room.await(Math.min(left, SLICE), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      return Put.DONE;
    } finally {
      if (interrupted) Thread.currentThread().interrupt();
    }
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
          waiting = 0;
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

  /** How many bytes wait; those that are just being written are not among them. */
  int waiting() {
    return waiting;
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
