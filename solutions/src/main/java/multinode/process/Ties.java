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
  private static <V> Map<Ref, V> with(Map<Ref, V> map, Ref ref, V value) {
    if (map.isEmpty()) return Map.of(ref, value);
    Map<Ref, V> more = map instanceof HashMap ? map : new HashMap<>(map);
    more.put(Objects.requireNonNull(ref), Objects.requireNonNull(value));
    return more;
  }

  private static <V> Map<Ref, V> without(Map<Ref, V> map, Ref ref) {
    if (map.size() == 1) return Map.of();
    map.remove(ref);
    return map;
  }

  synchronized boolean link(Pid other) {
    if (cut) return false;
    if (links.isEmpty()) links = new HashSet<>();
    links.add(Objects.requireNonNull(other));
    return true;
  }

  synchronized boolean unlink(Pid other) {
    return !links.isEmpty() && links.remove(other);
  }

  synchronized boolean watchedBy(Ref ref, Pid watcher) {
    if (cut) return false;
    watchers = with(watchers, ref, watcher);
    return true;
  }

  synchronized void notWatchedBy(Ref ref) {
    if (watchers.containsKey(ref)) watchers = without(watchers, ref);
  }

  /** How many monitors watch it. */
  synchronized int watchers() {
    return watchers.size();
  }

  /** How many monitors it has. */
  synchronized int monitors() {
    return monitors.size();
  }

  synchronized void monitor(Ref ref, Destination other) {
    monitors = with(monitors, ref, other);
  }

  /** Ends a monitor of this process; returns whom it watched, or null when there is none. */
  synchronized Destination demonitor(Ref ref) {
    Destination other = monitors.get(ref);
    if (other != null) monitors = without(monitors, ref);
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

  /** The links and monitors that lead to a node; the watchers there are forgotten. */
  synchronized Cut to(String node) {
    Set<Pid> lostLinks = new HashSet<>(links);
    lostLinks.removeIf(pid -> !pid.node().equals(node));
    Map<Ref, Destination> lostMonitors = new HashMap<>(monitors);
    lostMonitors.values().removeIf(who -> !who.node().equals(node));
    watchers = new HashMap<>(watchers);
    watchers.values().removeIf(pid -> pid.node().equals(node));
    return new Cut(lostLinks, Map.of(), lostMonitors, names);
  }

  /** Cuts everything, once and for all; returns null when that was done before. */
  synchronized Cut cut() {
    if (cut) return null;
    cut = true;
    Cut all = new Cut(links, watchers, monitors, names);
    links = Set.of();
    watchers = Map.of();
    monitors = Map.of();
    return all;
  }
}
