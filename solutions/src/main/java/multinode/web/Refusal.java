package multinode.web;

/** What was asked is not done; its message says why, and what to do. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;

  /** With an HTTP status. */
  Refusal(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  /** What is asked needs a cluster, and this node is not in one yet. */
  static Refusal notJoined() {
    return new Refusal(503, "this node has not joined a cluster yet: try again in a moment");
  }

  int status() {
    return status;
  }
}
