package multinode.genserver;

import java.time.Duration;

/** What a server does once a handler has returned. */
public sealed interface After {

  /** It takes the next message, however long that takes to come. */
  record Nothing() implements After {
    static final Nothing NOTHING = new Nothing();
  }

  /**
   * It takes the next message; when none comes in time, {@link GenServer#handleInfo} gets {@link
   * GenServer#TIMEOUT}. The time starts over when somebody looks at its state.
   */
  record Timeout(Duration limit) implements After {}

  /** Before it takes any message, {@link GenServer#handleContinue} gets this. */
  record Continue(Object what) implements After {}
}
