package multinode.swarm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import multinode.genserver.CallFailed;
import multinode.node.NodeName;
import multinode.process.ExitReason;
import multinode.process.Pid;
import multinode.supervisor.Restart;

/**
 * The life of a server on one node, as a pure function: what was heard of its name, in which slot,
 * gives the next slot, and what the host is to do. Read this first: the {@link Host} only carries it
 * out, and the table's {@link Step}s see to it that of two nodes that decide the same only one has
 * its way.
 *
 * <p>Every answer may be lost, and all news may be late: {@link News.Looked} comes every two
 * seconds, and sets right what the others have missed.
 *
 * @param slot what this node has to do with the name from now on
 * @param effects what the host does now, in this order
 */
record Decision(Slot slot, List<Effect> effects) {

  private static Decision is(Slot slot, Effect... effects) {
    return new Decision(slot, List.of(effects));
  }

  private static Effect.Tell at(Pid pid) {
    return new Effect.Tell(new Effect.Outcome.At(pid));
  }

  private static Effect.Tell not(ExitReason reason) {
    return new Effect.Tell(new Effect.Outcome.Not(reason));
  }

  private static Effect.Tell elsewhere(Optional<Seat> seat) {
    return new Effect.Tell(new Effect.Outcome.Elsewhere(seat));
  }

  /** What becomes of a name. News that do not fit the slot come too late, and change nothing. */
  static Decision of(Slot slot, News news, View view) {
    return switch (news) {
      case News.Register() -> register(slot, view);
      case News.Offered(Pid from, long fence) -> offered(slot, from, fence, view);
      case News.Looked(var seat, var home) -> looked(slot, seat, home, view);
      case News.Took(Entry entry, boolean fresh) when slot instanceof Slot.Taking(Slot.Why why) ->
          took(entry, fresh, why);
      case News.NotTaken(var seat) when slot instanceof Slot.Taking ->
          is(Slot.NOTHING, elsewhere(seat));
      case News.NotAsked(ExitReason reason) -> notAsked(slot, reason);
      case News.Began(Slot.Begun process) when slot instanceof Slot.Starting starting ->
          began(starting, process);
      case News.Started(Pid pid) when slot instanceof Slot.Starting starting ->
          started(starting, pid, view);
      case News.NotStarted(ExitReason reason) when slot instanceof Slot.Starting starting ->
          notStarted(starting, reason, view);
      case News.Exited(Pid pid, ExitReason reason)
          when slot.process().equals(Optional.of(pid)) ->
          exited(slot, reason, view);
      case News.Forgotten() when slot instanceof Slot.Ending(var process, var _) ->
          ended(process, Optional.empty());
      case News.Stays() when slot instanceof Slot.Leaving(Slot.Running here, var _) ->
          is(with(here, new Slot.Moves(0, view.now(), true)));
      case News.NotMoved() when slot instanceof Slot.Leaving(Slot.Running here, var _) ->
          is(with(here, here.moves().refusedAt(view.now())));
      case News.NotMoved() when slot instanceof Slot.Away ->
          is(new Slot.Taking(new Slot.Why.Again(0)), new Effect.Adopt());
      case News.Moved() when slot instanceof Slot.Leaving(Slot.Running here, var _) ->
          is(new Slot.Ending(Optional.of(here.begun().pid()), Optional.empty()));
      case News.Moved() when slot instanceof Slot.Away -> is(Slot.NOTHING, gone());
      case News.Due() when slot instanceof Slot.BackingOff off -> due(off, view);
      case News.Anew() when slot instanceof Slot.Running running ->
          is(with(running, Slot.Moves.at(view.now())));
      default -> is(slot);
    };
  }

  private static Slot.Running with(Slot.Running running, Slot.Moves moves) {
    return new Slot.Running(
        running.begun(), running.fence(), running.since(), running.crashes(), moves);
  }

  /** Those who wait are to look elsewhere. */
  private static Effect gone() {
    return elsewhere(Optional.empty());
  }

  // It is wanted here.

  private static Decision register(Slot slot, View view) {
    return switch (slot) {
      case Slot.Nothing _ when !view.quorum() -> is(slot, not(CallFailed.NOQUORUM));
      case Slot.Nothing _ -> is(new Slot.Taking(new Slot.Why.New()), new Effect.Claim());
      case Slot.Running running -> is(slot, at(running.begun().pid()));
      case Slot.Leaving leaving -> is(slot, at(leaving.here().begun().pid()));
      case Slot.Parked _ -> is(slot, not(view.quorum() ? Reasons.PARKED : CallFailed.NOQUORUM));
      case Slot.BackingOff _ -> is(slot, not(Reasons.BACKING_OFF));
      default -> is(slot);
    };
  }

