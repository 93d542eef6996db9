package multinode.cluster;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import multinode.node.Node;

/** A topology that a node is joining, while its console is open already. */
public final class Joining implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Topology topology;
  private volatile CompletableFuture<Optional<Cluster>> done = new CompletableFuture<>();
  private volatile boolean closed;

  private Joining(Topology topology) {
    this.topology = topology;
  }

  /** Begins to join. What goes wrong is logged; the node stays as it is. */
  static Joining begin(Node node, Topology topology) {
    Joining joining = new Joining(topology);
    CompletableFuture<Optional<Cluster>> joined = joining.done;
    Thread.ofPlatform()
        .name("joining " + topology.name())
        .start(() -> joined.complete(joining.join(node)));
    return joining;
  }

  private Optional<Cluster> join(Node node) {
    boolean told = false;
    while (!closed) {
      try {
        return Optional.of(Cluster.join(node, topology));
      } catch (HeldUpException e) {
        if (!told) Cluster.LOG.log(Level.WARNING, e.getMessage() + "; it goes on trying");
        told = true;
      } catch (IOException | RuntimeException e) {
        if (!closed) Cluster.LOG.log(Level.ERROR, e.getMessage());
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Which one. */
  public Topology topology() {
    return topology;
  }

  /**
   * Waits until it has joined, or that has failed.
   *
   * @throws IllegalStateException after 15 s in which neither was so
   */
  public void await() {
    try {
      done.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
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
    closed = true;
  }
}
