package multinode.app;

import java.util.List;
import multinode.building.Room;
import multinode.genserver.CallFailed;
import multinode.node.Here;
import multinode.node.Node;
import multinode.process.NodeName;

/**
 * What a console knows of the building application. Its {@code startBuilding} is that of {@link
 * multinode.building.Words}.
 */
public final class Words {

  private Words() {}

  private static Node here() {
    return Here.current().node();
  }

  /** Whether a building runs on this node. */
  public static boolean buildingAtThisNode(String name) {
    return BuildingApplication.buildingAtThisNode(here(), name);
  }

  /** The rooms of a building on a node. */
  public static List<Room> getRoomsForBuildingAtNode(String name, String node) {
    try {
      return BuildingApplication.getRoomsForBuildingAtNode(here(), name, NodeName.parse(node));
    } catch (CallFailed e) {
      e.setStackTrace(new StackTraceElement[0]);
      throw e;
    }
  }
}
