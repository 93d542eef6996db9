package multinode.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import multinode.node.Here;
import multinode.node.Node;
import multinode.process.NodeName;

/** What a console knows of topologies. */
public final class Words {

  private static final Duration FORMING = Duration.ofMinutes(1);

  private Words() {}

  /** The topologies that the node takes part in. */
  public static List<String> topologies() {
    return clusters(here()).stream().map(cluster -> cluster.topology().name()).toList();
  }

  /** The nodes that discovery has found, this one among them, sorted. */
  public static SortedSet<NodeName> members() {
    SortedSet<NodeName> all = new TreeSet<>();
    clusters(here()).forEach(cluster -> all.addAll(cluster.members()));
    return all;
  }

  /**
   * Waits, a minute at most for each topology, until so many members are there and connected, this
   * one included.
   */
  public static boolean awaitMembers(int min) throws InterruptedException {
    Joining.await(here(), FORMING);
    List<Cluster> clusters = clusters(here());
    if (clusters.isEmpty()) {
      throw new IllegalStateException(
          here().self() + " takes part in no topology; start it with --gossip or --epmd");
    }
    for (Cluster cluster : clusters) {
      if (!cluster.awaitMembers(min, FORMING)) return false;
    }
    return true;
  }

  /** Leaves all topologies, and disconnects from whom it found there. */
  public static void drain() {
    clusters(here()).forEach(Cluster::drain);
  }

  /** Who is gone, how, and how soon that was noticed; watches from the first time on. */
  public static Departures departures() {
    Node node = here();
    List<Departures> all = node.parts().all(Departures.class);
    return all.isEmpty() ? node.parts().add(new Departures(node.events())) : all.getFirst();
  }

  /** Something is done to a node now, such as {@code kill}: its times count from here. */
  public static void mark(String node) {
    departures().mark(NodeName.parse(node), Instant.now());
  }

  private static Node here() {
    return Here.current().node();
  }

  /** Those that are being joined are waited for. */
  private static List<Cluster> clusters(Node node) {
    Joining.await(node, Joining.PATIENCE);
    return node.parts().all(Cluster.class);
  }
}
