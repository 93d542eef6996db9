package multinode.node;

import java.lang.System.Logger.Level;
import java.time.Duration;
import multinode.process.NodeName;

/** The thread that gives all connections of a node their {@linkplain Heartbeat beats}. */
final class Heart {

  private Heart() {}

  /** Starts to beat; interrupting the thread ends it. */
  static Thread start(NodeName node, Duration tick, Links links) {
    return Thread.ofVirtual().name("heart").start(() -> beat(node, tick, links));
  }

  private static void beat(NodeName node, Duration tick, Links links) {
    try {
      for (; ; ) {
        Thread.sleep(tick);
        links.forEach(connection -> beat(node, connection));
      }
    } catch (InterruptedException stopped) {
      // By the node's close.
    }
  }

  /** What goes wrong with one connection must not end the beats of the others. */
  private static void beat(NodeName node, Connection connection) {
    try {
      connection.beat();
    } catch (RuntimeException | Error e) {
      String who = connection.peer().name().toString();
      Connections.LOG.log(Level.ERROR, node + " failed looking after " + who, e);
    }
  }
}
