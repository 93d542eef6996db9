package multinode.registry;

import multinode.node.Node;
import multinode.process.NodeName;
import multinode.process.Pid;

/** A process that does nothing; in a file of its own, since it also runs where no test does. */
final class Sleeper {

  private Sleeper() {}

  /** One on a node of this JVM. */
  static Pid on(Node node) {
    return node.spawn(context -> context.receive());
  }

  /** One on another node. */
  static Pid far(Node here, NodeName there) {
    return here.spawn(there, context -> context.receive());
  }
}
