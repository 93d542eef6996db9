package nemesis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nemesis.Operation.Kind;
import nemesis.Operation.Outcome;

/**
 * Queues give no item twice, none that nobody has put there, and lose none: what was put is taken,
 * or there in the end, or went with an answer that a taker did not get.
 */
final class Queues {

  private final History history;
  private final String name;
  private final List<Violation> violations = new ArrayList<>();

  private Queues(History history, String name) {
    this.history = history;
    this.name = name;
  }

  /** The name of what is done to put an item into a queue: it is known also when it fails. */
  static String putting(String queue, long item) {
    return queue + " " + Long.toHexString(item);
  }

  private static String queue(Operation operation) {
    return operation.name().split(" ")[0];
  }

  private static String item(Operation put) {
    return put.name().split(" ")[1];
  }

  static List<Violation> check(History history) {
    return history.names(Kind.TAKE, Kind.QUEUED).stream()
        .flatMap(name -> new Queues(history, name).check().stream())
        .toList();
  }

  private List<Operation> of(Kind kind) {
    return history.of(kind).filter(each -> queue(each).equals(name)).toList();
  }

  private List<Violation> check() {
    Map<String, Operation> put = new HashMap<>();
    for (Operation each : of(Kind.PUT)) put.put(item(each), each);
    Map<String, Operation> taken = new HashMap<>();
    for (Operation each : of(Kind.TAKE)) if (each.outcome() == Outcome.OK) take(each, put, taken);
    List<Operation> last =
        of(Kind.QUEUED).stream()
            .filter(each -> each.begin() >= history.quiet() && each.outcome() == Outcome.OK)
            .toList();
    if (last.isEmpty()) {
      violations.add(Violation.of("nobody could say what is in " + name));
      return violations;
    }
    Set<String> left = new HashSet<>(List.of(last.getFirst().value().split(" ")));
    taken.forEach((item, operation) -> {
      if (left.contains(item)) broken("gave the item %s, and has it still", item, operation);
    });
    end(put, taken.keySet(), left);
    return violations;
  }

  private void take(Operation each, Map<String, Operation> put, Map<String, Operation> taken) {
    Operation before = taken.put(each.value(), each);
    if (before != null) broken("gave the item %s twice", each.value(), before, each);
    if (!put.containsKey(each.value())) {
      broken("gave the item %s, which nobody has put there", each.value(), each);
    }
  }

  /** Each taker without an answer may have been given one item. */
  private void end(Map<String, Operation> put, Set<String> taken, Set<String> left) {
    Set<String> lost =
        put.values().stream()
            .filter(each -> each.outcome() == Outcome.OK)
            .map(Queues::item)
            .collect(Collectors.toCollection(TreeSet::new));
    lost.removeAll(taken);
    lost.removeAll(left);
    long open = of(Kind.TAKE).stream().filter(each -> each.outcome() == Outcome.UNKNOWN).count();
    if (lost.size() <= open) return;
    violations.add(
        new Violation(
            "%s has lost %d items, and %d takers have no answer".formatted(name, lost.size(), open),
            lost.stream().limit(3).map(put::get).toList()));
  }

  private void broken(String what, String item, Operation... evidence) {
    violations.add(Violation.of(name + " " + what.formatted(item), evidence));
  }
}
