package multinode.console;

import java.util.Locale;

/** What the console answers where Erlang would answer an atom. */
public enum Answer {
  /** It is so now. */
  TRUE,
  /** It is not. */
  FALSE,
  /** This node has no name, and so no business with others. */
  IGNORED,
  /** Done. */
  OK;

  static Answer of(boolean answer) {
    return answer ? TRUE : FALSE;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
