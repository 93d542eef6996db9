package multinode.genserver;

import java.util.Objects;
import java.util.Optional;
import multinode.process.Body;
import multinode.process.Call;
import multinode.process.Context;
import multinode.process.Destination;
import multinode.process.Down;
import multinode.process.ExitReason;
import multinode.process.From;
import multinode.process.Pid;
import multinode.process.ProcessExit;
import multinode.process.Ref;
import multinode.process.Reply;

/** The start of a server: its process takes its name, makes its state, and tells its starter. */
final class Starter {

  private Starter() {}

  static StartResult start(
      Context starter, GenServer<?> server, Optional<Name> name, boolean linked) {
    Optional<Pid> parent = linked ? Optional.of(starter.self()) : Optional.empty();
    Body body = context -> begin(context, server, name, parent).ifPresent(ServerLoop::run);
    Pid pid = linked ? starter.spawnLink(body) : starter.spawn(body);
    Ref ref = starter.request(pid, "start");
    Optional<Object> news = starter.receiveSince(ref, ref::settledBy, GenServer.START_LIMIT);
    if (news.isEmpty()) return tooLate(starter, pid, ref, linked);
    return switch (news.get()) {
      case Reply(Ref _, StartResult result) -> result;
      case Down(Ref _, Destination _, ExitReason reason) ->
          new StartResult.Failed(reason.inherited());
      case Object other -> throw new IllegalStateException(pid + " began with " + other);
    };
  }

  /** Ends a server whose {@code init} takes too long; that does its starter no harm. */
  private static StartResult tooLate(Context starter, Pid pid, Ref ref, boolean linked) {
    starter.demonitor(ref);
    if (linked) starter.unlink(pid);
    starter.exit(pid, ExitReason.KILL);
    return new StartResult.Failed(CallFailed.TIMEOUT);
  }

  /** The server's loop, to be run; empty when nothing came of the start. */
  private static <S> Optional<ServerLoop<S>> begin(
      Context context, GenServer<S> server, Optional<Name> name, Optional<Pid> parent) {
    From starter = context.receive(Call.class).from();
    Optional<Name> taken = Optional.empty();
    try {
      if (name.isPresent()) {
        Pid holder = name.get().registry().claim(name.get().name(), context.self());
        if (!holder.equals(context.self())) {
          refuse(context, parent, starter, new StartResult.AlreadyStarted(holder));
          return Optional.empty();
        }
        taken = name;
      }
      switch (Objects.requireNonNull(server.init(context), "init returned null")) {
        case Init.Ok<S>(Result.NoReply<S> first) -> {
          ServerLoop<S> loop = new ServerLoop<>(server, context, parent, first);
          context.reply(starter, new StartResult.Started(context.self()));
          return Optional.of(loop);
        }
        case Init.Stop<S>(ExitReason reason) -> throw context.exit(reason);
        case Init.Ignore<S> _ -> {
          taken.ifPresent(mine -> release(mine, context.self()));
          refuse(context, parent, starter, new StartResult.Ignored());
          return Optional.empty();
        }
      }
    } catch (Throwable thrown) {
      ExitReason reason = reason(thrown);
      taken.ifPresent(mine -> release(mine, context.self()));
      refuse(context, parent, starter, new StartResult.Failed(reason));
      throw thrown;
    }
  }

  /** Why a start that threw has failed; whom a signal ends can tell nobody. */
  private static ExitReason reason(Throwable thrown) {
    if (!(thrown instanceof ProcessExit exit)) return ExitReason.crash(thrown);
    if (!exit.isOwn()) throw exit;
    return exit.reason();
  }

  /**
   * Gives a name back at once: a process that hears of the failed start may use it. If another
   * process holds the name by now, that one keeps it.
   */
  private static void release(Name name, Pid self) {
    try {
      name.registry().release(name.name(), self);
    } catch (IllegalStateException unknown) {
      // The name goes with this process, which ends now.
    }
  }

  /** Tells the starter that nothing comes of it, once that can no longer harm it. */
  private static void refuse(
      Context context, Optional<Pid> parent, From starter, StartResult result) {
    parent.ifPresent(context::unlink);
    context.reply(starter, result);
  }
}
