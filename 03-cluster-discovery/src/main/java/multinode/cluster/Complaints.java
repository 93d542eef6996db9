package multinode.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import multinode.node.ConnectResult;
import multinode.process.NodeName;
import workbook.Todo;

/** Sees to it that a log tells the same trouble with the same node once a minute at most. */
final class Complaints {

  /** For so long a complaint is not repeated. */
  static final Duration QUIET = Duration.ofMinutes(1);

  private record Complaint(ConnectResult.Status status, Instant at) {}

  private final Map<NodeName, Complaint> last = new HashMap<>();

  /** Whether to tell this; if so, it counts as told. */
  synchronized boolean tells(NodeName node, ConnectResult result, Instant now) {
    // 3.5: the same trouble, with the same node, less than QUIET ago: then it has been told.
    throw new Todo("3.5", "tell each trouble with each node once a minute at most");
  }

  /** All is well with a node; the next trouble is a new one. */
  synchronized void forget(NodeName node) {
    last.remove(node);
  }
}
