package multinode.swarm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import multinode.genserver.CallFailed;
import multinode.process.ExitReason;
import multinode.process.Pid;

/**
 * The life of a server on one node, as a pure function: what was heard of its name, in which slot,
 * gives the next slot, and what the host is to do. Read this first: the {@link Host} only carries
 * it out, and the table's {@link Step}s see to it that of two nodes that decide the same only one
 * has its way.
 *
 * <p>Every answer may be lost, and all news may be late: {@link News.Looked} comes every two
 * seconds, and sets right what the others have missed.
 *
 * @param slot what this node has to do with the name from now on
 * @param effects what the host does now, in this order
 */
record Decision(Slot slot, List<Effect> effects) {

  static Decision is(Slot slot, Effect... effects) {
    return new Decision(slot, List.of(effects));
  }

  private static Effect at(Pid pid, boolean isNew) {
    return new Effect.Tell(new Effect.Outcome.At(pid, isNew));
  }

  private static Effect not(ExitReason reason) {
    return new Effect.Tell(new Effect.Outcome.Not(reason));
  }

  private static Effect elsewhere(Optional<Seat> seat) {
    return new Effect.Tell(new Effect.Outcome.Elsewhere(seat));
  }

  /** Those who wait are to look elsewhere. */
  static Effect gone() {
    return elsewhere(Optional.empty());
  }

  /** What becomes of a name. News that do not fit the slot come too late, and change nothing. */
  static Decision of(Slot slot, News news, View view) {
    return switch (news) {
      case News.Register(var server) -> register(slot, server, view);
      case News.Offered(Pid from, long fence) -> offered(slot, from, fence, view);
      case News.Looked looked -> new Reconciliation(looked.seat(), looked.home(), view).of(slot);
      case News.Renewed(long fence) -> is(slot.renewed(fence));
      case News.Unregistered(long fence) -> unregistered(slot, fence, view);
      case News.Exited(Pid pid, var reason) when slot.process().equals(Optional.of(pid)) ->
          exited(slot, reason, view);
      default ->
          switch (slot) {
            case Slot.Taking(Slot.Why why) -> taking(slot, why, news);
            case Slot.Starting starting -> starting(starting, news, view);
            case Slot.Running now when news instanceof News.Anew ->
                is(with(now, Slot.Moves.at(view.now())));
            case Slot.Leaving(Slot.Running here) -> leaving(slot, here, news, view);
            case Slot.Away() when news instanceof News.Moved(boolean there) ->
                there ? is(Slot.NOTHING, gone()) : again(0);
            // One that could not ask may have given it back all the same: the next look tells.
            case Slot.Returning(var reason)
                when news instanceof News.GivenBack || news instanceof News.NotAsked ->
                is(Slot.NOTHING, not(reason));
            case Slot.BackingOff off when news instanceof News.Due -> due(off, view);
            case Slot.Ending(var process, var _) when news instanceof News.Forgotten ->
                ended(process, Optional.empty());
            case Slot.Ending ending when news instanceof News.NotForgotten(var seat) ->
                forget(ending, seat, view);
            default -> is(slot);
          };
    };
  }

  /** This host takes over what nobody runs. */
  static Decision again(int crashes) {
    return is(new Slot.Taking(new Slot.Why.Again(crashes)), new Effect.Adopt());
  }

  // It is wanted here.

  private static Decision register(Slot slot, HostRequest.New server, View view) {
    return switch (slot) {
      case Slot.Nothing _ when !view.quorum() -> is(slot, not(CallFailed.NOQUORUM));
      case Slot.Nothing _ -> is(new Slot.Taking(new Slot.Why.New()), new Effect.Claim(server));
      case Slot.Running now -> is(slot, at(now.begun().pid(), false));
      case Slot.Leaving(Slot.Running here) -> is(slot, at(here.begun().pid(), false));
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
      // The host that offers it owns it: what is here is what this host has not heard yet.
      case Slot.Running _, Slot.Leaving _, Slot.Away _, Slot.BackingOff _ ->
          is(slot, not(Reasons.FENCED), new Effect.Look());
      default -> is(slot);
    };
  }

  /** What was there before it was registered goes on with what was kept of it. */
  private static Decision taking(Slot slot, Slot.Why why, News news) {
    return switch (news) {
      case News.Took(Entry entry, boolean fresh) -> {
        Slot.Why known = why instanceof Slot.Why.New && !fresh ? new Slot.Why.Again(0) : why;
        yield is(
            new Slot.Starting(entry.fence(), known, Optional.empty(), Optional.empty(), false),
            new Effect.Start(entry));
      }
      case News.NotTaken(var seat) -> is(Slot.NOTHING, elsewhere(seat));
      // It may have been done all the same: the next look tells.
      case News.NotAsked(ExitReason reason) ->
          is(
              new Slot.Parked(why instanceof Slot.Why.Again(int crashes) ? crashes : 0),
              not(reason));
      default -> is(slot);
    };
  }

  // Its start.

  private static Decision starting(Slot.Starting now, News news, View view) {
    return switch (news) {
      case News.Began(Slot.Begun begun) -> {
        Slot known =
            new Slot.Starting(
                now.fence(), now.why(), Optional.of(begun), Optional.empty(), now.unwanted());
        yield now.unwanted() ? is(known, kill(begun.pid())) : is(known);
      }
      case News.Started(Pid pid) when now.begun().isPresent() -> started(now, pid, view);
      case News.NotStarted(ExitReason reason) -> notStarted(now, reason, view);
      default -> is(now);
    };
  }

