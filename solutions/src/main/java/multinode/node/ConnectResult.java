package multinode.node;

/**
 * How an attempt to connect went.
 *
 * @param status what came of it
 * @param reason why, for a person to read; empty when connected
 */
public record ConnectResult(Status status, String reason) {

  /** The outcomes. */
  public enum Status {
    /** A new connection is up. */
    CONNECTED,
    /** There was a connection already. */
    ALREADY_CONNECTED,
    /** The peer is this node itself. */
    SELF,
    /** One of the two could not prove the other's cookie. */
    BAD_COOKIE,
    /** Nobody listens under that name, or nobody answers. */
    UNREACHABLE,
    /** The other side did not keep to the protocol, or took itself for another node. */
    PROTOCOL,
    /** Both sides called at the same moment, and this attempt gives way to the other's. */
    SIMULTANEOUS,
    /** This node has no name, or is stopping. */
    NOT_ALIVE
  }

  static ConnectResult of(Status status) {
    return new ConnectResult(status, "");
  }

  /** Whether the two are connected now (a node is always connected to itself). */
  public boolean connected() {
    return switch (status) {
      case CONNECTED, ALREADY_CONNECTED, SELF -> true;
      default -> false;
    };
  }

  @Override
  public String toString() {
    return status + (reason.isEmpty() ? "" : ": " + reason);
  }
}
