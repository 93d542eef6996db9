package multinode.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import multinode.node.Node;
import multinode.process.NodeName;
import workbook.harness.Await;
import workbook.harness.Nodes;

/** Nodes of a test that take part in a topology of its own. */
public final class Members {

  /** How long a cluster may take to form, on a machine that is busy with others. */
  public static final Duration FORMING = Duration.ofSeconds(15);

  private Members() {}

  /** A topology that no other test takes part in. */
  public static Topology topology(Nodes nodes) {
    return Topology.of("test-" + nodes.mapperPort(), Gossip.STANDARD);
  }

  /** Starts nodes that join a topology at the same time; does not wait until they have met. */
  public static List<Cluster> start(Nodes nodes, Topology topology, String... names) {
    return start(nodes, List.of(names), unused -> topology);
  }

  /** The same, with a topology for each. */
  public static List<Cluster> start(
      Nodes nodes, List<String> names, Function<String, Topology> topology) {
    nodes.takes(FORMING);
    List<CompletableFuture<Cluster>> all =
        names.stream()
            .map(name ->
                CompletableFuture.supplyAsync(
                    () -> join(nodes, name, topology.apply(name)),
                    task -> Thread.ofPlatform().start(task)))
            .toList();
    return all.stream().map(CompletableFuture::join).toList();
  }

  private static Cluster join(Nodes nodes, String name, Topology topology) {
    try {
      return join(nodes.start(name), topology);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has a node join. */
  public static Cluster join(Node node, Topology topology) {
    try {
      return Cluster.join(node, topology);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until these members, and no others, are found by each and connected to each. */
  public static void whole(List<Cluster> clusters) {
    for (Cluster one : clusters) {
      List<NodeName> all = clusters.stream().map(each -> each.node().self()).sorted().toList();
      List<NodeName> others = all.stream().filter(name -> !name.equals(one.node().self())).toList();
      Await.until(
          one.node().self() + " is a member with " + all,
          FORMING,
          () -> List.copyOf(one.members()).equals(all));
      Await.until(
          one.node().self() + " is connected to " + others,
          FORMING,
          () -> one.node().nodes().equals(others));
    }
  }
}
