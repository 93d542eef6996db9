package multinode.swarm;

import java.util.Optional;
import multinode.process.ExitReason;
import multinode.process.Pid;
import multinode.supervisor.Restart;

/**
 * What one node has to do with one name. This and the name's entry are all there is of a server;
 * {@link Decision} says what becomes of it. Moments are in nanoseconds.
 */
sealed interface Slot {
  /** Nothing. */
  record Nothing() implements Slot {}

  /** The host is just asking the table for it. */
  record Taking(Why why) implements Slot {}

  /**
   * Its {@code init} runs.
   *
   * @param exited why its process has ended, which is heard before what came of its start
   * @param unwanted it is to end as soon as it can
   */
  record Starting(
      long fence, Why why, Optional<Begun> begun, Optional<ExitReason> exited, boolean unwanted)
      implements Slot {}

  /**
   * It runs.
   *
   * @param crashes how often it has crashed lately
   * @param moves when it may be asked to move
   */
  record Running(Begun begun, long fence, long since, int crashes, Moves moves) implements Slot {

    /** The same under this number, if it is higher. */
    Running under(long number) {
      return new Running(begun, Math.max(fence, number), since, crashes, moves);
    }
  }

  /** It is asked to move, and runs here until it runs there. */
  record Leaving(Running here) implements Slot {}

  /** Its process here has ended, and it is not known yet whether it runs there. */
  record Away() implements Slot {}

  /** It was offered, and did not start for this reason: until it is its former host's again. */
  record Returning(ExitReason reason) implements Slot {}

  /** It is this node's to run, which may not be now: too few nodes are there. */
  record Parked(int crashes) implements Slot {}

  /** It has crashed, and is started again at this time. */
  record BackingOff(int crashes, long until) implements Slot {}

  /** It is ending: until its process is gone, and its entry under this number. */
  record Ending(Optional<Pid> process, Optional<Long> forget) implements Slot {}

  /** Nothing, as one value. */
  Slot NOTHING = new Nothing();

  /** A process that has begun, and when it is started again. */
  record Begun(Pid pid, Restart restart) {}

  /** Why a server is started. */
  sealed interface Why {
    /** It was registered. */
    record New() implements Why {}

    /** Another host has offered it. */
    record Offered(Pid from) implements Why {}

    /** Nobody runs it, or its process here has ended; so often in a row. */
    record Again(int crashes) implements Why {}
  }

  /**
   * When a server may be asked to move.
   *
   * @param refused how often another node could not take it, in a row
   */
  record Moves(int refused, long at, boolean stays) {

    static Moves at(long now) {
      return new Moves(0, now, false);
    }

    Moves refusedAt(long now) {
      return new Moves(refused + 1, now + Backoff.MOVES.after(refused), false);
    }

    boolean may(long now) {
      return !stays && now - at >= 0;
    }
  }

  /** Whether something is under way here, after which more is known. */
  default boolean isBusy() {
    return switch (this) {
      case Taking _, Starting _, Away _, Returning _, Ending _ -> true;
      default -> false;
    };
  }

  /** The same under a higher number, if this has one. */
  default Slot renewed(long number) {
    return switch (this) {
      case Starting(long fence, var why, var begun, var exited, boolean unwanted) ->
          new Starting(Math.max(fence, number), why, begun, exited, unwanted);
      case Running now -> now.under(number);
      case Leaving(Running here) -> new Leaving(here.under(number));
      default -> this;
    };
  }

  /** Whether something may be under way under a lower number than this. */
  default boolean isBefore(long number) {
    return switch (this) {
      case Nothing() -> false;
      case Starting starting -> starting.fence() < number;
      case Running running -> running.fence() < number;
      case Leaving(Running here) -> here.fence() < number;
      case Ending(var _, var forget) -> forget.isEmpty() || forget.get() < number;
      default -> true;
    };
  }

  /** The process of a server that runs. */
  default Optional<Pid> running() {
    return switch (this) {
      case Running running -> Optional.of(running.begun().pid());
      case Leaving(Running here) -> Optional.of(here.begun().pid());
      default -> Optional.empty();
    };
  }

  /** The process of a server, whatever it does. */
  default Optional<Pid> process() {
    return switch (this) {
      case Starting starting -> starting.begun().map(Begun::pid);
      case Ending ending -> ending.process();
      default -> running();
    };
  }
}
