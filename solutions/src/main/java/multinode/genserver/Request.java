package multinode.genserver;

import multinode.process.Context;
import multinode.process.ExitReason;
import multinode.process.From;

/**
 * What a server is asked, as a type of its own, mostly a record: {@code record GetRooms()
 * implements Request<List<Room>>}. Asked by {@link GenServer#call}, answered through its own
 * methods, so the compiler sees to it that the answer is what the caller waits for.
 *
 * <p>Both nodes need its class. A node without it drops what it cannot read, and says so in its
 * log; the caller learns {@code timeout}.
 *
 * @param <R> what is answered
 */
public interface Request<R> {

  /** Answers, and goes on with this state. */
  default <S> CallResult.Reply<S> reply(R answer, S state) {
    return new CallResult.Reply<>(answer, Result.noReply(state));
  }

  /** Answers, and ends the server. */
  default <S> CallResult.Reply<S> stop(ExitReason reason, R answer, S state) {
    return new CallResult.Reply<>(answer, Result.stop(reason, state));
  }

  /**
   * Answers a caller that was left waiting. Any process on any node may do so; only the first
   * answer counts.
   */
  default void replyTo(From from, R answer, Context self) {
    self.reply(from, answer);
  }
}