  private static Decision offered(Slot slot, Pid from, long fence, View view) {
    return switch (slot) {
      case Slot.Nothing _, Slot.Parked _ when view.quorum() ->
          is(new Slot.Taking(new Slot.Why.Offered(from)), new Effect.Take(fence));
      case Slot.Nothing _, Slot.Parked _ -> is(slot, not(CallFailed.NOQUORUM));
      case Slot.Running _, Slot.Leaving _, Slot.Away _, Slot.BackingOff _ ->
          is(slot, not(Reasons.FENCED));
      default -> is(slot);
    };
  }

  private static Decision notAsked(Slot slot, ExitReason reason) {
    return switch (slot) {
      case Slot.Taking(Slot.Why.Again(int crashes)) -> is(new Slot.Parked(crashes), not(reason));
      // It may have been done all the same: the next look tells.
      case Slot.Taking _ -> is(new Slot.Parked(0), not(reason));
      default -> is(slot);
    };
  }

  /** What was there before it was registered goes on with what was kept of it. */
  private static Decision took(Entry entry, boolean fresh, Slot.Why why) {
    Slot.Why known = why instanceof Slot.Why.New && !fresh ? new Slot.Why.Again(0) : why;
    return is(
        new Slot.Starting(entry.fence(), known, Optional.empty(), Optional.empty(), false),
        new Effect.Start(entry));
  }

  // Its start.

  private static Decision began(Slot.Starting starting, Slot.Begun process) {
    Slot known =
        new Slot.Starting(
            starting.fence(),
            starting.why(),
            Optional.of(process),
            Optional.empty(),
            starting.unwanted());
    return starting.unwanted() ? is(known, new Effect.Kill(process.pid())) : is(known);
  }

  private static Decision started(Slot.Starting starting, Pid pid, View view) {
    if (starting.begun().isEmpty()) return is(starting);
    int crashes = starting.why() instanceof Slot.Why.Again(int many) ? many : 0;
    Slot.Running running =
        new Slot.Running(
            starting.begun().get(),
            starting.fence(),
            view.now(),
            crashes,
            Slot.Moves.at(view.now()));
    if (starting.exited().isPresent()) {
      Decision after = exited(running, starting.exited().get(), view);
      List<Effect> all = new ArrayList<>(List.of(at(pid)));
      all.addAll(after.effects());
      return new Decision(after.slot(), all);
    }
    if (starting.unwanted()) {
      return is(
          new Slot.Ending(Optional.of(pid), Optional.empty()),
          gone(),
          new Effect.Stop(pid, Reasons.UNREGISTERED));
    }
    return is(running, at(pid));
  }

  private static Decision notStarted(Slot.Starting starting, ExitReason reason, View view) {
    if (starting.unwanted()) return is(Slot.NOTHING, gone());
    return switch (starting.why()) {
      case Slot.Why.New() ->
          is(
              new Slot.Ending(Optional.empty(), Optional.of(starting.fence())),
              not(reason),
              new Effect.Forget(starting.fence()));
      case Slot.Why.Offered(Pid from) ->
          is(Slot.NOTHING, new Effect.GiveBack(from), not(reason));
      case Slot.Why.Again(int crashes) when Reasons.isOrderly(reason) ->
          is(new Slot.Parked(crashes), gone(), new Effect.Look());
      case Slot.Why.Again(int crashes) -> backOff(starting.fence(), crashes, view);
    };
  }

  // Its end.

  private static Decision exited(Slot slot, ExitReason reason, View view) {
    return switch (slot) {
      case Slot.Starting(long fence, var why, var process, var _, boolean unwanted) ->
          is(new Slot.Starting(fence, why, process, Optional.of(reason), unwanted));
      case Slot.Leaving(Slot.Running here, NodeName to) when reason.equals(Reasons.MOVED) ->
          is(new Slot.Away(here, to));
      case Slot.Leaving(Slot.Running here, var _) -> exited(here, reason, view);
      case Slot.Running running -> exitedRunning(running, reason, view);
      case Slot.Ending(var _, var forget) -> ended(Optional.empty(), forget);
      default -> is(slot);
    };
  }

  private static Decision ended(Optional<Pid> process, Optional<Long> forget) {
    boolean done = process.isEmpty() && forget.isEmpty();
    return done ? is(Slot.NOTHING, gone()) : is(new Slot.Ending(process, forget));
  }

  private static Decision exitedRunning(Slot.Running running, ExitReason reason, View view) {
    if (reason.equals(CallFailed.NOQUORUM) || reason.equals(Reasons.FENCED)) {
      return is(new Slot.Parked(running.crashes()), gone(), new Effect.Look());
    }
    if (Reasons.isOrderly(reason)) return is(Slot.NOTHING, gone(), new Effect.Look());
    Restart restart = running.begun().restart();
    if (!restart.after(reason)) {
      return is(
          new Slot.Ending(Optional.empty(), Optional.of(running.fence())),
          new Effect.Forget(running.fence()));
    }
    boolean forgiven = view.now() - running.since() > Backoff.FORGIVEN.toNanos();
    return backOff(running.fence(), forgiven ? 0 : running.crashes(), view);
  }

