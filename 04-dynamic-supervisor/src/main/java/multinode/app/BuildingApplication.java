package multinode.app;

import java.util.List;
import multinode.building.Room;
import multinode.genserver.StartResult;
import multinode.node.Node;
import multinode.process.NodeName;
import multinode.supervisor.Application;
import multinode.supervisor.Supervisor;
import workbook.Todo;

/** Buildings that come back when they crash: an application, and what can be asked of it. */
public final class BuildingApplication {

  /** The local name of the dynamic supervisor whose children are the node's buildings. */
  public static final String SUPERVISOR = "BuildingDynamicSupervisor";

  private BuildingApplication() {}

  /**
   * Starts it on a node.
   *
   * @throws IllegalStateException when it runs there already
   */
  public static Application start(Node node) {
    return Application.start(node, "buildings", top());
  }

  /**
   * The supervisor at its top. It has one child, the {@linkplain #SUPERVISOR dynamic supervisor}
   * for any number of buildings.
   */
  static Supervisor top() {
    // 4.3: which strategy suits one child? And what is that child, a worker?
    throw new Todo(
        "4.3", "give the application its supervisor, with the one for buildings below it");
  }

  /**
   * Starts a building on this node, under supervision and under its name; {@code alreadyStarted}
   * when the name is taken here. Other nodes may have one of that name.
   *
   * @throws multinode.genserver.CallFailed {@code noproc} when the application does not run here
   */
  public static StartResult startBuilding(Node here, String name) {
    // 4.3: who starts it, so that it is linked to whom it should be?
    throw new Todo("4.3", "have the dynamic supervisor start the building");
  }

  /** Whether a building of this name runs on this node; false for a name that never was. */
  public static boolean buildingAtThisNode(Node here, String name) {
    // 4.3: who knows the names of this node?
    throw new Todo("4.3", "tell whether a building of this name runs here");
  }

  /**
   * The rooms of a building on a node.
   *
   * @throws multinode.genserver.CallFailed {@code noproc} when there is no such building, {@code
   *     nodedown} when that node cannot be reached
   */
  public static List<Room> getRoomsForBuildingAtNode(Node here, String name, NodeName there) {
    // 4.3: whom do you ask, and what is done when there is no answer?
    throw new Todo("4.3", "ask the building that has this name on that node");
  }
}
