package multinode.process;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The links and monitors, of this node's processes and of another's, that lead over one connection
 * between the two. They are lost with that connection, and with no other: a later one to a node of
 * the same name has its own.
 */
public final class RemoteTies {

  private final String node;
  private final Set<LocalProcess> processes = ConcurrentHashMap.newKeySet();
  private volatile boolean ended;

  /** Nothing is tied yet. */
  RemoteTies(String node) {
    this.node = node;
  }

  /** The full name of the other node. */
  String node() {
    return node;
  }

  /** The connection has ended, and all that came on it has been delivered. */
  public void end() {
    ended = true;
  }

  boolean hasEnded() {
    return ended;
  }

  /** A process of this node has a tie over this connection. */
  void add(LocalProcess process) {
    processes.add(process);
    if (process.isDead()) processes.remove(process);
  }

  void remove(LocalProcess process) {
    processes.remove(process);
  }

  /** Whether somebody on the other node still waits for the answer to a request. */
  public boolean awaits(Ref ref) {
    return processes.stream().anyMatch(process -> process.ties().isWatchedBy(ref));
  }

  /** Tells every process that has a tie here: {@code noconnection}. */
  void cut() {
    processes.forEach(process -> process.lost(this));
  }
}
