package workbook.nemesis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A name has one owner.
 *
 * <p>Two nodes may say that they run one server when one of them hands it over (the source waits
 * then, and answers nobody, until the target has confirmed), and when one of them does not know yet
 * that the others have taken it for dead: what that one still does is refused or not acknowledged,
 * which {@link Counts} looks after.
 */
final class Owners {

  /** How long a source waits for its target at most, in microseconds, and some more. */
  private static final long HANDOVER = 15_000_000;

  private static final Set<String> HANDED = Set.of("moved", "fenced");

  private Owners() {}

  static List<Violation> check(History history) {
    Map<String, List<Ownership>> byName = new TreeMap<>();
    for (Ownership each : history.ownerships()) {
      byName.computeIfAbsent(each.name(), unused -> new ArrayList<>()).add(each);
    }
    List<Violation> violations = new ArrayList<>();
    byName.forEach((name, all) -> {
      for (int i = 0; i < all.size(); i++) {
        for (int j = i + 1; j < all.size() && all.get(j).begin() < all.get(i).end(); j++) {
          if (!isExcused(history, all.get(i), all.get(j)))
            violations.add(two(all.get(i), all.get(j)));
        }
      }
    });
    return violations;
  }

  /** Two overlap; the first began earlier. */
  private static boolean isExcused(History history, Ownership first, Ownership second) {
    long from = second.begin();
    long until = Math.min(first.end(), second.end());
    boolean handed = HANDED.contains(first.reason()) || HANDED.contains(second.reason());
    if (handed && until - from < HANDOVER) return true;
    // A node that stops has handed its servers over some time before its process is gone.
    boolean stopped =
        from > history.quiet()
            || history.faults().stream()
                .filter(fault -> fault.kind() == Fault.Kind.STOP)
                .anyMatch(fault -> fault.node().equals(first.host()) && fault.touches(from, until));
    if (stopped && until - from < HANDOVER) return true;
    return history.faults().stream()
        .filter(Fault::parted)
        .filter(fault -> fault.node().equals(first.host()) || fault.node().equals(second.host()))
        .anyMatch(fault -> fault.begin() <= from && until <= fault.whole());
  }

  private static Violation two(Ownership first, Ownership second) {
    return new Violation(
        "%s had two owners for %.3f s: %s and %s"
            .formatted(
                first.name(),
                (Math.min(first.end(), second.end()) - second.begin()) / 1e6,
                first,
                second),
        List.of());
  }
}
