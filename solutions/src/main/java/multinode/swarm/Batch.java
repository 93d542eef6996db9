package multinode.swarm;

import java.util.Collection;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Several servers that are started for one request, which is answered when something has come of
 * each. For the host's own process.
 *
 * @param <T> what comes of a server
 */
final class Batch<T> {

  private final Set<String> pending;
  private final SortedMap<String, T> results = new TreeMap<>();
  private final Consumer<SortedMap<String, T>> done;

  Batch(Collection<String> names, Consumer<SortedMap<String, T>> done) {
    pending = new TreeSet<>(names);
    this.done = done;
    if (pending.isEmpty()) done.accept(results);
  }

  /** This came of a server. */
  void add(String name, T result) {
    results.put(name, result);
    remove(name);
  }

  /** Nothing came of a server. */
  void remove(String name) {
    if (pending.remove(name) && pending.isEmpty()) done.accept(results);
  }
}
