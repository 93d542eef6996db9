package multinode.supervisor;

import multinode.process.ExitReason;

/** Whether a child that has ended is started again. */
public enum Restart {
  /** Always. */
  PERMANENT,
  /** Only when it ended for another reason than that it was done, or was asked to stop. */
  TRANSIENT,
  /** Never; it is forgotten when it ends. */
  TEMPORARY;

  /** Whether a child that ended for this reason is started again. */
  public boolean after(ExitReason reason) {
    return switch (this) {
      case PERMANENT -> true;
      case TRANSIENT ->
          !(reason instanceof ExitReason.Normal || reason instanceof ExitReason.Shutdown);
      case TEMPORARY -> false;
    };
  }
}