  static Effect kill(Pid pid) {
    return new Effect.Stop(pid, ExitReason.KILL, true);
  }

  private static Decision started(Slot.Starting now, Pid pid, View view) {
    int crashes = now.why() instanceof Slot.Why.Again(int many) ? many : 0;
    Slot.Moves moves = Slot.Moves.at(view.now());
    Slot.Running running =
        new Slot.Running(now.begun().get(), now.fence(), view.now(), crashes, moves);
    if (now.unwanted() && now.exited().isPresent()) return is(Slot.NOTHING, unregistered(now));
    if (now.unwanted()) {
      return is(
          new Slot.Ending(Optional.of(pid), Optional.empty()),
          unregistered(now),
          new Effect.Stop(pid, Reasons.UNREGISTERED, false));
    }
    Effect told = at(pid, now.why() instanceof Slot.Why.New);
    if (now.exited().isEmpty()) return is(running, told);
    Decision after = exited(running, now.exited().get(), view);
    List<Effect> all = new ArrayList<>(List.of(told));
    all.addAll(after.effects());
    return new Decision(after.slot(), all);
  }

  /** Who registered it is told; the others are to look elsewhere. */
  private static Effect unregistered(Slot.Starting now) {
    return now.why() instanceof Slot.Why.New ? not(Reasons.UNREGISTERED) : gone();
  }

  private static Decision notStarted(Slot.Starting now, ExitReason reason, View view) {
    if (now.unwanted()) return is(Slot.NOTHING, unregistered(now));
    return switch (now.why()) {
      case Slot.Why.New() ->
          is(
              new Slot.Ending(Optional.empty(), Optional.of(now.fence())),
              not(reason),
              new Effect.Forget(now.fence()));
      case Slot.Why.Offered(Pid from) ->
          is(new Slot.Returning(reason), new Effect.GiveBack(now.fence(), from));
      case Slot.Why.Again(int crashes) when Reasons.isOrderly(reason) ->
          is(new Slot.Parked(crashes), gone(), new Effect.Look());
      case Slot.Why.Again(int crashes) -> backOff(crashes, view);
    };
  }

  // Its move.

  private static Decision leaving(Slot slot, Slot.Running here, News news, View view) {
    return switch (news) {
      case News.Stays() -> is(with(here, new Slot.Moves(0, view.now(), true)));
      case News.Moved(boolean there) when there ->
          is(new Slot.Ending(Optional.of(here.begun().pid()), Optional.empty()));
      case News.Moved _ -> is(with(here, here.moves().refusedAt(view.now())));
      default -> is(slot);
    };
  }

  private static Slot.Running with(Slot.Running now, Slot.Moves moves) {
    return new Slot.Running(now.begun(), now.fence(), now.since(), now.crashes(), moves);
  }

  // Its end.

  /** What has a higher number has been registered since. */
  private static Decision unregistered(Slot slot, long fence, View view) {
    if (!slot.isBefore(fence)) return is(slot);
    Seat gone = new Seat(view.me(), fence, false, true, 0);
    return new Reconciliation(Optional.of(gone), Optional.empty(), view).of(slot);
  }

  private static Decision exited(Slot slot, ExitReason reason, View view) {
    return switch (slot) {
      case Slot.Starting(long fence, var why, var begun, var _, boolean unwanted) ->
          is(new Slot.Starting(fence, why, begun, Optional.of(reason), unwanted));
      case Slot.Leaving _ when reason.equals(Reasons.MOVED) -> is(new Slot.Away());
      case Slot.Leaving(Slot.Running here) -> exited(here, reason, view);
      case Slot.Running _ when Reasons.isLost(reason) ->
          is(new Slot.Parked(0), gone(), new Effect.Look());
      case Slot.Running _ when Reasons.isOrderly(reason) ->
          is(Slot.NOTHING, gone(), new Effect.Look());
      case Slot.Running now when now.begun().restart().after(reason) -> {
        boolean forgiven = view.now() - now.since() > Backoff.FORGIVEN.toNanos();
        yield backOff(forgiven ? 0 : now.crashes(), view);
      }
      case Slot.Running now ->
          is(
              new Slot.Ending(Optional.empty(), Optional.of(now.fence())),
              new Effect.Forget(now.fence()));
      case Slot.Ending(var _, var forget) -> ended(Optional.empty(), forget);
      default -> is(slot);
    };
  }

  /** While a server is ending here, its entry has no number of another ownership of this host. */
  static Decision forget(Slot.Ending ending, Optional<Seat> seat, View view) {
    Optional<Long> number = seat.filter(known -> known.isOf(view.me())).map(Seat::fence);
    return number.isPresent() && ending.forget().isPresent()
        ? is(new Slot.Ending(ending.process(), number), new Effect.Forget(number.get()))
        : ended(ending.process(), Optional.empty());
  }

  static Decision ended(Optional<Pid> process, Optional<Long> forget) {
    boolean done = process.isEmpty() && forget.isEmpty();
    return done ? is(Slot.NOTHING, gone()) : is(new Slot.Ending(process, forget));
  }

  /** A crash deletes nothing: it is started again, later each time. */
  private static Decision backOff(int crashes, View view) {
    long pause = Backoff.CRASHES.after(crashes);
    return is(
        new Slot.BackingOff(crashes + 1, view.now() + pause),
        not(Reasons.BACKING_OFF),
        new Effect.Wake(Duration.ofNanos(pause)));
  }

  static Decision due(Slot.BackingOff off, View view) {
    return view.quorum() && view.now() - off.until() >= 0 ? again(off.crashes()) : is(off);
  }
}
