package multinode.genserver;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import multinode.process.Context;
import multinode.process.ExitReason;
import multinode.process.From;
import multinode.process.Pid;

/** A server that counts, and misbehaves when asked to. */
final class Counter implements GenServer<Counter.Counted> {

  /** The state: the count, who waits for it, and what else has been seen. */
  record Counted(int count, String seen) {
    Counted plus(int more) {
      return new Counted(count + more, seen);
    }

    Counted saw(Object what) {
      return new Counted(count, seen.isEmpty() ? what + "" : seen + ", " + what);
    }
  }

  /** "How far are you?" */
  record Count() implements Request<Integer> {}

  /** "Add this." The answer is the new count. */
  record Add(int more) implements Request<Integer> {}

  /** "What have you seen?" */
  record Seen() implements Request<String> {}

  /** "Throw." */
  record Boom(String why) implements Request<Integer> {}

  /** "Do not answer." */
  record Never() implements Request<Integer> {}

  /** "Tell this process who asked; it will answer." */
  record Ask(Pid other) implements Request<Integer> {}

  /** "Answer twice." */
  record Twice() implements Request<Integer> {}

  /** "Answer, and end." */
  record Bye(ExitReason reason) implements Request<String> {}

  /** "Exit." */
  record Exits(ExitReason reason) implements Request<String> {}

  /** "Call yourself." */
  record CallYourself() implements Request<String> {}

  /** What only this JVM can do, in the handler. */
  record Do(BiFunction<From, Counted, CallResult<Counted>> what) implements Request<Object> {}

  private final Function<Context, Init<Counted>> init;
  private final CountDownLatch terminated = new CountDownLatch(1);
  private volatile ExitReason why;

  Counter() {
    this(self -> Init.ok(new Counted(0, "")));
  }

  Counter(Function<Context, Init<Counted>> init) {
    this.init = init;
  }

  /** Why it was told to clean up; waits until it was. */
  ExitReason terminated() throws InterruptedException {
    if (!terminated.await(5, TimeUnit.SECONDS)) {
      throw new AssertionError("terminate was not called");
    }
    return why;
  }

  boolean isTerminated() {
    return why != null;
  }

  @Override
  public Init<Counted> init(Context self) {
    return init.apply(self);
  }

  @Override
  public CallResult<Counted> handleCall(
      Request<?> request, From from, Counted state, Context self) {
    return switch (request) {
      case Count count -> count.reply(state.count(), state);
      case Add add -> add.reply(state.count() + add.more, state.plus(add.more));
      case Seen seen -> seen.reply(state.seen(), state);
      case Boom boom -> throw new IllegalStateException(boom.why);
      case Never never -> Result.noReply(state);
      case Ask ask -> {
        self.send(ask.other, from);
        yield Result.noReply(state);
      }
      case Twice twice -> {
        twice.replyTo(from, 1, self);
        yield twice.reply(2, state);
      }
      case Bye bye -> bye.stop(bye.reason, "bye", state);
      case Exits exits -> throw self.exit(exits.reason);
      case CallYourself yourself -> {
        String failure = "no failure";
        try {
          GenServer.call(self, self.self(), new Count());
        } catch (CallFailed failed) {
          failure = failed.reason().toString();
        }
        yield yourself.reply(failure, state);
      }
      case Do something -> something.what.apply(from, state);
      default -> throw unknown(request);
    };
  }

  @Override
  public Result<Counted> handleCast(Object message, Counted state, Context self) {
    return switch (message) {
      case Add(int more) -> Result.noReply(state.plus(more));
      case Duration limit -> Result.noReply(state).timeout(limit);
      case ExitReason reason -> Result.stop(reason, state);
      case String text when text.equals("boom") -> throw new IllegalStateException("boom");
      case String text when text.equals("continue") ->
          Result.noReply(state.saw("cast")).thenContinue("then this");
      default -> throw unknown(message);
    };
  }

  @Override
  public Result<Counted> handleInfo(Object message, Counted state, Context self) {
    return Result.noReply(state.saw(message == GenServer.TIMEOUT ? "timeout" : message));
  }

  @Override
  public Result<Counted> handleContinue(Object what, Counted state, Context self) {
    return Result.noReply(state.saw(what));
  }

  @Override
  public void terminate(ExitReason reason, Counted state, Context self) {
    why = reason;
    terminated.countDown();
  }
}
