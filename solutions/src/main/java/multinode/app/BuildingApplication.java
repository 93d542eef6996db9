package multinode.app;

import java.util.List;
import multinode.building.MyBuilding;
import multinode.building.Room;
import multinode.genserver.GenServer;
import multinode.genserver.StartResult;
import multinode.node.Node;
import multinode.process.NodeName;
import multinode.process.RegisteredName;
import multinode.supervisor.Application;
import multinode.supervisor.ChildSpec;
import multinode.supervisor.DynamicSupervisor;
import multinode.supervisor.Strategy;
import multinode.supervisor.Supervisor;
import multinode.supervisor.SupervisorRequest;

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
    ChildSpec buildings =
        Supervisor.spec(
            SUPERVISOR,
            self -> GenServer.startLink(self, SUPERVISOR, DynamicSupervisor.unlimited()));
    return Supervisor.of(Strategy.ONE_FOR_ONE, buildings);
  }

  /**
   * Starts a building on this node, under supervision and under its name; {@code alreadyStarted}
   * when the name is taken here. Other nodes may have one of that name.
   *
   * @throws multinode.genserver.CallFailed {@code noproc} when the application does not run here
   */
  public static StartResult startBuilding(Node here, String name) {
    ChildSpec building = ChildSpec.of(name, self -> MyBuilding.startLink(self, name));
    RegisteredName supervisor = new RegisteredName(SUPERVISOR, here.self().toString());
    return here.run(
        self -> GenServer.call(self, supervisor, new SupervisorRequest.StartChild(building)));
  }

  /** Whether a building of this name runs on this node; false for a name that never was. */
  public static boolean buildingAtThisNode(Node here, String name) {
    return here.processes().whereis(name).isPresent();
  }

  /**
   * The rooms of a building on a node.
   *
   * @throws multinode.genserver.CallFailed {@code noproc} when there is no such building, {@code
   *     nodedown} when that node cannot be reached
   */
  public static List<Room> getRoomsForBuildingAtNode(Node here, String name, NodeName there) {
    RegisteredName building = new RegisteredName(name, there.toString());
    return here.run(self -> MyBuilding.getRooms(self, building));
  }
}
