package multinode.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The stories of all nodes as one, as far as they have been told here. Clocks that differ are set
 * by this node's.
 */
final class Chronicle {

  /** How many moments are kept; of more than that, half of them go, the oldest. */
  private static final int MOST = 2_000;

  /** A difference that is more than the way of a message. */
  private static final Duration SKEW = Duration.ofMillis(100);

  /** Which moment: of a node, in one start of it. */
  record Key(String node, int incarnation, long id) {

    /** As a part of an address. */
    static Optional<Key> of(String node, String start, String id) {
      try {
        return Optional.of(new Key(node, Integer.parseInt(start), Long.parseLong(id)));
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
    }
  }

  /** A moment and which it is. */
  record Told(Key key, Moment moment) {}

  private static final Comparator<Told> NEWEST_FIRST =
      Comparator.comparing((Told told) -> told.moment().at())
          .thenComparing(told -> told.moment().id())
          .reversed();

  private final Map<Key, Moment> moments = new HashMap<>();

  /** All, in their order; empty while that has to be found again. */
  private Optional<List<Told>> sorted = Optional.empty();

  /** A node has told what is new; its clock is ahead of this one's by so much. */
  synchronized void add(NodeLook look, Duration ahead) {
    if (look.moments().isEmpty()) return;
    sorted = Optional.empty();
    for (Moment moment : look.moments()) {
      Instant at = ahead.abs().compareTo(SKEW) > 0 ? moment.at().minus(ahead) : moment.at();
      moments.put(new Key(look.node(), look.incarnation(), moment.id()), moment.at(at));
    }
    if (moments.size() <= MOST) return;
    List<Told> all = all();
    all.subList(MOST / 2, all.size()).forEach(told -> moments.remove(told.key()));
    sorted = Optional.empty();
  }

  /** All, the newest first. */
  synchronized List<Told> all() {
    if (sorted.isEmpty()) {
      sorted =
          Optional.of(
              moments.entrySet().stream()
                  .map(one -> new Told(one.getKey(), one.getValue()))
                  .sorted(NEWEST_FIRST)
                  .toList());
    }
    return sorted.get();
  }

  synchronized Optional<Moment> find(Key key) {
    return Optional.ofNullable(moments.get(key));
  }
}
