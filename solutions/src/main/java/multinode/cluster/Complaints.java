package multinode.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import multinode.node.ConnectResult;
import multinode.node.NodeName;

/** Sees to it that a log tells the same trouble with the same node once a minute at most. */
final class Complaints {

  /** For so long a complaint is not repeated. */
  static final Duration QUIET = Duration.ofMinutes(1);

  private record Complaint(ConnectResult.Status status, Instant at) {}

  private final Map<NodeName, Complaint> last = new HashMap<>();

  /** Whether to tell this; if so, it counts as told. */
  synchronized boolean tells(NodeName node, ConnectResult result, Instant now) {
    Complaint before = last.get(node);
    boolean repeated =
        before != null
            && before.status() == result.status()
            && Duration.between(before.at(), now).compareTo(QUIET) < 0;
    if (!repeated) last.put(node, new Complaint(result.status(), now));
    return !repeated;
  }

  /** All is well with a node; the next trouble is a new one. */
  synchronized void forget(NodeName node) {
    last.remove(node);
  }
}
