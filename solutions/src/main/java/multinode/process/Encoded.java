package multinode.process;

/**
 * A message from another node that nobody has decoded yet. It waits in the mailbox like this, and
 * the process that it is meant for decodes it when it first looks at it: the constructors that this
 * calls are the program's, and may block or throw, which is that process's own affair.
 */
public abstract class Encoded {

  /** For messages of other nodes. */
  protected Encoded() {}

  /**
   * The message.
   *
   * @throws IllegalArgumentException when it cannot be decoded on this node
   */
  protected abstract Object decode();

  /** It could not be decoded, and nobody gets it. */
  protected abstract void dropped(Throwable why);

  /** Which message, without looking at its contents: {@code a Hello of 12 bytes}. */
  public abstract String brief();

  /** Shows the contents. Runs the program's code, as {@link #decode} does. */
  @Override
  public final String toString() {
    return String.valueOf(decode());
  }
}
