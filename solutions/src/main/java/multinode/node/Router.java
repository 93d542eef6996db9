package multinode.node;

import java.util.Optional;
import multinode.process.NodeName;
import multinode.process.Signal;
import multinode.process.Uplink;
import multinode.wire.Frame;

/** Brings what processes do to each other onto the connection to the right node. */
final class Router implements Uplink {

  private final Connections connections;

  Router(Connections connections) {
    this.connections = connections;
  }

  /**
   * Sends a signal to a node: on the connection that is there, or else, where the signal is worth
   * it ({@link Signal#connects()}), on one made for it. A node that cannot be reached is no error:
   * the answer is false, and the signal is gone.
   */
  @Override
  public boolean forward(String node, Signal signal) {
    Optional<Connection> connection = connections.find(node);
    if (connection.isEmpty() && signal.connects()) {
      connections.connect(NodeName.parse(node));
      connection = connections.find(node);
    }
    return connection.isPresent() && connection.get().send(new Frame.Carry(signal));
  }
}
