package multinode.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import multinode.node.Node;
import multinode.process.NodeName;
import workbook.harness.Await;
import workbook.harness.Nodes;

/** Nodes of a test that take part in a topology which nobody else on this host has. */
public final class Clusters {

  /** How long finding each other may take, on a machine that is busy with others. */
  public static final Duration LIMIT = Duration.ofSeconds(15);

  private Clusters() {}

  /** A name for a topology that is this test's alone. */
  public static String name(Nodes nodes) {
    return "test-" + nodes.mapperPort();
  }

  /** An open topology of that name, on ports on which no other test looks for members. */
  public static Topology topology(Nodes nodes, Strategy strategy) {
    return Topology.of(name(nodes), strategy).withPorts(ports(nodes));
  }

  /** Those after the port mapper's, which are this test's alone. */
  public static PortRange ports(Nodes nodes) {
    return new PortRange(nodes.mapperPort() + 1, 10);
  }

  /**
   * Has nodes join: the first by itself, which takes a second, the others at the same time then. It
   * returns when each of them has, in their order. At the end of the test they are gone at once.
   */
  public static List<Cluster> join(Nodes nodes, Topology topology, Node... members) {
    nodes.takes(LIMIT);
    List<Cluster> all = new ArrayList<>();
    all.add(join(nodes, topology, members[0]));
    Arrays.stream(members)
        .skip(1)
        .map(member ->
            CompletableFuture.supplyAsync(
                () -> join(nodes, topology, member), task -> Thread.ofPlatform().start(task)))
        .toList()
        .forEach(joining -> all.add(joining.join()));
    return all;
  }

  private static Cluster join(Nodes nodes, Topology topology, Node member) {
    try {
      Cluster cluster = Cluster.join(member, topology);
      nodes.closeLater(() -> Engine.terminate(cluster.engine()));
      return cluster;
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  /** The same, and waits until all of them are connected. */
  public static List<Cluster> connect(Nodes nodes, Topology topology, Node... members) {
    List<Cluster> all = join(nodes, topology, members);
    for (Cluster cluster : all) awaitConnected(cluster, members.length);
    return all;
  }

  /** Waits until a node is connected to so many members, itself included. */
  public static void awaitConnected(Cluster cluster, int members) {
    Await.until(
        "a member of %s is connected to %d of them, itself included".formatted(cluster, members),
        LIMIT,
        () -> isConnected(cluster, members));
  }

  private static boolean isConnected(Cluster cluster, int members) {
    try {
      return cluster.awaitMembers(members, Duration.ZERO);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Waits until a node has found these, itself included, and nobody else; connected or not. */
  public static void awaitFound(Cluster cluster, NodeName... members) {
    SortedSet<NodeName> expected = new TreeSet<>(List.of(members));
    Await.until(
        "the members are " + expected,
        LIMIT,
        () -> cluster.members().equals(expected),
        cluster::members);
  }
}
