package nemesis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import nemesis.Operation.Kind;
import nemesis.Operation.Outcome;

/**
 * Of all who register a name, one starts it, until it is taken back; and whoever looks for it then
 * finds it.
 */
final class Names {

  private static final String REGISTERED = "registered";
  private static final String NOWHERE = "nowhere";

  private final History history;
  private final String name;
  private final List<Operation> all;
  private final List<Violation> violations = new ArrayList<>();

  private Names(History history, String name) {
    this.history = history;
    this.name = name;
    all = history.operations().stream().filter(each -> each.name().equals(name)).toList();
  }

  static List<Violation> check(History history) {
    List<Violation> found = new ArrayList<>();
    for (String name : history.names(Kind.REGISTER, Kind.LOOKUP)) {
      found.addAll(new Names(history, name).check());
    }
    return found;
  }

  private List<Violation> check() {
    List<Operation> started =
        all.stream()
            .filter(each -> each.is(Kind.REGISTER, Outcome.OK) && each.value().equals(REGISTERED))
            .sorted(Comparator.comparingLong(Operation::begin))
            .toList();
    List<Operation> ended =
        all.stream().filter(each -> each.kind() == Kind.UNREGISTER && mayHaveEnded(each)).toList();
    if (started.size() > 1 + ended.size()) {
      violations.add(
          new Violation(
              "%s was registered %d times, and taken back %d times at most"
                  .formatted(name, started.size(), ended.size()),
              started));
    }
    for (int i = 1; i < started.size(); i++) between(started.get(i - 1), started.get(i), ended);
    if (history.names(Kind.UNREGISTER).contains(name)) return violations;
    all.stream()
        .filter(each -> each.is(Kind.REGISTER, Outcome.OK))
        .min(Comparator.comparingLong(Operation::end))
        .ifPresent(this::found);
    return violations;
  }

  private static boolean mayHaveEnded(Operation each) {
    return each.outcome() == Outcome.UNKNOWN
        || each.is(Kind.UNREGISTER, Outcome.OK) && each.value().equals("true");
  }

  /** Between two starts, whichever came first, somebody took it back. */
  private void between(Operation first, Operation second, List<Operation> ended) {
    long last = Math.max(first.end(), second.end());
    Optional<Operation> end =
        ended.stream().filter(each -> each.begin() < last && each.end() > first.begin()).findAny();
    if (end.isPresent()) return;
    violations.add(
        Violation.of(
            "%s was registered twice, and nobody took it back in between".formatted(name),
            first,
            second));
  }

  /** Once it is registered, everybody finds it, unless it crashes all the time. */
  private void found(Operation registered) {
    all.stream()
        .filter(each -> each.is(Kind.LOOKUP, Outcome.OK) && each.value().equals(NOWHERE))
        .filter(each -> registered.isBefore(each))
        .filter(each -> history.isTogether(each.begin(), each.end()))
        .filter(each -> !history.isCrashing(each.begin(), each.end()))
        .forEach(each ->
            violations.add(
                Violation.of(
                    "%s was registered, and not found".formatted(name), registered, each)));
  }
}
