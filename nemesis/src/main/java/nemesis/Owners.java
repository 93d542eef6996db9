package nemesis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A name has one owner.
 *
 * <p>It is seen in two ways. Each answer says which process gave it: when one has answered, then
 * another, then the first again, both were there. And each node tells from when until when it runs
 * a server: these times overlap only while one hands it over (the source waits then, and answers
 * nobody, until the target has confirmed).
 *
 * <p>A node that the others have taken for dead does not know that at once, and may say for so long
 * that it runs a server, and answer questions. What it would change then is refused or not
 * acknowledged, which {@link Counts} looks after, without any such excuse.
 */
final class Owners {

  /** How long a source waits for its target at most, in microseconds, and some more. */
  private static final long HANDOVER = 15_000_000;

  private static final Set<String> HANDED = Set.of("moved", "fenced");

  private Owners() {}

  static List<Violation> check(History history) {
    List<Violation> violations = told(history);
    for (String name : history.names(Operation.Kind.ASSIGN, Operation.Kind.TASKS)) {
      violations.addAll(answered(history, name));
    }
    return violations;
  }

  /** One process answers, another one does, and the first one does again. */
  private static List<Violation> answered(History history, String name) {
    Map<String, List<Operation>> byServer = new TreeMap<>();
    for (Operation each : history.operations()) {
      if (!each.name().equals(name) || each.server().isEmpty()) continue;
      if (!history.isTogether(each.begin(), each.end())) continue;
      byServer.computeIfAbsent(each.server(), unused -> new ArrayList<>()).add(each);
    }
    List<Violation> violations = new ArrayList<>();
    byServer.forEach((one, answers) ->
        byServer.forEach((other, others) -> {
          if (!one.equals(other)) between(name, answers, others, violations);
        }));
    return violations;
  }

  private static void between(
      String name, List<Operation> answers, List<Operation> others, List<Violation> violations) {
    Operation first = Collections.min(answers, Comparator.comparingLong(Operation::end));
    for (Operation other : others) {
      if (!first.isBefore(other)) continue;
      for (Operation again : answers) {
        if (!other.isBefore(again)) continue;
        String what = "%s had two owners: one answered, another, the first again".formatted(name);
        violations.add(Violation.of(what, first, other, again));
        return;
      }
    }
  }

  private static List<Violation> told(History history) {
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
    return history.faults().stream()
        .filter(Fault::parted)
        .filter(fault -> fault.befalls(first.host()) || fault.befalls(second.host()))
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
