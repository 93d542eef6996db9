package multinode.distribution;

import com.hazelcast.map.IMap;
import com.hazelcast.query.Predicates;
import java.util.AbstractMap;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import multinode.cluster.Cluster;
import multinode.cluster.Shared;
import multinode.process.Pid;

/**
 * The processes in the one table of a topology, as a map. Each step is repeated until it is certain
 * that it was made. {@link #putIfAbsent} and {@link #replace} then tell what they find, which may be
 * what an earlier attempt has made.
 */
final class PinnedNames extends AbstractMap<String, Pid> implements ConcurrentMap<String, Pid> {

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

  private <R> R step(String name, NameStep<R> step, Runnable again) {
    return cluster.confirmed(() -> table.submitToKey(name, step), again);
  }

  @Override
  public Pid get(Object key) {
    NameStep.Found found = step((String) key, new NameStep.Look(), () -> {});
    return found != null && found.process() ? found.host() : null;
  }

  /**
   * Who held the name before; null when nobody did.
   *
   * @throws ServerHolds when a server does
   */
  @Override
  public Pid putIfAbsent(String name, Pid pid) {
    NameStep.Found found = step(name, new NameStep.Put(pid), () -> {});
    if (found != null && !found.process()) throw new ServerHolds(name);
    return found == null ? null : found.host();
  }

  /** True also when an earlier attempt may have removed it: it is not there any more. */
  @Override
  public boolean remove(Object key, Object pid) {
    AtomicBoolean again = new AtomicBoolean();
    return step((String) key, new NameStep.Remove((Pid) pid), () -> again.set(true)) || again.get();
  }

  @Override
  public boolean replace(String name, Pid old, Pid pid) {
    return step(name, new NameStep.Replace(old, pid), () -> {});
  }

  /** Not a step that the map takes as a whole: nobody who shares it may use this. */
  @Override
  public Pid replace(String name, Pid pid) {
    throw new UnsupportedOperationException();
  }

  /** Asks every member. */
  @Override
  public Set<Map.Entry<String, Pid>> entrySet() {
    return table.entrySet(Predicates.equal(Shared.TAG, Holder.PROCESS)).stream()
        .map(entry -> Map.entry(entry.getKey(), entry.getValue().host()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The names that are kept on this member. */
  Collection<String> here() {
    return table.localKeySet(Predicates.equal(Shared.TAG, Holder.PROCESS));
  }
}
