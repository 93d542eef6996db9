package multinode.registry;

import com.hazelcast.map.EntryProcessor;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Tells which of the tombstones that one member keeps have stayed for long enough. The member
 * counts that itself, from when it first sees one, so a tombstone that moves stays longer.
 * Hazelcast could count it, but when parts of a network meet, it gives the value that stays the
 * time to live of the one that comes: the time of a tombstone to a name that is held.
 */
final class Tombstones {

  /** How long a tombstone stays. Parts that were away for longer may bring a name back. */
  static final Duration STAY = Duration.ofMinutes(10);

  private record Seen(Gone gone, long since) {}

  private final Map<String, Seen> seen = new HashMap<>();

  /** "This tombstone has stayed for long enough." Nothing is done where there is another one. */
  record Clear(Gone gone) implements EntryProcessor<String, Holder, Boolean> {
    @Override
    public Boolean process(Map.Entry<String, Holder> at) {
      boolean is = gone.equals(at.getValue());
      if (is) at.setValue(null);
      return is;
    }
  }

  /**
   * Those that are to be cleared now. What is under these names by then has its own time.
   *
   * @param here the names of all that are here now
   * @param look what there is under some names; asked for those that have not been seen
   * @param now in nanoseconds
   */
  Map<String, Gone> due(
      Set<String> here, Function<Set<String>, Map<String, Holder>> look, long now) {
    seen.keySet().retainAll(here);
    Set<String> fresh = new HashSet<>(here);
    fresh.removeAll(seen.keySet());
    look.apply(fresh)
        .forEach((name, holder) -> {
          if (holder instanceof Gone gone) seen.put(name, new Seen(gone, now));
        });
    Map<String, Gone> due = new HashMap<>();
    seen.forEach((name, one) -> {
      if (now - one.since() >= STAY.toNanos()) due.put(name, one.gone());
    });
    seen.keySet().removeAll(due.keySet());
    return due;
  }
}
