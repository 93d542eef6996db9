package multinode.genserver;

import java.time.Duration;

/**
 * What {@link GenServer#handleCall} returns: {@link Reply}, or, to answer later or never, what the
 * other handlers return.
 *
 * @param <S> the state
 */
public sealed interface CallResult<S> permits CallResult.Reply, Result {

  /**
   * The answer to the call, and what comes then. Made by {@link Request#reply} and {@link
   * Request#stop}.
   */
  record Reply<S>(Object answer, Result<S> next) implements CallResult<S> {

    /** The same, but when no message comes in time, the server is told {@code TIMEOUT}. */
    public Reply<S> timeout(Duration limit) {
      return new Reply<>(answer, next.after(new After.Timeout(limit)));
    }

    /** The same, but {@link GenServer#handleContinue} is called before any message is taken. */
    public Reply<S> thenContinue(Object what) {
      return new Reply<>(answer, next.after(new After.Continue(what)));
    }
  }
}
