package workbook.harness;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What must be closed at the end of a test, the last first; one that fails does not stop others,
 * and one that hangs is given up, and the others then soon.
 */
final class Closing implements AutoCloseable {

  private final Deque<Resource> resources = new ArrayDeque<>();
  private final Duration limit;
  private volatile boolean hung;

  private record Resource(String name, AutoCloseable closeable) {}

  /** Gives each thing so long to close. */
  Closing(Duration limit) {
    this.limit = limit;
  }

  /** Has something closed, and returns it. */
  synchronized <T extends AutoCloseable> T add(String name, T closeable) {
    resources.push(new Resource(name, closeable));
    return closeable;
  }

  private synchronized Optional<Resource> poll() {
    return Optional.ofNullable(resources.poll());
  }

  @Override
  public void close() {
    String trouble = "";
    for (Optional<Resource> next; (next = poll()).isPresent(); ) {
      String one = close(next.get());
      if (trouble.isEmpty()) trouble = one;
    }
    if (trouble.isEmpty()) return;
    throw Claim.of("everything that a test has started can be closed")
        .expected("an end within " + Text.time(limit))
        .failed(trouble);
  }

  private boolean ends(Thread thread) throws InterruptedException {
    if (hung) return thread.join(limit.dividedBy(10));
    hung = !thread.join(limit) && !thread.join(Patience.now(limit).minus(limit));
    return !hung;
  }

  /** Closes one thing; returns what was wrong about it, or the empty string. */
  private String close(Resource resource) {
    StringBuffer trouble = new StringBuffer();
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("closing " + resource.name())
            .start(() -> {
              try {
                resource.closeable().close();
              } catch (Exception e) {
                trouble.append(resource.name()).append(": ").append(Frames.describe(e));
              }
            });
    try {
      if (!ends(thread)) {
        StackTraceElement[] trace = thread.getStackTrace();
        thread.interrupt();
        return resource.name() + " is still being closed" + Frames.innermost(trace);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return trouble.toString();
  }
}
