package multinode.cluster;

import java.io.IOException;

/** Somebody whom a strategy has found takes calls and does not answer: a frozen member, perhaps. */
final class HeldUpException extends IOException {

  private static final long serialVersionUID = 1;

  HeldUpException(String message, Throwable cause) {
    super(message, cause);
  }
}
