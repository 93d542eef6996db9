package multinode.node;

import java.lang.System.Logger.Level;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import multinode.process.Event;
import multinode.process.Events;
import multinode.process.NodeName;

/**
 * Tells of the coming and going of a node's connections, one change after the other, on a thread of
 * its own; each connection comes once, and goes once.
 */
final class Announcer {

  /** How many seconds closing waits until everybody has been told. */
  private static final int CLOSE_LIMIT = 10;

  private final NodeName self;
  private final Events events;
  private final Links links;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("announcer").factory());
  private volatile Connections.Listening listening;

  Announcer(NodeName self, Events events, Links links) {
    this.self = self;
    this.events = events;
    this.links = links;
  }

  /** To be called before the first connection, with the listener that is told. */
  void serve(Connections.Listening newListening) {
    listening = newListening;
  }

  /** The listener that is told. */
  Connections.Listening listening() {
    return listening;
  }

  /** A connection is set up, and has its place among the links. */
  synchronized void begin(Connection connection) {
    if (links.isClosed()) return;
    announce(connection);
    connection.startWriting();
  }

  /** Tells that a connection is up, once: also when it is closed as soon as it has its place. */
  private void announce(Connection connection) {
    if (!connection.isNew()) return;
    thread.execute(() -> {
      events.emit(Event.Kind.NODE_UP, connection.peer().name(), connection::address);
      guard(() -> listening.up(connection));
      connection.startReading(listening::frame);
    });
  }

  /** A connection has ended. */
  synchronized void drop(Connection connection, String reason) {
    if (!links.remove(connection) || thread.isShutdown()) return;
    announce(connection);
    thread.execute(() -> {
      connection.awaitReader();
      events.emit(Event.Kind.NODE_DOWN, connection.peer().name(), () -> reason);
      ConnectionEvent.commit(self, connection, reason);
      guard(() -> listening.down(connection, reason));
    });
  }

  private void guard(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      Connections.LOG.log(Level.ERROR, "{0} failed telling of a node: {1}", self, e);
    }
  }

  /** Waits until everybody has been told; nobody is told anything new. */
  void close() {
    synchronized (this) {
      thread.shutdown();
    }
    try {
      if (thread.awaitTermination(CLOSE_LIMIT, TimeUnit.SECONDS)) return;
      Connections.LOG.log(Level.ERROR, "{0} has not told everybody that it stopped", self);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.shutdownNow();
  }
}
