package multinode.registry;

import java.util.Iterator;
import multinode.cluster.Joining;
import multinode.console.Feature;
import multinode.node.Node;
import multinode.node.NodeOptions;

/** Starts the cluster's names on each node that takes part in a topology; has no options. */
public final class Options implements Feature {

  /** Nothing to choose. */
  public Options() {}

  @Override
  public String help() {
    return "";
  }

  @Override
  public boolean takes(String option, Iterator<String> rest) {
    return false;
  }

  @Override
  public void check(NodeOptions options) {
    // Nothing can be wrong.
  }

  @Override
  public void begin(Node node) {
    for (Joining joining : node.parts().all(Joining.class)) {
      joining.then(cluster -> ClusterRegistry.start(node, cluster));
    }
  }
}
