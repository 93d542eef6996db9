package multinode.node;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import multinode.wire.Lines;

/** A connection that one of the two sides did not want, or could not have. */
public final class Refused extends IOException {

  private static final long serialVersionUID = 1;

  /** How the line begins that tells a caller of another version; then comes the listener's own. */
  static final String OTHER_VERSION = "REFUSED VERSION ";

  private final ConnectResult.Status status;
  private final boolean otherVersion;

  /** Refused as {@code status} says, for a person explained by {@code reason}. */
  public Refused(ConnectResult.Status status, String reason) {
    this(status, reason, false);
  }

  private Refused(ConnectResult.Status status, String reason, boolean otherVersion) {
    super(reason);
    this.status = status;
    this.otherVersion = otherVersion;
  }

  /** Refused because the other side speaks another version of the protocol. */
  static Refused version(String who, String theirs, int own) {
    String reason =
        "%s speaks version %s of the protocol, and this node version %d: start both from one release"
            .formatted(who, theirs, own);
    return new Refused(ConnectResult.Status.PROTOCOL, reason, true);
  }

  /** Whether that is the reason. */
  boolean isOtherVersion() {
    return otherVersion;
  }

  /** What a failure to connect comes to: what the refusal says, or else out of reach. */
  static ConnectResult.Status statusOf(IOException e) {
    return switch (e) {
      case Refused refused -> refused.status();
      case Lines.Stopped _ -> ConnectResult.Status.SIMULTANEOUS;
      case ProtocolException _ -> ConnectResult.Status.PROTOCOL;
      default -> ConnectResult.Status.UNREACHABLE;
    };
  }

  /** Whether the other side may still be there to hear of a failure; not so when a write failed. */
  static boolean canBeTold(IOException e) {
    return switch (e) {
      case Refused _, Lines.Stopped _, ProtocolException _ -> true;
      case SocketTimeoutException _, EOFException _ -> true;
      default -> false;
    };
  }

  /** Which refusal. */
  public ConnectResult.Status status() {
    return status;
  }
}
