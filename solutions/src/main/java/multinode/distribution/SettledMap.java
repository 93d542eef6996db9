package multinode.distribution;

import java.util.AbstractMap;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import multinode.cluster.Cluster;

/** A map of the cluster, each step of which is repeated until it is certain that it was made. */
final class SettledMap<K, V> extends AbstractMap<K, V> implements ConcurrentMap<K, V> {

  private final ConcurrentMap<K, V> map;

  SettledMap(ConcurrentMap<K, V> map) {
    this.map = map;
  }

  @Override
  public V get(Object key) {
    return map.get(key);
  }

  @Override
  public V putIfAbsent(K key, V value) {
    return Cluster.settled(() -> map.putIfAbsent(key, value));
  }

  @Override
  public boolean remove(Object key, Object value) {
    return Cluster.settled(() -> map.remove(key, value));
  }

  @Override
  public boolean replace(K key, V old, V value) {
    return Cluster.settled(() -> map.replace(key, old, value));
  }

  @Override
  public V replace(K key, V value) {
    return Cluster.settled(() -> map.replace(key, value));
  }

  @Override
  public Set<Entry<K, V>> entrySet() {
    return map.entrySet();
  }
}
