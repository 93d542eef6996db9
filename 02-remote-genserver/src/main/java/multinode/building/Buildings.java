package multinode.building;

import java.util.List;
import multinode.genserver.MultiReply;
import multinode.genserver.StartResult;
import multinode.node.Node;
import multinode.process.NodeName;
import workbook.Todo;

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
    // 2.3: here.run makes this thread a process for a moment. Whom does that process call?
    throw new Todo("2.3", "ask the building of that name on the other node");
  }

  /**
   * Starts a building on another node, or this one, with the standard rooms.
   *
   * @throws IllegalStateException when that node cannot be reached, or the link to it is lost: then
   *     the building may have been started all the same
   */
  public static StartResult startAt(Node here, String building, NodeName there) {
    // 2.3: MyBuilding.start must run over there; its result is wanted here, or the news of its end.
    throw new Todo("2.3", "have the building started over there, and wait for what comes of it");
  }

  /** The rooms of all buildings of one name, here and on every connected node, within a second. */
  public static MultiReply<List<Room>> roomsEverywhere(Node here, String building) {
    // 2.3: GenServer.multiCall asks one name on many nodes. On which?
    throw new Todo("2.3", "ask all buildings of that name, this node's too");
  }
}
