package multinode.registry;

import multinode.cluster.Joining;
import multinode.console.Feature;
import multinode.node.Node;

/** Starts the cluster's names on each node that takes part in a topology; has no options. */
public final class Options implements Feature {

  /** Nothing to choose. */
  public Options() {}

  @Override
  public void begin(Node node) {
    for (Joining joining : node.parts().all(Joining.class)) {
      joining.then(cluster -> ClusterRegistry.start(node, cluster));
    }
  }
}
