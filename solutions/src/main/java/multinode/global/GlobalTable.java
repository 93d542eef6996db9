package multinode.global;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import multinode.process.Pid;

/**
 * Who holds which global name, as far as one node knows. Mostly one process a name; more only until
 * a conflict has been settled, and then the least of them counts. One thread changes it, all read.
 */
final class GlobalTable {

  private final Map<String, SortedMap<Pid, Global.Conflict>> names = new ConcurrentHashMap<>();

  /** Who holds a name, and by which rules; unmodifiable. */
  SortedMap<Pid, Global.Conflict> all(String name) {
    return names.getOrDefault(name, Collections.emptySortedMap());
  }

  Optional<Pid> holder(String name) {
    SortedMap<Pid, Global.Conflict> all = all(name);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.firstKey());
  }

  SortedMap<String, Pid> holders() {
    SortedMap<String, Pid> holders = new TreeMap<>();
    names.forEach((name, all) -> holders.put(name, all.firstKey()));
    return holders;
  }

  void put(String name, Pid pid, Global.Conflict conflict) {
    SortedMap<Pid, Global.Conflict> more = new TreeMap<>(all(name));
    more.put(pid, conflict);
    names.put(name, Collections.unmodifiableSortedMap(more));
  }

  /** Takes a holder out; false when it was none. */
  boolean remove(String name, Pid pid) {
    SortedMap<Pid, Global.Conflict> fewer = new TreeMap<>(all(name));
    if (fewer.remove(pid) == null) return false;
    if (fewer.isEmpty()) names.remove(name);
    else names.put(name, Collections.unmodifiableSortedMap(fewer));
    return true;
  }

  /** How many names a process holds. */
  long names(Pid pid) {
    return names.values().stream().filter(all -> all.containsKey(pid)).count();
  }

  /** Calls the task with each name and holder that fits; the task may take it out. */
  void forEach(Predicate<Pid> wanted, BiConsumer<String, Pid> task) {
    names.forEach(
        (name, all) -> all.keySet().stream().filter(wanted).forEach(pid -> task.accept(name, pid)));
  }
}
