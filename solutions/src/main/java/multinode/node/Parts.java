package multinode.node;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What has been added to a node and is closed with it, the last first. Any thread may call it. */
public final class Parts {

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private boolean closed;

  /** Nothing has been added. */
  Parts() {}

  /**
   * Adds something, and returns it. On a node that has been closed it is closed at once.
   *
   * @throws IllegalStateException on a node that has been closed
   */
  public <T extends AutoCloseable> T add(T part) {
    synchronized (this) {
      if (!closed) {
        parts.push(part);
        return part;
      }
    }
    close(part);
    throw new IllegalStateException("the node was stopped before it had its " + part);
  }

  /** Takes something out, because it has been closed. */
  public synchronized void remove(AutoCloseable part) {
    parts.remove(part);
  }

  /** The parts of a type, in the order in which they were added. */
  public synchronized <T> List<T> all(Class<T> type) {
    return parts.reversed().stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** Closes all, and everything that is added from now on. */
  void close() {
    for (Optional<AutoCloseable> next; (next = next()).isPresent(); ) close(next.get());
  }

  private synchronized Optional<AutoCloseable> next() {
    closed = true;
    return Optional.ofNullable(parts.poll());
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      Connections.LOG.log(Level.WARNING, "could not close " + part, e);
    }
  }
}
