package multinode.cluster;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
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
 */
public final class Joining implements AutoCloseable {

  /** How long a word of the console waits that is about those who are there. */
  public static final Duration PATIENCE = Duration.ofSeconds(15);

  /**
   * The pause after an attempt that has failed; each is twice the one before, up to the longest.
   */
  private static final Duration FIRST = Duration.ofSeconds(1);

  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final Topology topology;
  private volatile CompletableFuture<Optional<Cluster>> done = new CompletableFuture<>();

  /** One attempt has failed. */
  private final CompletableFuture<Void> failed = new CompletableFuture<>();

  private final CountDownLatch closed = new CountDownLatch(1);

  private Joining(Topology topology) {
    this.topology = topology;
  }

  /** Begins to join. */
  static Joining begin(Node node, Topology topology) {
    Joining joining = new Joining(topology);
    CompletableFuture<Optional<Cluster>> joined = joining.done;
    Thread.ofPlatform()
        .name("joining " + topology.name())
        .start(() -> joined.complete(joining.join(node)));
    return joining;
  }

  private Optional<Cluster> join(Node node) {
    String told = "";
    for (Duration pause = FIRST; !isClosed(); ) {
      try {
        return Optional.of(Cluster.join(node, topology));
      } catch (HeldUpException e) {
        told = tell(Level.WARNING, e, told);
      } catch (IOException | RuntimeException e) {
        told = tell(Level.ERROR, e, told);
        failed.complete(null);
        if (isClosedWithin(pause)) break;
        pause = pause.compareTo(LONGEST) < 0 ? pause.multipliedBy(2) : LONGEST;
      }
    }
    return Optional.empty();
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
      CompletableFuture.anyOf(done, failed).get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("it is still trying to get into " + topology.name(), e);
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException("it did not get into " + topology.name(), e);
    }
  }

  /** Has something done with the cluster once it is joined, before anybody has waited for it. */
  public void then(Consumer<Cluster> task) {
    done =
        done.thenApply(cluster -> {
          cluster.ifPresent(task);
          return cluster;
        });
  }

  /** Does not try any more. What it is just joining is closed when it is there. */
  @Override
  public void close() {
    closed.countDown();
  }
}
