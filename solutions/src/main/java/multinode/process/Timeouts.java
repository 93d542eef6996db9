package multinode.process;

import java.time.Duration;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Wakes processes whose wait is over. It looks when the next one is due, but every 5 ms at most,
 * and every 50 ms at least: a wait that has begun since it looked last takes no less than that.
 *
 * <p>A timed park of a virtual thread costs a timer of its own, about twice the price of the whole
 * hand-over of a message. Nearly every timeout is set and never used, so a process only notes when
 * it wants to be woken and parks without a limit; this thread looks at the notes. A process that
 * has waited with a timeout once stays on the list for a while: the next time costs a field write.
 */
final class Timeouts {

  /** Waits shorter than this are timed exactly, by a timer of their own. */
  static final long COARSE = Duration.ofMillis(50).toNanos();

  private static final long PERIOD = Duration.ofMillis(5).toNanos();
  private static final int IDLE_ROUNDS = 40;

  private final Queue<TimedMailbox> watched = new ConcurrentLinkedQueue<>();
  private volatile Thread thread;
  private volatile boolean asleep;
  private volatile boolean closed;

  /** Called by a process that has noted its deadline and is not on the list yet. */
  void watch(TimedMailbox process) {
    watched.add(process);
    if (thread == null) start();
    if (asleep) LockSupport.unpark(thread);
  }

  private synchronized void start() {
    if (thread == null && !closed) thread = Thread.ofVirtual().name("timeouts").start(this::run);
  }

  private void run() {
    for (long pause = PERIOD; !closed; ) {
      asleep = true;
      if (watched.isEmpty()) LockSupport.park();
      asleep = false;
      LockSupport.parkNanos(pause);
      long now = System.nanoTime();
      pause = COARSE;
      for (Iterator<TimedMailbox> all = watched.iterator(); all.hasNext(); ) {
        TimedMailbox process = all.next();
        if (process.isDead()) all.remove();
        else if (process.idleRounds(now) > IDLE_ROUNDS) {
          all.remove();
          if (process.unwatch()) watched.add(process);
        } else {
          pause = Math.min(pause, process.left(now));
        }
      }
      pause = Math.max(pause, PERIOD);
    }
  }

  synchronized void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
