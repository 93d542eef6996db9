package multinode.supervisor;

/** What came of asking a supervisor to end a child. */
public enum Termination {
  /** It has ended. */
  OK,
  /** There is no such child. */
  NOT_FOUND;

  @Override
  public String toString() {
    return this == OK ? "ok" : "notFound";
  }
}
