package multinode.registry;

import com.hazelcast.map.IMap;
import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import multinode.cluster.Cluster;
import multinode.cluster.Tagged;
import multinode.process.Pid;

/**
 * The processes in the one table of a topology, as a map. Each step is repeated until it is certain
 * that it was made, and then tells what it finds, which may be what an earlier attempt has made.
 */
final class PinnedNames extends AbstractMap<String, Pid> implements ConcurrentMap<String, Pid> {

  /** How many tombstones are cleared at a time. */
  private static final int AT_ONCE = 1_000;

  /** A server holds the name. */
  static final class ServerHolds extends RuntimeException {
    private static final long serialVersionUID = 1;

    ServerHolds(String name) {
      super("a server holds the name \"%s\"".formatted(name), null, false, false);
    }
  }

  private final Cluster cluster;
  private final IMap<String, Holder> table;

  PinnedNames(Cluster cluster) {
    this.cluster = cluster;
    table = cluster.engine().getMap(Holder.TABLE);
  }

  /** Who held the name; null when nobody did. */
  private Hold.Found hold(String name, Optional<Pid> from, Optional<Pid> to, Runnable again) {
    Hold step = new Hold(from, to);
    return cluster.confirmed(() -> table.submitToKey(name, step), again);
  }

  @Override
  public Pid get(Object key) {
    Hold.Found found = Hold.found(cluster.confirmed(() -> table.getAsync((String) key)));
    return found != null && found.process() ? found.host() : null;
  }

  /**
   * Who held the name before; null when nobody did.
   *
   * @throws ServerHolds when a server does
   */
  @Override
  public Pid putIfAbsent(String name, Pid pid) {
    Hold.Found found = hold(name, Optional.empty(), Optional.of(pid), () -> {});
    if (found != null && !found.process()) throw new ServerHolds(name);
    return found == null ? null : found.host();
  }

  /** True also when an earlier attempt may have removed it: it is not there any more. */
  @Override
  public boolean remove(Object key, Object pid) {
    AtomicBoolean again = new AtomicBoolean();
    Hold.Found found =
        hold((String) key, Optional.of((Pid) pid), Optional.empty(), () -> again.set(true));
    return new Hold.Found((Pid) pid, true).equals(found) || again.get();
  }

  @Override
  public boolean replace(String name, Pid old, Pid pid) {
    Hold.Found found = hold(name, Optional.of(old), Optional.of(pid), () -> {});
    return new Hold.Found(old, true).equals(found) || new Hold.Found(pid, true).equals(found);
  }

  /** Not a step that the map takes as a whole: nobody who shares it may use this. */
  @Override
  public Pid replace(String name, Pid pid) {
    throw new UnsupportedOperationException();
  }

  /** Asks every member. */
  @Override
  public Set<Map.Entry<String, Pid>> entrySet() {
    return tagged(Holder.PROCESS).entrySet();
  }

  /** The names of the processes of one node. Asks every member. */
  Map<String, Pid> of(String node) {
    return tagged(Pinned.on(node));
  }

  private Map<String, Pid> tagged(String tag) {
    return pids(cluster.settled(() -> table.entrySet(new Tagged<>(tag))));
  }

  /** The names of processes that are kept on this member. */
  Map<String, Pid> here() {
    return pids(look(table.localKeySet(new Tagged<>(Holder.PROCESS))).entrySet());
  }

  /** The names of the tombstones that are kept on this member. */
  Set<String> tombstones() {
    return table.localKeySet(new Tagged<>(Holder.TOMBSTONE));
  }

  /** Takes tombstones away, where there is nothing else under the name by now. */
  void clear(Map<String, Gone> due) {
    List<String> all = List.copyOf(due.keySet());
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      List<String> some = all.subList(from, Math.min(from + AT_ONCE, all.size()));
      cluster.confirmedAll(
          some, name -> table.submitToKey(name, new Tombstones.Clear(due.get(name))));
    }
  }

  private static Map<String, Pid> pids(Set<Map.Entry<String, Holder>> entries) {
    return entries.stream()
        .filter(entry -> entry.getValue() instanceof Pinned)
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> entry.getValue().host()));
  }

  /** What is kept of these names, no matter which process holds them. */
  Map<String, Holder> look(Set<String> some) {
    return some.isEmpty() ? Map.of() : cluster.settled(() -> table.getAll(some));
  }
}
