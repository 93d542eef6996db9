package multinode.swarm;

import com.hazelcast.map.IMap;
import com.hazelcast.partition.Partition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import multinode.cluster.Cluster;
import multinode.process.Pid;

/**
 * The entries of all servers, each on one member with a copy on another. All methods block until
 * both have done what they say.
 */
final class Table {

  private final Cluster cluster;
  private final IMap<String, Entry> entries;

  Table(Cluster cluster) {
    this.cluster = cluster;
    entries = cluster.engine().getMap("servers");
  }

  /** Makes new servers mine; tells whose those are that are not new. */
  Map<String, Pid> claim(Map<String, Entry> added) {
    return byPartition(added, Step.Claim::new);
  }

  /** Takes over those of these that nobody runs, or this host itself. */
  Map<String, Entry> adopt(Set<String> names, Pid host, Map<String, Integer> members) {
    Step.Adopt step = new Step.Adopt(host, members);
    return cluster.confirmed(() -> entries.submitToKeys(names, step));
  }

  /** Takes over what another host offers. */
  Map<String, Entry> take(Map<String, Long> fences, Pid host) {
    return byPartition(fences, some -> new Step.Take(host, some));
  }

  /**
   * Applies a step to keys and their values, those of each partition together: what the step
   * carries goes to the copies, and should be no more than they need.
   */
  private <V, R> Map<String, R> byPartition(
      Map<String, V> all, Function<Map<String, V>, Step<R>> step) {
    Map<Partition, Map<String, V>> groups = new HashMap<>();
    all.forEach((name, value) ->
        groups.computeIfAbsent(partition(name), unused -> new HashMap<>()).put(name, value));
    return cluster.confirmed(() -> {
      List<CompletableFuture<Map<String, R>>> pending = new ArrayList<>();
      for (Map<String, V> group : groups.values()) {
        Step<R> one = step.apply(group);
        pending.add(entries.submitToKeys(group.keySet(), one).toCompletableFuture());
      }
      return CompletableFuture.allOf(pending.toArray(CompletableFuture[]::new))
          .thenApply(done -> {
            Map<String, R> results = new HashMap<>();
            pending.forEach(each -> results.putAll(each.join()));
            return results;
          });
    });
  }

  private Partition partition(String name) {
    return cluster.engine().getPartitionService().getPartition(name);
  }

  /**
   * Keeps a state; false when this is not the owner's any more.
   *
   * @param again is run before the step, which may be another one by then, is begun again
   */
  boolean keep(String name, Supplier<Step.Keep> step, Runnable again) {
    return cluster.confirmed(() -> entries.submitToKey(name, step.get()), again);
  }

  /** Gives an ownership its next number; false when it has ended. */
  boolean renew(String name, Step.Renew step) {
    return cluster.confirmed(() -> entries.submitToKey(name, step));
  }

  /** Puts a server into a group, or takes it out; false when there is no such server. */
  boolean regroup(String name, Step.Regroup step) {
    return cluster.confirmed(() -> entries.submitToKey(name, step));
  }

  /** Whose a server is; empty when there is none. */
  Optional<Step.Seat> peek(String name) {
    return Optional.ofNullable(cluster.confirmed(() -> entries.submitToKey(name, new Step.Peek())));
  }

  /** Gives back what this host has taken, and cannot run. */
  void giveBack(String name, Step.GiveBack step) {
    cluster.confirmed(() -> entries.submitToKey(name, step));
  }

  /** Whose these servers are; those that nobody knows are left out. */
  Map<String, Step.Seat> peek(Set<String> names) {
    return cluster.confirmed(() -> entries.submitToKeys(names, new Step.Peek()));
  }

  /**
   * Takes a server out that this host runs; tells in which groups it was, empty when it does not.
   */
  Optional<List<String>> forget(String name, Pid host) {
    Optional<Step.Seat> seat = peek(name).filter(known -> known.host().equals(host));
    if (seat.isEmpty()) return Optional.empty();
    AtomicBoolean again = new AtomicBoolean();
    boolean done =
        cluster.confirmed(
            () -> entries.submitToKey(name, new Step.Forget(host)), () -> again.set(true));
    // A step that is begun again may find its own work done.
    boolean gone = done || again.get() && peek(name).isEmpty();
    return gone ? seat.map(Step.Seat::groups) : Optional.empty();
  }

  /** All names. Asks every member. */
  Set<String> names() {
    return entries.keySet();
  }

  /** The names whose entries are on this member. */
  Collection<String> localNames() {
    return entries.localKeySet();
  }
}
