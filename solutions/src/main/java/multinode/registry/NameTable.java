package multinode.registry;

import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import multinode.process.Pid;

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
    for (; ; ) {
      Pid holder = names.putIfAbsent(name, pid);
      if (holder == null) return pid;
      if (!isGone.test(holder)) return holder;
      if (names.replace(name, holder, pid)) return pid;
    }
  }

  /** Takes a name from a process; false when it had it not. */
  boolean release(String name, Pid pid) {
    return names.remove(name, pid);
  }

  /** Who holds a name. */
  Optional<Pid> holder(String name) {
    return Optional.ofNullable(names.get(name)).filter(isGone.negate());
  }
}
