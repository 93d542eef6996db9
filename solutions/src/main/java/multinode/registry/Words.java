package multinode.registry;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;
import multinode.cluster.Joining;
import multinode.genserver.CallFailed;
import multinode.genserver.GenServer;
import multinode.genserver.Name;
import multinode.genserver.Request;
import multinode.node.Here;
import multinode.node.Node;
import multinode.process.Context;
import multinode.process.Pid;
import multinode.process.Registry;

/** What a console knows of the cluster's names. */
public final class Words {

  private Words() {}

  /** Gives a process a name that the whole cluster knows. */
  public static Registration registerName(String name, Pid pid) {
    return registry().register(name, pid);
  }

  /** Starts a server under such a name, if nobody holds it. */
  public static Registration registerName(String name, Supplier<? extends GenServer<?>> server) {
    ClusterRegistry registry = registry();
    Node here = Here.current().node();
    return registry.register(
        name, called -> here.run(self -> GenServer.start(self, called, server.get())));
  }

  /**
   * Who holds such a name.
   *
   * @throws IllegalStateException when this node cannot tell
   */
  public static Optional<Pid> whereisName(String name) {
    return names().whereis(name);
  }

  /** Takes such a name back; false when nobody holds it. */
  public static boolean unregisterName(String name) {
    return names().unregister(name);
  }

  /**
   * All such names and who holds them, sorted.
   *
   * @throws IllegalStateException when a member does not answer
   */
  public static SortedMap<String, Pid> registeredNames() {
    return names().registered();
  }

  /** The name as a server's reference, to be called and cast to. */
  public static Name via(String name) {
    return new Name(names(), name);
  }

  /** Asks the server that holds such a name. */
  public static <R> R call(Name name, Request<R> request) {
    Here here = Here.current();
    try {
      return here.context()
          .map(self -> GenServer.call(self, name, request))
          .orElseGet(() -> here.node().run((Context self) -> GenServer.call(self, name, request)));
    } catch (CallFailed e) {
      e.setStackTrace(new StackTraceElement[0]);
      throw e;
    }
  }

  /** The registry that knows most names: a room above may know more than those of processes. */
  private static Registry names() {
    registry();
    return Here.current().node().parts().all(Registry.class).getLast();
  }

  /** Of the first topology. */
  private static ClusterRegistry registry() {
    Node node = Here.current().node();
    Joining.await(node, Joining.PATIENCE);
    List<ClusterRegistry> all = node.parts().all(ClusterRegistry.class);
    if (!all.isEmpty()) return all.getFirst();
    throw new IllegalStateException(
        node.self() + " takes part in no topology; start it with --gossip or --epmd");
  }
}
