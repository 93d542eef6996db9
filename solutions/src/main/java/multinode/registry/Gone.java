package multinode.registry;

import java.util.Map;
import multinode.cluster.Shared;
import multinode.process.Pid;

/**
 * A tombstone: this name was held, and is free. It stays {@linkplain Tombstones for a while}, so
 * that a part of a network that was away does not bring back what had ended, and that the next
 * holder has a higher number.
 *
 * @param host who held the name last
 * @param fence the number of the last ownership when that has ended by itself; the next number when
 *     somebody else has ended it
 * @param unregistered whether somebody else has, which counts for more
 */
public record Gone(Pid host, long fence, boolean unregistered) implements Holder {

  /** Makes a name free in the table. */
  public static void put(Map.Entry<String, Holder> at) {
    at.setValue(at.getValue().gone());
  }

  @Override
  public Gone gone() {
    return this;
  }

  /**
   * Whether this has ended a holder of the name. What has a higher number has come after it. Who
   * has the same one, and is another, has begun in another part of the network: an unregistration
   * counts for both parts.
   */
  public boolean ends(Holder holder) {
    return holder.fence() < fence
        || holder.fence() == fence && (unregistered || holder.host().equals(host));
  }

  @Override
  public Shared merged(Shared other) {
    return other instanceof Holder holder && !ends(holder) ? holder : this;
  }

  @Override
  public boolean isTagged(String tag) {
    return tag.equals(TOMBSTONE);
  }
}
