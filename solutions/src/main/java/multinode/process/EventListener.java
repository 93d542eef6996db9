package multinode.process;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One listener and what it has not heard yet. A virtual thread hands it one event after the other,
 * and ends when there are no more. Who causes an event never waits: of more than {@link #MOST} that
 * wait, the newest are left out, and one line in the log says so.
 */
final class EventListener implements Events.Subscription {

  private static final System.Logger LOG = System.getLogger("multinode.process");

  /** How many events may wait for a listener. */
  private static final int MOST = 1 << 16;

  private static final Duration FLUSH_LIMIT = Duration.ofSeconds(1);

  private static final Thread.Builder.OfVirtual THREADS =
      Thread.ofVirtual().name("listener of events").inheritInheritableThreadLocals(false);

  private final String node;
  private final int kinds;
  private final boolean wantsContents;
  private final Consumer<Event> listener;
  private final Consumer<EventListener> remove;
  private final Queue<Happened> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicBoolean running = new AtomicBoolean();
  private final AtomicBoolean overrun = new AtomicBoolean();
  private volatile long delivered;
  private volatile Thread thread;

  /** An event whose texts are not made yet. */
  record Happened(
      Instant at, Event.Kind kind, Object peer, Supplier<String> text, Supplier<String> contents) {}

  EventListener(
      String node,
      Set<Event.Kind> kinds,
      boolean wantsContents,
      Consumer<Event> listener,
      Consumer<EventListener> remove) {
    this.node = node;
    this.kinds = kinds.stream().mapToInt(Event.Kind::bit).sum();
    this.wantsContents = wantsContents;
    this.listener = listener;
    this.remove = remove;
  }

  /** One bit for each kind that it wants. */
  int kinds() {
    return kinds;
  }

  /** Something has happened, of whatever kind. Never waits; any thread. */
  void offer(Happened happened) {
    if ((kinds & happened.kind().bit()) == 0) return;
    if (waiting.incrementAndGet() > MOST) {
      waiting.decrementAndGet();
      if (overrun.compareAndSet(false, true)) {
        LOG.log(Level.WARNING, "a listener of {0} is too slow, and misses events", node);
      }
      return;
    }
    queue.add(happened);
    accepted.incrementAndGet();
    if (running.compareAndSet(false, true)) THREADS.start(this::drain);
  }

  private void drain() {
    do {
      thread = Thread.currentThread();
      for (Happened next; (next = queue.poll()) != null; ) {
        waiting.decrementAndGet();
        deliver(next);
        delivered++;
      }
      thread = null;
      running.set(false);
    } while (!queue.isEmpty() && running.compareAndSet(false, true));
  }

  private void deliver(Happened happened) {
    try {
      String text = wantsContents ? contents(happened) : happened.text().get();
      String peer = String.valueOf(happened.peer());
      listener.accept(new Event(happened.at(), node, happened.kind(), peer, text));
    } catch (Throwable thrown) {
      LOG.log(Level.WARNING, "a listener of " + node + " failed", thrown);
    }
  }

  /** A message that cannot be shown is no reason to miss that it was sent. */
  private static String contents(Happened happened) {
    try {
      return happened.contents().get();
    } catch (Throwable thrown) {
      return "%s (cannot be shown: %s)".formatted(happened.text().get(), thrown.getClass());
    }
  }

  @Override
  public boolean flush() {
    long until = accepted.get();
    long end = System.nanoTime() + FLUSH_LIMIT.toNanos();
    while (delivered < until) {
      if (Thread.currentThread() == thread || System.nanoTime() - end > 0) return false;
      LockSupport.parkNanos(100_000);
    }
    return true;
  }

  @Override
  public void close() {
    remove.accept(this);
    flush();
  }
}
