package multinode.node;

import java.io.IOException;

/** A connection that one of the two sides did not want, or could not have. */
public final class Refused extends IOException {

  private static final long serialVersionUID = 1;

  private final ConnectResult.Status status;

  /** Refused as {@code status} says, for a person explained by {@code reason}. */
  public Refused(ConnectResult.Status status, String reason) {
    super(reason);
    this.status = status;
  }

  /** What a failure to connect comes to: what the refusal says, or else out of reach. */
  static ConnectResult.Status statusOf(IOException e) {
    return e instanceof Refused refused ? refused.status() : ConnectResult.Status.UNREACHABLE;
  }

  /** Which refusal. */
  public ConnectResult.Status status() {
    return status;
  }
}
