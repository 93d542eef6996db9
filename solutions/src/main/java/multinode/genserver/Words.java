package multinode.genserver;

import java.util.function.Function;
import multinode.node.Here;
import multinode.node.Node;
import multinode.process.Context;
import multinode.process.Destination;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.process.RegisteredName;

/** What a console knows of servers. */
public final class Words {

  private Words() {}

  /** Asks a server of this node by its name, or the holder of a global name. */
  public static <R> R call(String name, Request<R> request) {
    Node here = Here.current().node();
    return as(self ->
        isGlobal(here, name)
            ? GenServer.call(self, Name.global(here, name), request)
            : GenServer.call(self, at(name, here.self().toString()), request));
  }

  /** Asks the server that has a name on a node. */
  public static <R> R call(String name, String node, Request<R> request) {
    return as(self -> GenServer.call(self, at(name, node), request));
  }

  /** Asks a server by its pid. */
  public static <R> R call(Pid server, Request<R> request) {
    return as(self -> GenServer.call(self, server, request));
  }

  /** Sends a message that nobody waits for, to a server of this node or a global one. */
  public static <T> T cast(String name, T message) {
    Node here = Here.current().node();
    return as(self -> {
      if (isGlobal(here, name)) GenServer.cast(self, Name.global(here, name), message);
      else GenServer.cast(self, at(name, here.self().toString()), message);
      return message;
    });
  }

  /** The same, to the server that has a name on a node. */
  public static <T> T cast(String name, String node, T message) {
    return as(self -> cast(self, at(name, node), message));
  }

  /** The same, by a pid. */
  public static <T> T cast(Pid server, T message) {
    return as(self -> cast(self, server, message));
  }

  private static <T> T cast(Context self, Destination server, T message) {
    GenServer.cast(self, server, message);
    return message;
  }

  /** The state of a server. */
  public static Object state(Pid server) {
    return as(self -> GenServer.state(self, server));
  }

  /** Whether a name is held in the whole cluster, and not on this node, which comes first. */
  private static boolean isGlobal(Node here, String name) {
    return here.processes().whereis(name).isEmpty() && here.global().whereis(name).isPresent();
  }

  private static Destination at(String name, String node) {
    return new RegisteredName(name, NodeName.parse(node).toString());
  }

  /** Does something as the process that runs here, or as one of its own. */
  private static <T> T as(Function<Context, T> task) {
    Here here = Here.current();
    try {
      return here.context().isPresent() ? task.apply(here.context().get()) : here.node().run(task);
    } catch (CallFailed | IllegalArgumentException e) {
      e.setStackTrace(new StackTraceElement[0]);
      throw e;
    }
  }
}
