package multinode.building;

import java.util.List;
import java.util.SortedMap;
import java.util.function.Supplier;
import multinode.genserver.CallFailed;
import multinode.genserver.GenServer;
import multinode.genserver.MultiReply;
import multinode.genserver.Request;
import multinode.genserver.StartResult;
import multinode.node.Here;
import multinode.node.Node;
import multinode.process.Destination;
import multinode.process.NodeName;
import multinode.process.RegisteredName;

/** What a console knows of buildings and receivers. */
public final class Words {

  private Words() {}

  private static Node here() {
    return Here.current().node();
  }

  /** Does something; what goes wrong between nodes says enough without a stack trace. */
  private static <T> T plainly(Supplier<T> task) {
    try {
      return task.get();
    } catch (CallFailed | IllegalStateException e) {
      e.setStackTrace(new StackTraceElement[0]);
      throw e;
    }
  }

  /** Starts a building on this node: by its {@link Builder}, if it has one. */
  public static StartResult startBuilding(String name) {
    Node here = here();
    return plainly(() ->
        here.parts().all(Builder.class).stream()
            .findFirst()
            .map(builder -> builder.startBuilding(name))
            .orElseGet(() -> here.run(self -> MyBuilding.start(self, name))));
  }

  /** Starts a building on a node. */
  public static StartResult startBuilding(String name, String node) {
    return plainly(() -> Buildings.startAt(here(), name, NodeName.parse(node)));
  }

  /** The rooms of a building on a node. */
  public static List<Room> getRooms(String building, String node) {
    return plainly(() -> Buildings.roomsAt(here(), building, NodeName.parse(node)));
  }

  /** The rooms of all buildings of a name, by node. */
  public static MultiReply<List<Room>> roomsEverywhere(String building) {
    return Buildings.roomsEverywhere(here(), building);
  }

  /** Starts this node's receiver. */
  public static StartResult startReceiver() {
    return here().run(Receiver::start);
  }

  /** Starts the cluster's receiver. */
  public static StartResult startGlobalReceiver() {
    Node here = here();
    return here.run(self -> Receiver.startGlobal(self, here));
  }

  /** Sends a text to the cluster's receiver, or to that of another node. */
  public static Receiver.Received sendMsg(String text) {
    return Receiver.sendMsg(here(), text);
  }

  /** Sends a text to the receivers of all nodes. */
  public static MultiReply<Receiver.Received> sendMsgToAllNodes(String text) {
    return Receiver.sendMsgToAllNodes(here(), text);
  }

  /** Has this node's watcher keep an eye on a building; false when it does so already. */
  public static boolean watch(String building, String node) {
    return watcher(new Watcher.Watch(at(building, node)));
  }

  /** Has it forget a building; false when it does not know it. */
  public static boolean unwatch(String building, String node) {
    return watcher(new Watcher.Unwatch(at(building, node)));
  }

  /** The buildings that are watched, and which of them are there. */
  public static SortedMap<String, String> watched() {
    return watcher(new Watcher.Status());
  }

  private static Destination at(String building, String node) {
    return new RegisteredName(building, NodeName.parse(node).toString());
  }

  /** Asks this node's watcher, which is started when it is first asked. */
  private static <R> R watcher(Request<R> request) {
    return here()
        .run(self -> {
          Watcher.start(self, Watcher.NAME);
          RegisteredName watcher = new RegisteredName(Watcher.NAME, self.self().node());
          return GenServer.call(self, watcher, request);
        });
  }
}
