package multinode.node;

import multinode.process.Signal;
import multinode.process.Uplink;
import workbook.Todo;

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
    // 1.4: find the connection, make one where that is worth it, send new Frame.Carry(signal).
    throw new Todo("1.4", "send the signal on the connection to its node");
  }
}
