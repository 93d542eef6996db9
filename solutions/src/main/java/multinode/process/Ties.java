package multinode.process;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What ties one process to others: its links, those who watch it, those it watches, and its names.
 * Once cut, nothing can be tied any more. Takes no memory to speak of while there is nothing.
 */
final class Ties {

  private boolean cut;
  private Set<Pid> links = Set.of();
  private Map<Ref, Pid> watchers = Map.of();
  private Map<Ref, Destination> monitors = Map.of();
  private SortedSet<String> names = Collections.emptySortedSet();

  /** By which connection a tie to another node leads: for a link its pid, else its reference. */
  private Map<Object, RemoteTies> over = Map.of();

  /**
   * The ties of a process that has ended, for those who must be told.
   *
   * @param links the processes it was linked to
   * @param watchers who monitored it, by the monitor's reference
   * @param monitors whom it monitored
   * @param names the names it held
   */
  record Cut(
      Set<Pid> links,
      Map<Ref, Pid> watchers,
      Map<Ref, Destination> monitors,
      SortedSet<String> names) {}

  /** The map and one entry more; a single one, as during a call, takes hardly any room. */
  private static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
    if (map.isEmpty()) return Map.of(key, value);
    Map<K, V> more = map instanceof HashMap ? map : new HashMap<>(map);
    more.put(Objects.requireNonNull(key), Objects.requireNonNull(value));
    return more;
  }

  private static <K, V> Map<K, V> without(Map<K, V> map, K key) {
    if (!map.containsKey(key)) return map;
    if (map.size() == 1) return Map.of();
    map.remove(key);
    return map;
  }

  /**
   * Notes that a tie leads over a connection.
   *
   * @param tie the pid of a link, or the reference of a monitor or watcher
   * @return false when there is no such tie any more
   */
  synchronized boolean over(Object tie, RemoteTies connection) {
    boolean there =
        switch (tie) {
          case Pid pid -> links.contains(pid);
          case Ref ref -> monitors.containsKey(ref) || watchers.containsKey(ref);
          default -> false;
        };
    if (there) over = with(over, tie, connection);
    return there;
  }

  synchronized boolean link(Pid other) {
    if (cut) return false;
    if (links.isEmpty()) links = new HashSet<>();
    links.add(Objects.requireNonNull(other));
    return true;
  }

  synchronized boolean unlink(Pid other) {
    if (links.isEmpty() || !links.remove(other)) return false;
    over = without(over, other);
    return true;
  }

  synchronized boolean watchedBy(Ref ref, Pid watcher) {
    if (cut) return false;
    watchers = with(watchers, ref, watcher);
    return true;
  }

  synchronized void notWatchedBy(Ref ref) {
    if (!watchers.containsKey(ref)) return;
    watchers = without(watchers, ref);
    over = without(over, ref);
  }

  /** Whether it has a monitor or an unanswered request with this reference. */
  synchronized boolean hasMonitor(Ref ref) {
    return monitors.containsKey(ref);
  }

  /** Whether a monitor or an unanswered request of another process has this reference. */
  synchronized boolean isWatchedBy(Ref ref) {
    return watchers.containsKey(ref);
  }

  /** To whom it is linked. */
  synchronized Set<Pid> links() {
    return Set.copyOf(links);
  }

  /** How many monitors watch it. */
  synchronized int watchers() {
    return watchers.size();
  }

  /** How many monitors it has. */
  synchronized int monitors() {
    return monitors.size();
  }

  synchronized boolean monitor(Ref ref, Destination other) {
    if (cut) return false;
    monitors = with(monitors, ref, other);
    return true;
  }

  /** Ends a monitor of this process; returns whom it watched, or null when there is none. */
  synchronized Destination demonitor(Ref ref) {
    Destination other = monitors.get(ref);
    if (other != null) {
      monitors = without(monitors, ref);
      over = without(over, ref);
    }
    return other;
  }

  synchronized boolean name(String name) {
    if (cut) return false;
    SortedSet<String> more = new TreeSet<>(names);
    more.add(name);
    names = more;
    return true;
  }

  synchronized void unname(String name) {
    SortedSet<String> fewer = new TreeSet<>(names);
    fewer.remove(name);
    names = fewer;
  }

  synchronized SortedSet<String> names() {
    return names;
  }

  /** The links and monitors that lead over a connection; the watchers there are forgotten. */
  synchronized Cut lostWith(RemoteTies connection) {
    Set<Pid> lostLinks = new HashSet<>(links);
    lostLinks.removeIf(pid -> over.get(pid) != connection);
    Map<Ref, Destination> lostMonitors = new HashMap<>(monitors);
    lostMonitors.keySet().removeIf(ref -> over.get(ref) != connection);
    watchers = new HashMap<>(watchers);
    watchers.keySet().removeIf(ref -> over.get(ref) == connection);
    over = new HashMap<>(over);
    over.entrySet().removeIf(tie -> tie.getKey() instanceof Ref ref && isGone(ref));
    return new Cut(lostLinks, Map.of(), lostMonitors, names);
  }

  private boolean isGone(Ref ref) {
    return !monitors.containsKey(ref) && !watchers.containsKey(ref);
  }

  /** Cuts everything, once and for all; returns null when that was done before. */
  synchronized Cut cut() {
    if (cut) return null;
    cut = true;
    Cut all = new Cut(links, watchers, monitors, names);
    links = Set.of();
    watchers = Map.of();
    monitors = Map.of();
    over = Map.of();
    return all;
  }
}
