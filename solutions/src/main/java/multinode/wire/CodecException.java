package multinode.wire;

/**
 * A message that cannot be encoded, or a frame that cannot be decoded; says why, and what to do.
 */
public final class CodecException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  public CodecException(String reason) {
    super(reason);
  }

  public CodecException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