  /** A crash deletes nothing: it is started again, later each time. */
  private static Decision backOff(long fence, int crashes, View view) {
    long pause = Backoff.CRASHES.after(crashes);
    return is(
        new Slot.BackingOff(fence, crashes + 1, view.now() + pause),
        not(Reasons.BACKING_OFF),
        new Effect.Wake(Duration.ofNanos(pause)));
  }

  private static Decision due(Slot.BackingOff off, View view) {
    if (!view.quorum() || view.now() - off.until() < 0) return is(off);
    return is(new Slot.Taking(new Slot.Why.Again(off.crashes())), new Effect.Adopt());
  }

  // What the table says.

  private static Decision looked(
      Slot slot, Optional<Seat> seat, Optional<NodeName> home, View view) {
    boolean mine = seat.filter(known -> known.isOf(view.me())).isPresent();
    return switch (slot) {
      case Slot.Nothing _ -> free(slot, 0, seat, home, view);
      case Slot.Parked(int crashes) -> free(slot, crashes, seat, home, view);
      case Slot.BackingOff off when mine -> due(off, view);
      case Slot.BackingOff _ -> is(Slot.NOTHING, gone());
      case Slot.Starting starting when isOver(seat, starting.fence(), view) -> unwanted(starting);
      case Slot.Running running -> running(running, seat, home, view);
      case Slot.Leaving(Slot.Running here, var _)
          when isUnregistered(seat, here.fence()) || !view.quorum() ->
          running(here, seat, home, view);
      case Slot.Ending(var process, var forget) when forget.isPresent() ->
          mine ? is(slot, new Effect.Forget(forget.get())) : ended(process, Optional.empty());
      default -> is(slot);
    };
  }

  /** Nobody runs it here: is it this node's to run? */
  private static Decision free(
      Slot slot, int crashes, Optional<Seat> seat, Optional<NodeName> home, View view) {
    boolean mine = seat.filter(known -> known.isOf(view.me())).isPresent();
    boolean orphan = seat.filter(known -> known.isOrphan(view.members())).isPresent();
    boolean here = home.equals(Optional.of(view.here()));
    if (!mine && !(orphan && here)) return is(Slot.NOTHING);
    if (!view.quorum()) return is(mine ? new Slot.Parked(crashes) : slot);
    return is(new Slot.Taking(new Slot.Why.Again(crashes)), new Effect.Adopt());
  }

  private static boolean isUnregistered(Optional<Seat> seat, long fence) {
    return seat.filter(known -> known.kind() == Seat.Kind.GONE && known.fence() > fence)
        .isPresent();
  }

  private static boolean isOver(Optional<Seat> seat, long fence, View view) {
    return isUnregistered(seat, fence)
        || seat.filter(known -> !known.isOf(view.me()) && known.fence() > fence).isPresent();
  }

  private static Decision unwanted(Slot.Starting starting) {
    Slot after =
        new Slot.Starting(
            starting.fence(), starting.why(), starting.begun(), starting.exited(), true);
    return starting
        .process()
        .map(pid -> is(after, new Effect.Kill(pid)))
        .orElseGet(() -> is(after));
  }

  private static Decision running(
      Slot.Running running, Optional<Seat> seat, Optional<NodeName> home, View view) {
    Pid pid = running.begun().pid();
    Slot ending = new Slot.Ending(Optional.of(pid), Optional.empty());
    if (!view.quorum()) return is(running, new Effect.Stop(pid, CallFailed.NOQUORUM));
    // Both copies have gone at once: what runs here is all that is left of it.
    if (seat.isEmpty()) return is(running, new Effect.Restore(pid));
    if (isUnregistered(seat, running.fence())) {
      return is(ending, new Effect.Stop(pid, Reasons.UNREGISTERED));
    }
    if (!seat.get().isOf(view.me())) return is(ending, new Effect.Yield(pid));
    Slot.Running now =
        new Slot.Running(
            running.begun(),
            Math.max(running.fence(), seat.get().fence()),
            running.since(),
            running.crashes(),
            running.moves());
    if (seat.get().others() > 0) return is(now, new Effect.Resolve(pid));
    Optional<NodeName> to =
        home.filter(node -> !node.equals(view.here()) && view.hosts().contains(node));
    if (to.isPresent() && view.moves() && running.moves().may(view.now())) {
      return is(new Slot.Leaving(now, to.get()), new Effect.Move(pid, to.get()));
    }
    return is(now);
  }
}
