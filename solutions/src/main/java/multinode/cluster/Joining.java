package multinode.cluster;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import multinode.node.Node;

/** A topology that a node is joining, while its console is open already. */
public final class Joining implements AutoCloseable {

  private volatile CompletableFuture<Optional<Cluster>> done = new CompletableFuture<>();

  private Joining() {}

  /** Begins to join. What goes wrong is logged; the node stays as it is. */
  static Joining begin(Node node, Topology topology) {
    Joining joining = new Joining();
    CompletableFuture<Optional<Cluster>> joined = joining.done;
    Thread.ofPlatform()
        .name("joining " + topology.name())
        .start(() -> joined.complete(join(node, topology)));
    return joining;
  }

  private static Optional<Cluster> join(Node node, Topology topology) {
    try {
      return Optional.of(Cluster.join(node, topology));
    } catch (IOException | RuntimeException e) {
      Cluster.LOG.log(Level.ERROR, e.getMessage());
      return Optional.empty();
    }
  }

  /** Waits until it has joined, or that has failed. */
  public void await() {
    done.join();
  }

  /** Has something done with the cluster once it is joined, before anybody has waited for it. */
  public void then(Consumer<Cluster> task) {
    done =
        done.thenApply(cluster -> {
          cluster.ifPresent(task);
          return cluster;
        });
  }

  /** Lets it join first: then there is something to leave. */
  @Override
  public void close() {
    done.join();
  }
}
