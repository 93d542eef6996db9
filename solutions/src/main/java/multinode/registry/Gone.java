package multinode.registry;

import com.hazelcast.map.ExtendedMapEntry;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import multinode.cluster.Shared;
import multinode.process.Pid;

/**
 * A tombstone: this name was held, and is free. It stays for a while, so that a part of a network
 * that was away does not bring back what had ended, and that the next holder has a higher number.
 *
 * @param host who held the name last
 * @param fence the number of the last ownership when that has ended by itself; the next number when
 *     somebody else has ended it
 * @param unregistered whether somebody else has, which counts for more
 */
public record Gone(Pid host, long fence, boolean unregistered) implements Holder {

  /** How long a tombstone stays. Parts that were away for longer may bring a name back. */
  private static final long MINUTES = 10;

  /** Makes a name free in the table. */
  public static void put(Map.Entry<String, Holder> at) {
    set(at, at.getValue().gone());
  }

  /** Changes an entry; a tombstone for a while, anything else for good. */
  public static void set(Map.Entry<String, Holder> at, Holder holder) {
    if (at instanceof ExtendedMapEntry<String, Holder> entry) {
      entry.setValue(holder, holder instanceof Gone ? MINUTES : 0, TimeUnit.MINUTES);
    } else {
      at.setValue(holder);
    }
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
    return false;
  }
}
