package multinode.registry;

import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import multinode.process.Pid;
import workbook.Todo;

/**
 * Who holds which name, in a map that all members share. Any of them changes it at any moment, so
 * each step is one that the map takes as a whole.
 *
 * @param names such as a Hazelcast {@code IMap}, or any other map with atomic steps
 * @param isGone whether the node of a process has left; what it still holds counts for nothing
 */
record NameTable(ConcurrentMap<String, Pid> names, Predicate<Pid> isGone) {

  /**
   * Gives a process a name, unless one holds it whose node is still there.
   *
   * @return who holds it now: {@code pid}, or who was faster
   */
  Pid claim(String name, Pid pid) {
    // 3.6: between a look and a change, somebody else may change it. Which step does both at once?
    throw new Todo("3.6", "give the name to the process, or say who holds it");
  }

  /** Takes a name from a process; false when it had it not. */
  boolean release(String name, Pid pid) {
    // 3.6: the name may have gone to another process long ago.
    throw new Todo("3.6", "take the name from this process, and from no other");
  }

  /** Who holds a name. */
  Optional<Pid> holder(String name) {
    // 3.6: a process whose node is gone holds nothing.
    throw new Todo("3.6", "say who holds the name");
  }
}
