package multinode.swarm;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import multinode.cluster.Clusters;
import multinode.cluster.Epmd;
import multinode.cluster.Topology;
import multinode.node.Node;
import multinode.process.NodeName;
import workbook.harness.Await;
import workbook.harness.Nodes;
import workbook.harness.RealNode;

/** Swarms of a test, in a topology that nobody else on this host has. */
final class Swarms {

  /** How long finding each other may take, on a machine that is busy with others. */
  static final Duration LIMIT = Clusters.LIMIT;

  private Swarms() {}

  /** Starts nodes of this JVM, and a swarm on each when all are connected. */
  static List<Swarm> start(Nodes nodes, Settings settings, String... names) throws IOException {
    Node[] members = new Node[names.length];
    for (int i = 0; i < names.length; i++) members[i] = nodes.start(names[i]);
    return Clusters.connect(nodes, topology(nodes), members).stream()
        .map(cluster -> Swarm.start(cluster, settings))
        .toList();
  }

  /** A topology that is found by way of a, the first of each of these tests. */
  static Topology topology(Nodes nodes) {
    return Clusters.topology(nodes, Epmd.of("a@127.0.0.1"));
  }

  /** Starts a node of the same topology as a process of its own, with more options. */
  static RealNode startReal(Nodes nodes, String name, String... options) throws IOException {
    Stream<String> topology =
        Stream.of(
            "--open",
            "--topology",
            Clusters.name(nodes),
            "--epmd",
            "a",
            "--cluster-port",
            Integer.toString(Clusters.ports(nodes).first()));
    return nodes.startReal(
        name, Stream.concat(topology, Arrays.stream(options)).toArray(String[]::new));
  }

  /** Waits until a node keeps its share of the entries, and its swarm has begun. */
  static void awaitShare(Swarm swarm, NodeName node) {
    Await.until(
        node + " has its share of the entries, and runs its part of the swarm",
        LIMIT,
        () ->
            swarm.cluster().isBalanced()
                && namesOn(swarm, node).limit(1).count() == 1
                && swarm.counts().containsKey(node));
  }

  /** Names whose servers run on a node, as long as the same members are there. */
  static Stream<String> namesOn(Swarm swarm, NodeName node) {
    return IntStream.range(0, 1_000)
        .mapToObj(number -> "worker" + number)
        .filter(name -> swarm.cluster().keeper(name).filter(node::equals).isPresent());
  }
}
