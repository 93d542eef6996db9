package multinode.swarm;

import com.hazelcast.map.IMap;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import multinode.cluster.Cluster;
import multinode.cluster.Tagged;
import multinode.process.Pid;
import multinode.registry.Holder;

/**
 * The servers in the one table of a topology, each entry on one member with a copy on another. All
 * methods block until both have done what they say.
 */
final class Table {

  private final Cluster cluster;
  private final IMap<String, Holder> entries;

  Table(Cluster cluster) {
    this.cluster = cluster;
    entries = cluster.engine().getMap(Holder.TABLE);
  }

  /** Makes a step on one entry; what comes of it. */
  <R> R change(String name, Step<R> step) {
    return cluster.confirmed(() -> entries.submitToKey(name, step));
  }

  /**
   * Makes new servers mine, unless somebody holds the name; tells whose each is then.
   *
   * @param over the tombstones of those whose last server has ended
   */
  Map<String, Step.Claimed> claim(Map<String, Entry> added, Map<String, Seat> over) {
    return all(
        added.keySet(),
        name ->
            new Step.Claim(added.get(name), over.containsKey(name) ? over.get(name).fence() : 0));
  }

  /** Takes over those of these that nobody runs, or this host itself. */
  Map<String, Entry> adopt(Set<String> names, Pid host, Map<String, Integer> members) {
    Step.Adopt step = new Step.Adopt(host, members);
    return all(names, name -> step);
  }

  /** Takes over what another host offers under these numbers, and still does. */
  Map<String, Entry> take(Map<String, Long> fences, Pid host) {
    return all(fences.keySet(), name -> new Step.Take(host, fences.get(name)));
  }

  private <R> Map<String, R> all(Set<String> names, Function<String, Step<R>> step) {
    return cluster.confirmedAll(names, name -> entries.submitToKey(name, step.apply(name)));
  }

  /**
   * Keeps a state; false when this is not the owner's any more.
   *
   * @param again is run before the step, which may be another one by then, is begun again
   */
  boolean keep(String name, Supplier<? extends Step<Boolean>> step, Runnable again) {
    return cluster.confirmed(() -> entries.submitToKey(name, step.get()), again);
  }

  /** Who holds a name; empty when nobody does. */
  Optional<Seat> peek(String name) {
    return Optional.ofNullable(change(name, new Step.Peek())).filter(seat -> !seat.isGone());
  }

  /** All that is kept of a server. */
  Optional<Entry> find(String name) {
    return cluster.confirmed(() -> entries.getAsync(name)) instanceof Entry entry
        ? Optional.of(entry)
        : Optional.empty();
  }

  /** What is said of these names; those of which nothing is known are left out. */
  Map<String, Seat> peek(Set<String> names) {
    if (names.isEmpty()) return Map.of();
    return cluster.confirmed(() -> entries.submitToKeys(names, new Step.Peek()));
  }

  /** The states of other parts that a server has not been told. */
  List<byte[]> others(String name) {
    return find(name).map(entry -> entry.past().others()).orElse(List.of());
  }

  /**
   * What came of {@link #remove}: the tombstone, as far as it is there, and whether this may have
   * ended the server.
   */
  record Removed(Optional<Seat> gone, boolean perhaps) {}

  /** Ends a server, on any host. */
  Removed remove(String name) {
    AtomicBoolean again = new AtomicBoolean();
    Step.Removed removed =
        cluster.confirmed(
            () -> entries.submitToKey(name, new Step.Remove()), () -> again.set(true));
    boolean perhaps = again.get() || removed != null && removed.now();
    return new Removed(Optional.ofNullable(removed).map(Step.Removed::gone), perhaps);
  }

  /** Puts a server into a group, or takes it out; false when there is no such server. */
  boolean regroup(String name, String group, boolean in) {
    return change(name, new Step.Regroup(group, in));
  }

  /** All names of servers, sorted. Asks every member. */
  SortedSet<String> names() {
    return tagged(Entry.SERVER);
  }

  /** The names of all servers in a group, sorted. Asks every member. */
  SortedSet<String> members(String group) {
    return tagged(Entry.tag(group));
  }

  private SortedSet<String> tagged(String tag) {
    return new TreeSet<>(cluster.settled(() -> entries.keySet(new Tagged<>(tag))));
  }

  /** The names of servers whose entries are on this member. */
  Collection<String> localNames() {
    return entries.localKeySet(new Tagged<>(Entry.SERVER));
  }
}
