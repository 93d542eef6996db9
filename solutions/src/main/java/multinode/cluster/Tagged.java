package multinode.cluster;

import com.hazelcast.query.Predicate;
import java.util.Map;

/**
 * A query for {@link Shared} values by a word. It looks at each value where that is kept: an index
 * would have to be built by every member that joins, and again with each change.
 *
 * @param <V> the values
 */
public record Tagged<V extends Shared>(String tag) implements Predicate<String, V> {
  @Override
  public boolean apply(Map.Entry<String, V> entry) {
    return entry.getValue().isTagged(tag);
  }
}
