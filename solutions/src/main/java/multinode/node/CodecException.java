package multinode.node;

/**
 * A message that cannot be encoded, or a frame that cannot be decoded; says why, and what to do.
 */
public final class CodecException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  CodecException(String reason) {
    super(reason);
  }

  CodecException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
