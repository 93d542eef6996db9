package multinode.process;

/**
 * Carries an exit through a process's body; an error, so that {@code catch (Exception)} misses it.
 * Code that catches it all the same may clean up, and lets the process end.
 */
public final class ProcessExit extends Error {

  private static final long serialVersionUID = 1;

  private final transient ExitReason reason;
  private final boolean own;

  /**
   * An exit.
   *
   * @param own whether the process wanted it, and no signal
   */
  ProcessExit(ExitReason reason, boolean own) {
    super(reason.toString(), null, false, false);
    this.reason = reason;
    this.own = own;
  }

  /** Why the process ends. */
  public ExitReason reason() {
    return reason;
  }

  /**
   * Whether the process wanted it: it has called {@link Context#exit(ExitReason)}. Otherwise a
   * signal ends it, and it can do nothing with its context any more.
   */
  public boolean isOwn() {
    return own;
  }
}
