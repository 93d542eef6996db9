package multinode.swarm;

import java.util.Iterator;
import multinode.cluster.Joining;
import multinode.console.Feature;
import multinode.node.Node;
import multinode.node.NodeOptions;

/** How a node is told on its command line to take its share of a topology's servers. */
public final class Options implements Feature {

  private Settings settings = Settings.STANDARD;

  /** Nothing is told yet. */
  public Options() {}

  @Override
  public String help() {
    return """

    Servers of the whole cluster:
      --cluster-size N     run them only among more than half of N nodes
      --no-rebalance       a node that joins is given none of those that run already
    """;
  }

  @Override
  public boolean takes(String option, Iterator<String> rest) {
    switch (option) {
      case "--cluster-size" ->
          settings = settings.withQuorum(majority(Feature.value(option, rest)));
      case "--no-rebalance" -> settings = settings.withoutRebalance();
      default -> {
        return false;
      }
    }
    return true;
  }

  private static Quorum majority(String size) {
    try {
      return Quorum.majorityOf(Integer.parseInt(size));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--cluster-size needs a number of nodes, not \"" + size + "\"", e);
    }
  }

  @Override
  public void check(NodeOptions options) {
    // A node that takes part in no topology has no use for them, and no harm from them.
  }

  @Override
  public void begin(Node node) {
    for (Joining joining : node.parts().all(Joining.class)) {
      joining.then(cluster -> Swarm.start(cluster, settings));
    }
  }
}
