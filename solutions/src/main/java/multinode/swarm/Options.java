package multinode.swarm;

import java.util.Iterator;
import multinode.cluster.Joining;
import multinode.console.Feature;
import multinode.node.Node;

/** How a node is told on its command line to take its share of a topology's servers. */
public final class Options implements Feature {

  private Settings settings = Settings.STANDARD;

  /** Nothing is told yet. */
  public Options() {}

  @Override
  public String help() {
    return """

    Servers of the whole cluster:
      --no-rebalance       a node that joins is given none of those that run already
    """;
  }

  @Override
  public boolean takes(String option, Iterator<String> rest) {
    if (!option.equals("--no-rebalance")) return false;
    settings = settings.withoutRebalance();
    return true;
  }

  @Override
  public void begin(Node node) {
    for (Joining joining : node.parts().all(Joining.class)) {
      Settings all = settings.withQuorumOf(joining.topology());
      joining.then(cluster -> Swarm.start(cluster, all));
    }
  }
}
