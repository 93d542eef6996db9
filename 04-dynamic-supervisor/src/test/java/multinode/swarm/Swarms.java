package multinode.swarm;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import multinode.cluster.Cluster;
import multinode.cluster.Epmd;
import multinode.cluster.PortRange;
import multinode.cluster.Topology;
import multinode.node.Node;
import multinode.node.NodeName;
import workbook.harness.Await;
import workbook.harness.Nodes;
import workbook.harness.RealNode;

/** Swarms of a test, in a topology that nobody else on this host has. */
final class Swarms {

  /** How long finding each other may take, on a machine that is busy with others. */
  static final Duration LIMIT = Duration.ofSeconds(8);

  private Swarms() {}

  /** Starts nodes of this JVM, and a swarm on each when all are connected. */
  static List<Swarm> start(Nodes nodes, Settings settings, String... names) throws IOException {
    List<Cluster> clusters = join(nodes, names);
    for (Cluster cluster : clusters) awaitConnected(cluster, names.length);
    return clusters.stream().map(cluster -> Swarm.start(cluster, settings)).toList();
  }

  /** The first joins by itself, which takes a second, the others at the same time then. */
  private static List<Cluster> join(Nodes nodes, String... names) throws IOException {
    nodes.takes(LIMIT);
    Node[] members = new Node[names.length];
    for (int i = 0; i < names.length; i++) members[i] = nodes.start(names[i]);
    List<Cluster> all = new ArrayList<>(List.of(join(nodes, members[0])));
    Arrays.stream(members)
        .skip(1)
        .map(member ->
            CompletableFuture.supplyAsync(
                () -> join(nodes, member), task -> Thread.ofPlatform().start(task)))
        .toList()
        .forEach(joining -> all.add(joining.join()));
    return all;
  }

  private static Cluster join(Nodes nodes, Node member) {
    try {
      Cluster cluster = Cluster.join(member, topology(nodes));
      nodes.closeLater(() -> cluster.engine().getLifecycleService().terminate());
      return cluster;
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  static Topology topology(Nodes nodes) {
    return Topology.of(name(nodes), Epmd.of("a@127.0.0.1"))
        .withPorts(new PortRange(port(nodes), 10));
  }

  private static String name(Nodes nodes) {
    return "test-" + nodes.mapperPort();
  }

  private static int port(Nodes nodes) {
    return 32_000 + nodes.mapperPort() % 70 * 10;
  }

  /** Starts a node of the same topology as a process of its own, with more options. */
  static RealNode startReal(Nodes nodes, String name, String... options) throws IOException {
    Stream<String> topology =
        Stream.of(
            "--open",
            "--topology",
            name(nodes),
            "--epmd",
            "a",
            "--cluster-port",
            Integer.toString(port(nodes)));
    return nodes.startReal(
        name, Stream.concat(topology, Arrays.stream(options)).toArray(String[]::new));
  }

  /** Waits until a node is connected to so many members, itself included. */
  static void awaitConnected(Cluster cluster, int members) {
    Await.until(
        "a member of %s is connected to %d of them, itself included".formatted(cluster, members),
        LIMIT,
        () -> cluster.connected() >= members);
  }

  /** Waits until a node keeps its share of the entries, and its swarm has begun. */
  static void awaitShare(Swarm swarm, NodeName node) {
    Await.until(
        node + " has its share of the entries, and runs its part of the swarm",
        LIMIT,
        () ->
            swarm.cluster().engine().getPartitionService().isClusterSafe()
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
