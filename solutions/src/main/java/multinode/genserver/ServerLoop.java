package multinode.genserver;

import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.Optional;
import multinode.process.Call;
import multinode.process.Context;
import multinode.process.Exit;
import multinode.process.ExitReason;
import multinode.process.From;
import multinode.process.Pid;
import multinode.process.ProcessExit;
import multinode.process.Shown;

/**
 * The life of a server: takes a message, lets the right handler work on it, keeps the state it
 * returns, and so on.
 */
final class ServerLoop<S> {

  static final System.Logger LOG = System.getLogger("multinode.genserver");

  private final GenServer<S> server;
  private final Context context;
  private final Optional<Pid> parent;
  private final After begins;
  private volatile S state;

  /** To a call that ends the server: given when it has cleaned up, as OTP does. */
  private Optional<Runnable> lastAnswer = Optional.empty();

  /** A server that has begun with this, and whose state can be seen from now on. */
  ServerLoop(GenServer<S> server, Context context, Optional<Pid> parent, Result.NoReply<S> first) {
    this.server = server;
    this.context = context;
    this.parent = parent;
    begins = first.next();
    state = first.state();
    context.expose(() -> state);
  }

  /** Runs until the end. */
  void run() {
    Result<S> result = new Result.NoReply<>(state, begins);
    while (result instanceof Result.NoReply<S> now) {
      state = now.state();
      Object message =
          switch (now.next()) {
            case After.Nothing _ -> context.receive();
            case After.Timeout(var limit) -> context.receive(limit).orElse(GenServer.TIMEOUT);
            case After.Continue next -> next;
          };
      result = handleOrCrash(message, now);
    }
    end((Result.Stop<S>) result);
  }

  private void end(Result.Stop<S> stop) {
    state = stop.state();
    try {
      server.terminate(stop.reason(), state, context);
    } finally {
      lastAnswer.ifPresent(Runnable::run);
    }
    throw context.exit(stop.reason());
  }

  private Result<S> handleOrCrash(Object message, Result.NoReply<S> now) {
    try {
      return Objects.requireNonNull(handle(message, now), "a handler returned null");
    } catch (ProcessExit exit) {
      if (!exit.isOwn()) throw exit;
      return Result.stop(exit.reason(), state);
    } catch (Throwable thrown) {
      LOG.log(
          Level.ERROR,
          "server %s (%s) crashed at %s in the state %s"
              .formatted(
                  context.self(),
                  server.getClass().getSimpleName(),
                  Shown.of(message),
                  Shown.of(state)),
          thrown);
      return Result.stop(ExitReason.crash(thrown), state);
    }
  }

  private Result<S> handle(Object message, Result.NoReply<S> now) {
    return switch (message) {
      case Call(From from, SystemRequest.State _) -> {
        show(from);
        yield now;
      }
      case Call(From _, SystemRequest.Stop(ExitReason reason)) -> Result.stop(reason, state);
      case Call(From from, Request<?> request) -> call(from, request);
      case Cast(Object cast) -> server.handleCast(cast, state, context);
      case After.Continue(Object what) -> server.handleContinue(what, state, context);
      case Exit(Pid from, ExitReason reason) when parent.equals(Optional.of(from)) ->
          Result.stop(reason.inherited(), state);
      default -> server.handleInfo(message, state, context);
    };
  }

  /** A state that cannot travel is described; to look at it must not end the server. */
  private void show(From from) {
    try {
      context.reply(from, state);
    } catch (IllegalArgumentException cannotTravel) {
      context.reply(from, "%s: %s".formatted(state.getClass().getName(), cannotTravel));
    }
  }

  private Result<S> call(From from, Request<?> request) {
    return switch (server.handleCall(request, from, state, context)) {
      case CallResult.Reply<S>(Object answer, Result.Stop<S> stop) -> {
        lastAnswer = Optional.of(() -> context.reply(from, answer));
        yield stop;
      }
      case CallResult.Reply<S>(Object answer, Result<S> next) -> {
        context.reply(from, answer);
        yield next;
      }
      case Result<S> later -> later;
      case null -> null;
    };
  }
}
