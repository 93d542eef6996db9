package multinode.cluster;

import java.lang.System.Logger.Level;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/** What stands on a node's part in a topology, and is closed before it: the last first. */
final class Users {

  private final Topology topology;
  private final Deque<AutoCloseable> users = new ConcurrentLinkedDeque<>();

  Users(Topology topology) {
    this.topology = topology;
  }

  void add(AutoCloseable user) {
    users.push(user);
  }

  /** Closes all; that one cannot be closed must not keep the others open. */
  void close() {
    for (AutoCloseable user; (user = users.poll()) != null; ) {
      try {
        user.close();
      } catch (Exception e) {
        Cluster.LOG.log(Level.WARNING, "{0}: {1} did not close: {2}", topology.name(), user, e);
      }
    }
  }
}
