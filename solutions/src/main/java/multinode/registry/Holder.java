package multinode.registry;

import multinode.cluster.Shared;
import multinode.process.Pid;

/**
 * What the one table of a topology has under a name: a {@link Pinned} process, a server that runs
 * now here and now there, or that the name is {@link Gone}. A name so has one holder, whatever it
 * is. It changes by whole steps only.
 */
public interface Holder extends Shared {

  /** The name of the table. */
  String TABLE = "names";

  /** The tag of processes. */
  String PROCESS = "process";

  /** The tag of names that are free again. */
  String TOMBSTONE = "tombstone";

  /** The process that holds the name, or that looks after the one that does. */
  Pid host();

  /** The number of this ownership; each owner of a name has a higher one than all before. */
  long fence();

  /** Nobody holds the name any more. */
  default Gone gone() {
    return new Gone(host(), fence() + 1, true);
  }
}
