package multinode.app;

import java.lang.System.Logger.Level;
import java.util.Iterator;
import multinode.building.Builder;
import multinode.cluster.Joining;
import multinode.console.Feature;
import multinode.node.Node;
import multinode.node.NodeOptions;

/**
 * Starts the building application on each node that takes part in a topology; has no options. A
 * node without a topology is a console and nothing more, and its buildings are nobody's.
 */
public final class Options implements Feature {

  private static final System.Logger LOG = System.getLogger("multinode.app");

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
    if (node.parts().all(Joining.class).isEmpty()) return;
    Builder builder = name -> BuildingApplication.startBuilding(node, name);
    node.parts().add(builder);
    try {
      BuildingApplication.start(node);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "the node is without its application: {0}", e.getMessage());
    }
  }
}
