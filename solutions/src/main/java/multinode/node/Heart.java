package multinode.node;

import java.lang.System.Logger.Level;
import java.time.Duration;

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
        links.forEach(Connection::beat);
      }
    } catch (InterruptedException stopped) {
      // By the node's close.
    } catch (RuntimeException e) {
      Connections.LOG.log(Level.ERROR, "{0} has no heartbeat any more: {1}", node, e);
    }
  }
}
