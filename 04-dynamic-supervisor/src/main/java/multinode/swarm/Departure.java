package multinode.swarm;

import multinode.genserver.Result;
import multinode.process.Call;
import multinode.process.Context;
import multinode.process.Down;
import multinode.process.Exit;
import multinode.process.Pid;
import workbook.Todo;

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
    // 4.6: keep, offer, wait. At which of these steps may it end, and at which must it stay?
    throw new Todo("4.6", "keep the state, offer the server, and end when it runs over there");
  }

  /** Goes on here, and says so to its host. */
  private Result<S> stay(S state, Context self) {
    self.send(ownership.host(), new Handover.Stays(ownership.name()));
    return Result.noReply(state);
  }

  /** Says that it is ready, and waits: for Moved, for Failed, or for the end of the mover. */
  private Object offer(Pid mover, Context self) {
    // 4.6: everything else that comes meanwhile stays in the mailbox.
    throw new Todo("4.6", "tell the mover that it is ready, and wait for what comes of it");
  }

  /** Has the messages that it has not taken follow it, in their order; nobody sends them again. */
  private static void forward(Pid there, Context self) {
    // 4.6: look into the mailbox, and do not wait.
    throw new Todo("4.6", "send on what is in the mailbox");
  }

  /** Whether a message may follow: who made a call makes it again, the others are for this one. */
  private static boolean isFree(Object message) {
    return !(message instanceof Call
        || message instanceof Handover
        || message instanceof Exit
        || message instanceof Down);
  }
}
