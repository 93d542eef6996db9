package multinode.distribution;

import java.util.AbstractMap;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import multinode.cluster.Cluster;

/**
 * A map of the cluster, each step of which is repeated until it is certain that it was made; at
 * once when a member has gone that would have had to confirm it.
 *
 * <p>{@link #putIfAbsent} and {@link #replace} then tell what they find, which may be what an
 * earlier attempt has made.
 */
final class SettledMap<K, V> extends AbstractMap<K, V> implements ConcurrentMap<K, V> {

  private final Cluster cluster;
  private final ConcurrentMap<K, V> map;

  SettledMap(Cluster cluster, ConcurrentMap<K, V> map) {
    this.cluster = cluster;
    this.map = map;
  }

  @Override
  public V get(Object key) {
    return map.get(key);
  }

  @Override
  public V putIfAbsent(K key, V value) {
    return cluster.settled(() -> map.putIfAbsent(key, value));
  }

  /** True also when an earlier attempt may have removed it: it is not there any more. */
  @Override
  public boolean remove(Object key, Object value) {
    AtomicBoolean again = new AtomicBoolean();
    return cluster.settled(() -> map.remove(key, value), () -> again.set(true)) || again.get();
  }

  @Override
  public boolean replace(K key, V old, V value) {
    return cluster.settled(() -> map.replace(key, old, value));
  }

  @Override
  public V replace(K key, V value) {
    return cluster.settled(() -> map.replace(key, value));
  }

  @Override
  public Set<Entry<K, V>> entrySet() {
    return map.entrySet();
  }
}
