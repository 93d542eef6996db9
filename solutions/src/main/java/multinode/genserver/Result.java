package multinode.genserver;

import java.time.Duration;
import java.util.Objects;
import multinode.process.ExitReason;

/**
 * What a handler returns: the state from now on, or the end.
 *
 * @param <S> the state
 */
public sealed interface Result<S> extends CallResult<S> {

  /** The server goes on. */
  record NoReply<S>(S state, After next) implements Result<S> {

    /** A server always has a state. */
    public NoReply {
      Objects.requireNonNull(state, "a server's state cannot be null");
    }

    /** The same, but when no message comes in time, the server is told {@code TIMEOUT}. */
    public NoReply<S> timeout(Duration limit) {
      return new NoReply<>(state, new After.Timeout(limit));
    }

    /** The same, but {@link GenServer#handleContinue} is called before any message is taken. */
    public NoReply<S> thenContinue(Object what) {
      return new NoReply<>(state, new After.Continue(what));
    }
  }

  /** The server ends: {@link GenServer#terminate}, then its process. */
  record Stop<S>(ExitReason reason, S state) implements Result<S> {}

  /** Goes on with this state; a call stays unanswered for now. */
  static <S> NoReply<S> noReply(S state) {
    return new NoReply<>(state, After.Nothing.NOTHING);
  }

  /** Ends the server. */
  static <S> Stop<S> stop(ExitReason reason, S state) {
    return new Stop<>(reason, state);
  }

  /** The same, and then this; nothing comes after the end. */
  default Result<S> after(After after) {
    return this instanceof NoReply<S>(S state, After _) ? new NoReply<>(state, after) : this;
  }
}
