package multinode.building;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import multinode.genserver.GenServer;
import multinode.genserver.MultiReply;
import multinode.genserver.StartResult;
import multinode.node.Node;
import multinode.process.Down;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.process.RegisteredName;

/** Buildings on other nodes, as seen from one. */
public final class Buildings {

  private Buildings() {}

  /**
   * The rooms of a building at a node.
   *
   * @throws multinode.genserver.CallFailed {@code noproc} when it has no such building, {@code
   *     nodedown} when it cannot be reached
   */
  public static List<Room> roomsAt(Node here, String building, NodeName there) {
    return here.run(
        caller -> MyBuilding.getRooms(caller, new RegisteredName(building, there.toString())));
  }

  /**
   * Starts a building on another node, or this one, with the standard rooms.
   *
   * @throws IllegalStateException when that node cannot be reached, or the link to it is lost: then
   *     the building may have been started all the same
   */
  public static StartResult startAt(Node here, String building, NodeName there) {
    return here.run(self -> {
      Pid me = self.self();
      Pid starter = here.spawn(there, far -> far.send(me, MyBuilding.start(far, building)));
      self.monitor(starter);
      Object news = self.receive();
      if (news instanceof StartResult result) return result;
      throw new IllegalStateException(
          "nobody knows whether %s was started on %s: %s"
              .formatted(building, there, ((Down) news).reason()));
    });
  }

  /** The rooms of all buildings of one name, here and on every connected node, within a second. */
  public static MultiReply<List<Room>> roomsEverywhere(Node here, String building) {
    List<NodeName> nodes = new ArrayList<>(here.nodes());
    nodes.add(here.self());
    return here.run(caller ->
        GenServer.multiCall(
            caller, nodes, building, new MyBuilding.GetRooms(), Duration.ofSeconds(1)));
  }
}
