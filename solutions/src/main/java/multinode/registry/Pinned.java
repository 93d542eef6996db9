package multinode.registry;

import multinode.cluster.Shared;
import multinode.process.Pid;

/**
 * A process that holds a name, as long as it lives; it runs where it runs.
 *
 * @param host the process
 * @param fence the number of this ownership
 */
record Pinned(Pid host, long fence) implements Holder {

  /** The higher number stays, and of two that are equal this one; the process that lost ends. */
  @Override
  public Shared merged(Shared other) {
    return other instanceof Holder holder && holder.fence() > fence ? holder : this;
  }

  @Override
  public boolean isTagged(String tag) {
    return tag.equals(PROCESS) || tag.equals(on(host.node()));
  }

  /** The tag of the processes of a node. */
  static String on(String node) {
    return PROCESS + " on " + node;
  }
}
