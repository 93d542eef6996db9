package multinode.genserver;

import java.time.Duration;
import multinode.process.ExitReason;

/**
 * What {@link GenServer#init} returns.
 *
 * @param <S> the state
 */
public sealed interface Init<S> {

  /** The server runs. */
  record Ok<S>(Result.NoReply<S> first) implements Init<S> {

    /** The same, but when no message comes in time, the server is told {@code TIMEOUT}. */
    public Ok<S> timeout(Duration limit) {
      return new Ok<>(first.timeout(limit));
    }

    /**
     * The same, but {@link GenServer#handleContinue} is called before any message is taken: for
     * long work, for which the process that starts the server does not have to wait.
     */
    public Ok<S> thenContinue(Object what) {
      return new Ok<>(first.thenContinue(what));
    }
  }

  /** There is nothing to run, which is no error. */
  record Ignore<S>() implements Init<S> {}

  /** It cannot run. */
  record Stop<S>(ExitReason reason) implements Init<S> {}

  /** Runs, with this state. */
  static <S> Ok<S> ok(S state) {
    return new Ok<>(Result.noReply(state));
  }

  /** Does not run, which is no error. */
  static <S> Init<S> ignore() {
    return new Ignore<>();
  }

  /** Refuses to run. */
  static <S> Init<S> stop(ExitReason reason) {
    return new Stop<>(reason);
  }
}
