package multinode.swarm;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import multinode.genserver.Result;
import multinode.process.Call;
import multinode.process.Context;
import multinode.process.Down;
import multinode.process.Exit;
import multinode.process.Pid;
import multinode.process.Ref;
import multinode.wire.CodecException;

/**
 * How a server leaves for another node, in two phases: it keeps its state and says that it is
 * ready; it ends when, and only when, it runs over there. Calls that it has not begun are made
 * again over there by those who made them.
 */
record Departure<S>(ClusterServer<S> server, Ownership ownership) {

  /**
   * Leaves, or stays.
   *
   * @param mover who takes the offer to the other node, and brings the answer
   * @return the end of the server here, or its state from now on
   */
  Result<S> begin(Pid mover, S state, Context self) {
    boolean mine;
    try {
      switch (server.beginHandoff(state, self)) {
        case Handoff.Ignore<S> _ -> {
          return stay(state, self);
        }
        case Handoff.Restart<S> _ -> mine = ownership.keepNothing();
        case Handoff.Resume<S>(S last) -> mine = ownership.keep(last);
      }
    } catch (CodecException e) {
      Host.LOG.log(Level.ERROR, "{0} stays: {1}", ownership.name(), e.getMessage());
      return stay(state, self);
    }
    if (!mine) return Result.stop(Reasons.FENCED, state);
    if (offer(mover, self) instanceof Handover.Moved(Pid there)) {
      forward(there, self);
      return Result.stop(Reasons.MOVED, state);
    }
    return ownership
        .renew(state)
        .map(now -> stay(now, self))
        .orElseGet(() -> Result.stop(Reasons.FENCED, state));
  }

  /** Goes on here, and says so to its host. */
  private Result<S> stay(S state, Context self) {
    self.send(ownership.host(), new Handover.Stays(ownership.name()));
    return Result.noReply(state);
  }

  /** Says that it is ready, and waits: for Moved, for Failed, or for the end of the mover. */
  private Object offer(Pid mover, Context self) {
    Ref ref = self.monitor(mover);
    self.send(mover, new Handover.Ready(ownership.name(), self.self(), ownership.fence()));
    Object news =
        self.receive(message ->
            message instanceof Handover.Moved
                || message instanceof Handover.Failed
                || message instanceof Down(Ref of, var _, var _) && of.equals(ref));
    self.demonitor(ref);
    return news;
  }

  /** Has the messages that it has not taken follow it, in their order; nobody sends them again. */
  private static void forward(Pid there, Context self) {
    for (Optional<Object> next;
        (next = self.receive(Departure::isFree, Duration.ZERO)).isPresent(); ) {
      self.send(there, next.get());
    }
  }

  /** Whether a message may follow: who made a call makes it again, the others are for this one. */
  private static boolean isFree(Object message) {
    return !(message instanceof Call
        || message instanceof Handover
        || message instanceof Exit
        || message instanceof Down);
  }
}
