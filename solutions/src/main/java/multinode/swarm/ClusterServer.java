package multinode.swarm;

import multinode.genserver.GenServer;
import multinode.process.Context;
import multinode.supervisor.Restart;

/**
 * A server that knows that it may be moved. What it is has to travel: make it a record whose
 * components say what it needs to begin, and its state a value that can be sent as a message. To
 * change it, return another value: collections that have been sent are unmodifiable, and only with
 * {@link Durability#EVERY_CHANGE} is a change in place noticed.
 *
 * <p>Its host may ask a server to move. If the server stays, a timeout that a handler has set
 * starts over. A timeout does not move along: on the new node the server waits as {@link #init}
 * says there.
 *
 * <p>Any other {@link GenServer} that can travel may run in a {@link Swarm}, too; it starts over
 * wherever it is started.
 *
 * @param <S> the state
 */
public interface ClusterServer<S> extends GenServer<S> {

  /** What becomes of its state. Asked once, when it starts; without answer it goes along. */
  default Durability durability() {
    return Durability.HANDOFF;
  }

  /**
   * When it is started again after its own end. One that is not is forgotten: its name is free, and
   * its state is gone. The end of its node or of its host, and a stop for want of a quorum, are no
   * end of its own: it goes on afterwards, elsewhere or here, whatever this says. One that is
   * started again keeps both, however often it crashes; a tenth of a second after the first crash,
   * twice as long after each other one, half a minute at most.
   */
  default Restart restart() {
    return Restart.TRANSIENT;
  }

  /** Whether its work here may go on while it starts where it moves. */
  default Overlap overlap() {
    return Overlap.OVERLAP;
  }

  /**
   * It is to be moved. Nothing is asked of it after this until it has moved, or that has failed.
   *
   * @param state the state it has here
   */
  default Handoff<S> beginHandoff(S state, Context self) {
    return durability() == Durability.NONE ? Handoff.restart() : Handoff.resume(state);
  }

  /**
   * It has been moved here, or its former node died.
   *
   * @param handed the state that it had there
   * @param fresh what {@link #init} has made here
   * @return with which state it goes on
   */
  default S endHandoff(S handed, S fresh, Context self) {
    return handed;
  }

  /**
   * The network had fallen apart, and this server ran in both parts. This one goes on, the other
   * one has ended. Called once for it, and perhaps again where this one's node dies meanwhile.
   *
   * @param mine the state it has here
   * @param other the last state of the other one
   * @return with which state it goes on
   */
  default S resolveConflict(S mine, S other, Context self) {
    return mine;
  }
}
