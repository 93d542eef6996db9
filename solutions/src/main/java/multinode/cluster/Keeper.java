package multinode.cluster;

import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import multinode.node.ConnectResult;
import multinode.process.NodeName;

/**
 * Keeps a node connected to the members of a topology: has a {@link Connector} look after each
 * change, and when an attempt is due. What comes of it is logged.
 */
final class Keeper implements Connector.Report, AutoCloseable {

  private final String topology;
  private final Connector connector;
  private final Complaints complaints = new Complaints();
  private final Semaphore changes = new Semaphore(0);
  private final Thread thread;

  /**
   * Begins.
   *
   * @param others the members to connect, without this node
   */
  Keeper(String topology, Supplier<? extends Set<NodeName>> others, Links links) {
    this.topology = topology;
    connector = new Connector(others, links, this, steady(), this::begin);
    thread = Thread.ofVirtual().name("keeper of " + topology).start(() -> guard(this::keep));
  }

  /** The time since now, as it passes: somebody may set the clock of the machine. */
  private static InstantSource steady() {
    Instant begin = Instant.now();
    long since = System.nanoTime();
    return () -> begin.plusNanos(System.nanoTime() - since);
  }

  /** Has it look: members or links have changed. */
  void look() {
    changes.release();
  }

  private void keep() {
    try {
      for (; ; ) {
        changes.tryAcquire(connector.look().toNanos(), TimeUnit.NANOSECONDS);
        changes.drainPermits();
      }
    } catch (InterruptedException closed) {
      // Nobody is to be connected any more.
    }
  }

  /** When an attempt has come to its end, it is time to look when the next is due. */
  private void begin(Runnable attempt) {
    Thread.ofVirtual()
        .name("connecting " + topology)
        .start(() -> {
          guard(attempt);
          look();
        });
  }

  /** A fault of this program is logged, and ends what it has happened in. */
  private void guard(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      Cluster.LOG.log(
          Level.ERROR, "{0}: {1} failed: {2}", topology, Thread.currentThread().getName(), e);
    }
  }

  @Override
  public void connected(NodeName other) {
    complaints.forget(other);
    Cluster.LOG.log(Level.INFO, "{0}: connected to {1}", topology, other);
  }

  @Override
  public void unable(NodeName other, ConnectResult result, Instant now) {
    if (!complaints.tells(other, result, now)) return;
    Cluster.LOG.log(Level.WARNING, "{0}: unable to connect to {1}: {2}", topology, other, result);
  }

  /** Connects nobody any more. */
  @Override
  public void close() {
    thread.interrupt();
  }
}
