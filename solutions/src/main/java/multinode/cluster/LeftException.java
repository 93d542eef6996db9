package multinode.cluster;

/** This node has left a topology, and so nobody can tell here what is kept there. */
public final class LeftException extends IllegalStateException {

  private static final long serialVersionUID = 1;

  LeftException(Cluster left, Throwable cause) {
    super(
        "%s has left %s, and knows no more what is there"
            .formatted(left.node().self(), left.topology().name()),
        cause);
  }
}
