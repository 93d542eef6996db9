package multinode.registry;

import com.hazelcast.map.EntryProcessor;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

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

  private Map<String, Seen> seen = Map.of();

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
   * Those that are to be cleared now.
   *
   * @param here all that are here now, by name
   * @param now in nanoseconds
   */
  Map<String, Gone> due(Map<String, Gone> here, long now) {
    Map<String, Seen> all = new HashMap<>();
    Map<String, Gone> due = new HashMap<>();
    here.forEach((name, gone) -> {
      Seen before = seen.get(name);
      boolean known = before != null && before.gone().equals(gone);
      all.put(name, known ? before : new Seen(gone, now));
      if (known && now - before.since() >= STAY.toNanos()) due.put(name, gone);
    });
    seen = all;
    return due;
  }
}
