package workbook.harness;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What must be closed at the end of a test, the last first; one that fails does not stop others.
 */
final class Closing implements AutoCloseable {

  private final Deque<AutoCloseable> resources = new ArrayDeque<>();

  synchronized <T extends AutoCloseable> T add(T resource) {
    resources.push(resource);
    return resource;
  }

  @Override
  public void close() {
    for (AutoCloseable next; (next = poll()) != null; ) {
      try {
        next.close();
      } catch (Exception e) {
        System.getLogger("workbook.harness")
            .log(System.Logger.Level.WARNING, "cannot close " + next + ": " + e);
      }
    }
  }

  private synchronized AutoCloseable poll() {
    return resources.poll();
  }
}
