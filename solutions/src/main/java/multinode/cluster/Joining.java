package multinode.cluster;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import multinode.node.Node;

/**
 * A topology that a node is joining, while its console is open already. What goes wrong is logged
 * once, and tried again, after longer and longer pauses: a network comes back, a port becomes free.
 * A node that is thrown out joins again, with all that stood on its part.
 */
public final class Joining implements AutoCloseable {

  /** How long a word of the console waits that is about those who are there. */
  public static final Duration PATIENCE = Duration.ofSeconds(15);

  /**
   * The pause after an attempt that has failed; each is twice the one before, up to the longest.
   */
  private static final Duration FIRST = Duration.ofSeconds(1);

  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final Node node;
  private final Topology topology;
  private final List<Consumer<Cluster>> tasks = new ArrayList<>();
  private Optional<Cluster> current = Optional.empty();

  /** An attempt has come to its end. */
  private volatile CompletableFuture<Void> tried = new CompletableFuture<>();

  private final CountDownLatch closed = new CountDownLatch(1);

  private Joining(Node node, Topology topology) {
    this.node = node;
    this.topology = topology;
  }

  /** Begins to join; does not block. */
  public static Joining begin(Node node, Topology topology) {
    Joining joining = new Joining(node, topology);
    joining.start();
    return joining;
  }

  private void start() {
    tried = new CompletableFuture<>();
    Thread.ofPlatform().name("joining " + topology.name()).start(this::run);
  }

  private void run() {
    String told = "";
    for (Duration pause = FIRST; !isClosed(); ) {
      try {
        joined(Cluster.join(node, topology));
        break;
      } catch (HeldUpException e) {
        told = tell(Level.WARNING, e, told);
      } catch (IOException | RuntimeException e) {
        told = tell(Level.ERROR, e, told);
        tried.complete(null);
        if (isClosedWithin(pause)) break;
        pause = pause.compareTo(LONGEST) < 0 ? pause.multipliedBy(2) : LONGEST;
      }
    }
    tried.complete(null);
  }

  /** It is in; or out again, where something that is to stand on it does not start. */
  private synchronized void joined(Cluster cluster) {
    try {
      tasks.forEach(task -> task.accept(cluster));
    } catch (RuntimeException e) {
      leave(cluster);
      throw e;
    }
    current = Optional.of(cluster);
    cluster
        .lost()
        .thenAccept(lost -> {
          if (lost) again(cluster);
        });
  }

  /** Not in the thread that ends Hazelcast: what is closed now waits for it. */
  private void again(Cluster cluster) {
    Cluster.LOG.log(
        Level.WARNING,
        "{0}: Hazelcast has ended on {1}; joins again",
        topology.name(),
        node.self());
    Thread.ofVirtual()
        .start(() -> {
          left();
          leave(cluster);
          start();
        });
  }

  private synchronized void left() {
    current = Optional.empty();
  }

  /** Whatever becomes of that, it is no reason not to join again. */
  private void leave(Cluster cluster) {
    try {
      cluster.close();
    } catch (RuntimeException e) {
      Cluster.LOG.log(Level.WARNING, topology.name() + ": could not be left in order", e);
    }
  }

  /** Logs what went wrong, unless it was told already; what is told by now. */
  private String tell(Level level, Exception e, String told) {
    String what = e.getMessage() + "; it goes on trying";
    if (!isClosed() && !what.equals(told)) Cluster.LOG.log(level, what);
    return what;
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private boolean isClosedWithin(Duration time) {
    try {
      return closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  /** Which one. */
  public Topology topology() {
    return topology;
  }

  /**
   * Waits until a node has joined all that it is joining, or an attempt has failed for each.
   *
   * @throws IllegalStateException when neither is so for one of them after so long
   */
  public static void await(Node node, Duration patience) {
    for (Joining joining : node.parts().all(Joining.class)) joining.await(patience);
  }

  /** Waits until it has joined, or an attempt has failed; throws as the other one does. */
  void await(Duration patience) {
    try {
      tried.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("it is still trying to get into " + topology.name(), e);
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException("it did not get into " + topology.name(), e);
    }
  }

  /**
   * Has something done with the cluster whenever it is joined, before anybody waits for it. When
   * that throws while the node joins, the node leaves and joins again later; when the node is in
   * already, its exception is thrown here.
   */
  public synchronized void then(Consumer<Cluster> task) {
    tasks.add(task);
    current.ifPresent(task);
  }

  /** Does not try any more. What it is just joining is closed when it is there. */
  @Override
  public void close() {
    closed.countDown();
  }
}
