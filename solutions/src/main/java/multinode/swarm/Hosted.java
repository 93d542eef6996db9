package multinode.swarm;

import com.hazelcast.partition.NoDataMemberInClusterException;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import multinode.genserver.After;
import multinode.genserver.CallResult;
import multinode.genserver.GenServer;
import multinode.genserver.Init;
import multinode.genserver.Request;
import multinode.genserver.Result;
import multinode.process.Context;
import multinode.process.Exit;
import multinode.process.ExitReason;
import multinode.process.From;
import multinode.process.Pid;

/**
 * A server as a host runs it: its state is kept as it wants, before anybody is told of a change,
 * and it leaves for another node when it is asked to.
 */
final class Hosted<S> implements GenServer<S> {

  private final GenServer<S> original;
  private final ClusterServer<S> server;
  private final List<String> groups;
  private final Ownership ownership;
  private final BooleanSupplier quorum;
  private final Swarm swarm;
  private final boolean keepsAll;
  private Optional<byte[]> handed;

  /** Whose states this one has been told: whoever gets no answer tells it again. */
  private final Set<Pid> others = new HashSet<>();

  /**
   * A server that has not begun.
   *
   * @param entry what is known of it
   * @param quorum whether enough members stand behind what was kept; may block
   */
  Hosted(
      GenServer<S> original,
      Entry entry,
      Ownership ownership,
      BooleanSupplier quorum,
      Swarm swarm) {
    this.original = original;
    this.server = Plain.of(original);
    this.groups = entry.groups();
    this.handed = entry.state();
    this.ownership = ownership;
    this.quorum = quorum;
    this.swarm = swarm;
    keepsAll = server.durability() == Durability.EVERY_CHANGE;
  }

  /** What the server does knows in which swarm it runs. */
  private <T> T inside(Supplier<T> handler) {
    return ScopedValue.where(Swarm.CURRENT, swarm).call(handler::get);
  }

  @Override
  public Init<S> init(Context self) {
    self.link(ownership.host());
    Optional<byte[]> former = handed;
    handed = Optional.empty();
    Init<S> init = inside(() -> server.init(self));
    if (former.isEmpty() || !(init instanceof Init.Ok<S>(Result.NoReply<S>(S fresh, After next)))) {
      return init;
    }
    S state = inside(() -> server.endHandoff(ownership.begin(former.get()), fresh, self));
    // What went along is not there any more when this process dies.
    if (!keepsAll && !ownership.keepNothing()) return Init.stop(Reasons.FENCED);
    return new Init.Ok<>(new Result.NoReply<>(state, next));
  }

  @Override
  public CallResult<S> handleCall(Request<?> request, From from, S state, Context self) {
    return switch (request) {
      case Handover.Snapshot snapshot -> snapshot.reply(snapshot(state), state);
      case Handover.Yield lost ->
          lost.stop(Reasons.CONFLICT, ownership.codec().encode(state), state);
      case Handover.Resolve lost -> kept(state, lost.reply(true, resolved(state, lost, self)));
      default -> kept(state, inside(() -> server.handleCall(request, from, state, self)));
    };
  }

  private Entry snapshot(S state) {
    return new Entry(
        ownership.codec().encode(original),
        groups,
        ownership.host(),
        ownership.fence(),
        server.durability() == Durability.NONE
            ? Optional.empty()
            : Optional.of(ownership.codec().encode(state)));
  }

  private S resolved(S mine, Handover.Resolve lost, Context self) {
    if (!others.add(lost.other())) return mine;
    try {
      return inside(() -> server.resolveConflict(mine, ownership.read(lost.state()), self));
    } catch (RuntimeException thrown) {
      Host.LOG.log(
          Level.ERROR,
          "%s: its resolveConflict failed; the other state is lost".formatted(ownership.name()),
          thrown);
      return mine;
    }
  }

  @Override
  public Result<S> handleCast(Object message, S state, Context self) {
    return kept(state, inside(() -> server.handleCast(message, state, self)));
  }

  @Override
  public Result<S> handleContinue(Object what, S state, Context self) {
    return kept(state, inside(() -> server.handleContinue(what, state, self)));
  }

  @Override
  public Result<S> handleInfo(Object message, S state, Context self) {
    return switch (message) {
      case Handover.Begin(Pid mover) -> begin(mover, state, self);
      case Handover _ -> Result.noReply(state);
      case Exit(Pid from, ExitReason reason) when from.equals(ownership.host()) ->
          Result.stop(reason, state);
      default -> kept(state, inside(() -> server.handleInfo(message, state, self)));
    };
  }

  /** Leaves, or stays; one that cannot say which stays. */
  private Result<S> begin(Pid mover, S state, Context self) {
    try {
      return inside(() -> new Departure<>(server, ownership).begin(mover, state, self));
    } catch (RuntimeException e) {
      // When all members leave, there is nowhere to go, and nothing to be said.
      Level level = e instanceof NoDataMemberInClusterException ? Level.DEBUG : Level.ERROR;
      Host.LOG.log(level, "{0} stays: {1}", ownership.name(), e);
      self.send(ownership.host(), new Handover.Stays(ownership.name()));
      return Result.noReply(state);
    }
  }

  @Override
  public void terminate(ExitReason reason, S state, Context self) {
    inside(() -> {
      server.terminate(reason, state, self);
      return state;
    });
  }

  /** A call is answered when the state that comes of it is kept. */
  private CallResult<S> kept(S before, CallResult<S> result) {
    return switch (result) {
      case CallResult.Reply<S>(Object _, Result<S> next) -> {
        Result<S> kept = kept(before, next);
        yield kept == next ? result : kept;
      }
      case Result<S> next -> kept(before, next);
    };
  }

  private Result<S> kept(S before, Result<S> result) {
    S after =
        switch (result) {
          case Result.NoReply<S>(S next, var _) -> next;
          case Result.Stop<S>(var _, S last) -> last;
        };
    if (!keepsAll || after.equals(before)) return result;
    if (!ownership.keep(after)) return Result.stop(Reasons.FENCED, before);
    return quorum.getAsBoolean() ? result : Result.stop(Reasons.NOQUORUM, before);
  }
}
