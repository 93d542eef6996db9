package multinode.swarm;

import com.hazelcast.multimap.MultiMap;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import multinode.cluster.Cluster;

/** Which servers are in which groups: an index of what stands in their entries. */
final class Groups {

  private final Cluster cluster;
  private final MultiMap<String, String> index;

  Groups(Cluster cluster) {
    this.cluster = cluster;
    index = cluster.engine().getMultiMap("groups");
  }

  /** A server is in these groups. */
  void join(String name, List<String> groups) {
    for (String group : groups) cluster.settled(() -> index.put(group, name));
  }

  /** A server is in none of these groups any more. */
  void leave(String name, Collection<String> groups) {
    for (String group : groups) cluster.settled(() -> index.remove(group, name));
  }

  /** The servers in a group, sorted. A round trip. */
  SortedSet<String> members(String group) {
    return new TreeSet<>(index.get(group));
  }
}
