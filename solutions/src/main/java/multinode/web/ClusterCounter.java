package multinode.web;

import multinode.genserver.CallFailed;
import multinode.genserver.Request;
import multinode.manager.Counter;
import multinode.process.ExitReason;
import multinode.swarm.Durability;
import multinode.swarm.Swarm;

/**
 * Counts with one server of the whole cluster: every page shows the same number, whichever node
 * serves it, and a node that dies takes nothing along.
 *
 * @param swarm in which the server runs
 */
public record ClusterCounter(Swarm swarm) implements PageCounter {

  /** The name of the server. */
  public static final String NAME = "counter";

  /**
   * {@inheritDoc}
   *
   * @throws CallFailed when there is no answer
   */
  @Override
  public long value() {
    return ask(new Counter.Value());
  }

  /**
   * {@inheritDoc}
   *
   * @throws CallFailed when there is no answer; then nobody knows whether it was counted
   */
  @Override
  public long add() {
    return ask(new Counter.Add());
  }

  /** Asks the server, and starts it if there is none; it does not matter which node is first. */
  private long ask(Request<Long> request) {
    try {
      return swarm.call(NAME, request);
    } catch (CallFailed e) {
      if (!e.reason().equals(ExitReason.NOPROC)) throw e;
      swarm.register(NAME, new Counter(Durability.EVERY_CHANGE));
      return swarm.call(NAME, request);
    }
  }
}
