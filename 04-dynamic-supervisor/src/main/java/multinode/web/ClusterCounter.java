package multinode.web;

import multinode.genserver.CallFailed;
import multinode.swarm.Swarm;
import workbook.Todo;

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
    // 4.9: who knows the number, wherever this page is served?
    throw new Todo("4.9", "ask the server of the whole cluster how many there are");
  }

  /**
   * {@inheritDoc}
   *
   * @throws CallFailed when there is no answer; then nobody knows whether it was counted
   */
  @Override
  public long add() {
    // 4.9: and when there is no such server yet?
    throw new Todo("4.9", "have the server of the whole cluster count one more");
  }
}
