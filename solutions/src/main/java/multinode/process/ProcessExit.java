package multinode.process;

/**
 * Carries an exit through a process's body; an error, so that {@code catch (Exception)} misses it.
 */
final class ProcessExit extends Error {

  private static final long serialVersionUID = 1;

  private final transient ExitReason reason;

  ProcessExit(ExitReason reason) {
    super(reason.toString(), null, false, false);
    this.reason = reason;
  }

  ExitReason reason() {
    return reason;
  }
}
