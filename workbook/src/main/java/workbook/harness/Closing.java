package workbook.harness;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What must be closed at the end of a test, the last first; one that fails does not stop others,
 * and one that hangs is given up.
 */
final class Closing implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final Deque<AutoCloseable> resources = new ArrayDeque<>();

  synchronized <T extends AutoCloseable> T add(T resource) {
    resources.push(resource);
    return resource;
  }

  private synchronized AutoCloseable poll() {
    return resources.poll();
  }

  @Override
  public void close() {
    AtomicReference<AutoCloseable> current = new AtomicReference<>();
    AtomicReference<String> trouble = new AtomicReference<>("");
    Thread thread = Thread.ofPlatform().daemon().name("closing").start(() -> all(current, trouble));
    try {
      if (!thread.join(LIMIT)) {
        StackTraceElement[] trace = thread.getStackTrace();
        thread.interrupt();
        trouble.set(current.get() + " is still being closed" + Frames.ours(trace));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (trouble.get().isEmpty()) return;
    throw Account.of("everything that a test has started can be closed")
        .withExpected("an end within " + Text.time(LIMIT))
        .failed(trouble.get());
  }

  private void all(AtomicReference<AutoCloseable> current, AtomicReference<String> trouble) {
    for (AutoCloseable next; (next = poll()) != null; ) {
      current.set(next);
      try {
        next.close();
      } catch (Exception e) {
        trouble.set(next + " cannot be closed: " + Frames.describe(e));
      }
    }
  }
}
