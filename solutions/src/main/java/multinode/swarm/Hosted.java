package multinode.swarm;

import com.hazelcast.partition.NoDataMemberInClusterException;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
  private final Past past;
  private final Ownership ownership;
  private final LocalSwarm local;
  private final PendingCalls waiting;
  private final boolean keepsAll;
  private Optional<byte[]> handed;

  /** The state after the last message, as bytes, when all changes are kept. */
  private byte[] last = {};

  /** What its last handler wanted after it; a message of its host changes nothing about that. */
  private After afterwards = new After.Nothing();

  /**
   * A server that has not begun.
   *
   * @param entry what is known of it
   * @param calls who waits for its answer from before
   */
  Hosted(
      GenServer<S> original, Entry entry, Ownership ownership, List<From> calls, LocalSwarm local) {
    this.original = original;
    this.server = original instanceof ClusterServer<S> one ? one : new Plain<>(original);
    this.groups = entry.groups();
    this.past = entry.past();
    this.handed = entry.state();
    this.ownership = ownership;
    this.local = local;
    waiting = new PendingCalls(local.node().processes(), calls);
    keepsAll = server.durability() == Durability.EVERY_CHANGE;
  }

  /** A server that knows nothing of being moved: it starts over wherever it is started. */
  private record Plain<S>(GenServer<S> original) implements ClusterServer<S> {
    @Override
    public Durability durability() {
      return Durability.NONE;
    }

    @Override
    public Init<S> init(Context self) {
      return original.init(self);
    }
  }

  /** What the server does knows in which swarm it runs. */
  private <T> T inside(Supplier<T> handler) {
    return ScopedValue.where(Swarm.CURRENT, local.swarm()).call(handler::get);
  }

  @Override
  public Init<S> init(Context self) {
    self.link(ownership.host());
    Slot.Begun begun = new Slot.Begun(self.self(), server.restart());
    self.send(ownership.host(), new Host.Heard(ownership.name(), new News.Began(begun)));
    Optional<byte[]> former = handed;
    handed = Optional.empty();
    Init<S> init = inside(() -> server.init(self));
    if (!(init instanceof Init.Ok<S>(Result.NoReply<S>(S fresh, After next)))) return init;
    S state =
        former.isEmpty()
            ? fresh
            : inside(() -> server.endHandoff(ownership.begin(former.get()), fresh, self));
    if (keepsAll) last = ownership.codec().encode(state);
    // What went along is not there any more when this process dies.
    else if (former.isPresent() && !ownership.keepNothing()) return Init.stop(Reasons.FENCED);
    afterwards = next;
    return new Init.Ok<>(new Result.NoReply<>(state, next));
  }

  @Override
  public CallResult<S> handleCall(Request<?> request, From from, S state, Context self) {
    return switch (request) {
      case Handover.Restore _ ->
          new CallResult.Reply<>(ownership.restore(entry(state)), goesOn(state));
      case Handover.Yield lost -> lost.stop(Reasons.CONFLICT, onlyHere(state), state);
      default -> {
        CallResult<S> result =
            kept(state, inside(() -> original.handleCall(request, from, state, self)));
        if (result instanceof Result.NoReply) waiting.add(from, self);
        yield result;
      }
    };
  }

  /** Its entry, as far as it is known here; whatever another copy of it says is older. */
  private Entry entry(S state) {
    return new Entry(
        ownership.codec().encode(original),
        groups,
        local.me(),
        ownership.fence(),
        keepsAll ? Optional.of(ownership.codec().encode(state)) : Optional.empty(),
        past.newest());
  }

  /** What is kept of each change is in its entry; what is kept when it moves is nowhere else. */
  private Optional<byte[]> onlyHere(S state) {
    return server.durability() == Durability.HANDOFF
        ? Optional.of(ownership.codec().encode(state))
        : Optional.empty();
  }

  /** Takes in what others of its name knew in another part of the network. */
  private Result<S> resolve(S mine, Context self) {
    S state = mine;
    List<byte[]> others = ownership.others();
    for (byte[] other : others) {
      S before = state;
      try {
        state = inside(() -> server.resolveConflict(before, ownership.read(other), self));
      } catch (RuntimeException thrown) {
        Host.LOG.log(
            Level.ERROR,
            "%s: its resolveConflict failed; the other state is lost".formatted(ownership.name()),
            thrown);
      }
    }
    if (others.isEmpty()) return Result.noReply(state);
    if (keepsAll) last = ownership.codec().encode(state);
    boolean kept = ownership.resolved(keepsAll ? Optional.of(last) : Optional.empty(), others);
    return kept ? Result.noReply(state) : Result.stop(Reasons.FENCED, mine);
  }

  @Override
  public Result<S> handleCast(Object message, S state, Context self) {
    return kept(state, inside(() -> original.handleCast(message, state, self)));
  }

  @Override
  public Result<S> handleContinue(Object what, S state, Context self) {
    return kept(state, inside(() -> original.handleContinue(what, state, self)));
  }

  @Override
  public Result<S> handleInfo(Object message, S state, Context self) {
    return switch (message) {
      case Handover.Begin(Pid mover) -> begin(mover, state, self).after(afterwards);
      case Handover.Resolve _ -> resolve(state, self).after(afterwards);
      case Handover _ -> goesOn(state);
      case Exit(Pid from, ExitReason reason) when from.equals(ownership.host()) ->
          Result.stop(reason, state);
      default -> kept(state, inside(() -> original.handleInfo(message, state, self)));
    };
  }

  private Result<S> goesOn(S state) {
    return Result.noReply(state).after(afterwards);
  }

  /** Leaves, or stays; one that cannot say which stays. */
  private Result<S> begin(Pid mover, S state, Context self) {
    boolean quiet = server.overlap() == Overlap.QUIET_FIRST;
    try {
      self.send(mover, waiting.calls(quiet, ownership.host(), self));
      Result<S> result =
          quiet
              ? quietly(mover, state, self)
              : inside(() -> new Departure<>(server, ownership).begin(mover, state, self));
      boolean stays = result instanceof Result.NoReply<S>;
      if (stays && !keepsAll && !ownership.keepNothing()) return Result.stop(Reasons.FENCED, state);
      return result;
    } catch (RuntimeException e) {
      // When all members leave, there is nowhere to go, and nothing to be said.
      Level level = e instanceof NoDataMemberInClusterException ? Level.DEBUG : Level.ERROR;
      Host.LOG.log(level, "{0} stays: {1}", ownership.name(), e);
      self.send(ownership.host(), new Handover.Stays(ownership.name()));
      return Result.noReply(state);
    }
  }

  /** Ends here before it begins over there: its state is kept, and so nothing is lost. */
  private Result<S> quietly(Pid mover, S state, Context self) {
    boolean mine;
    switch (inside(() -> server.beginHandoff(state, self))) {
      case Handoff.Ignore<S> _ -> {
        self.send(ownership.host(), new Handover.Stays(ownership.name()));
        return Result.noReply(state);
      }
      case Handoff.Restart<S> _ -> mine = ownership.keepNothing();
      case Handoff.Resume<S>(S last) -> mine = ownership.keep(last);
    }
    if (!mine) return Result.stop(Reasons.FENCED, state);
    waiting.letGo(self);
    self.send(mover, new Handover.Ready(ownership.name(), self.self(), ownership.fence()));
    return Result.stop(Reasons.MOVED, state);
  }

  @Override
  public void terminate(ExitReason reason, S state, Context self) {
    boolean replaced = reason instanceof ExitReason.Replaced;
    if (replaced && !reason.equals(Reasons.MOVED)) waiting.fail(self);
    inside(() -> {
      original.terminate(reason, state, self);
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
    if (result instanceof Result.NoReply<S>(S _, After next)) afterwards = next;
    S after =
        switch (result) {
          case Result.NoReply<S>(S next, var _) -> next;
          case Result.Stop<S>(var _, S last) -> last;
        };
    if (!isChanged(before, after)) return result;
    if (keepsAll && !ownership.keepEncoded(last)) return Result.stop(Reasons.FENCED, before);
    return local.support().isSure() ? result : Result.stop(Reasons.NOQUORUM, before);
  }

  /** Of two states that are one object the bytes tell: the server may have changed it in place. */
  private boolean isChanged(S before, S after) {
    if (!keepsAll) return !after.equals(before);
    byte[] now = ownership.codec().encode(after);
    boolean changed = !Arrays.equals(now, last);
    last = now;
    return changed;
  }
}
