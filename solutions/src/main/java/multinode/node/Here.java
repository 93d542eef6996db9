package multinode.node;

import java.util.Optional;
import multinode.process.Body;
import multinode.process.Context;
import multinode.wire.RemoteFunction;

/**
 * Tells code that was typed into a console, on this node or another, where it runs: such code gets
 * no context handed in. Code in a program has no need of it.
 *
 * @param node the node
 * @param context the process, if it runs in one
 */
public record Here(Node node, Optional<Context> context) {

  private static final ThreadLocal<Here> HERE = new InheritableThreadLocal<>();

  /**
   * Where the calling thread runs.
   *
   * @throws IllegalStateException when it is neither a console nor a function sent by one
   */
  public static Here current() {
    Here here = HERE.get();
    if (here == null) throw new IllegalStateException("this is not a thread of a node's console");
    return here;
  }

  /** The process that the calling thread is, if it runs a function that was sent to this node. */
  static Optional<Context> context(Node node) {
    Here here = HERE.get();
    return here == null || here.node() != node ? Optional.empty() : here.context();
  }

  /**
   * Makes the calling thread, and those that it starts, a console of the node; processes that start
   * on the node from now on know where they are.
   */
  public static void enter(Node node) {
    HERE.set(new Here(node, Optional.empty()));
    tellProcesses(node);
  }

  private static void tellProcesses(Node node) {
    node.processes().beginWith(context -> HERE.set(new Here(node, Optional.of(context))));
  }

  /** The function as what a process of the node does. */
  static Body on(Node node, RemoteFunction function) {
    return context -> {
      HERE.set(new Here(node, Optional.of(context)));
      tellProcesses(node);
      function.run(context);
    };
  }
}
