package nemesis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nemesis.Operation.Kind;
import nemesis.Operation.Outcome;

/**
 * Managers lose no task, take none twice, and never count backwards.
 *
 * <p>Each answer to {@link Kind#ASSIGN} is the number of a task: two with the same number mean that
 * there were two owners, or that a change was lost in between.
 */
final class Counts {

  private final History history;
  private final String name;
  private final List<Operation> assigned;
  private final List<Operation> asked;
  private final List<Violation> violations = new ArrayList<>();

  private Counts(History history, String name) {
    this.history = history;
    this.name = name;
    assigned = of(Kind.ASSIGN, Outcome.OK);
    asked = of(Kind.TASKS, Outcome.OK);
  }

  private List<Operation> of(Kind kind, Outcome outcome) {
    return history
        .of(kind)
        .filter(each -> each.name().equals(name) && each.outcome() == outcome)
        .toList();
  }

  static List<Violation> check(History history) {
    List<Violation> all = new ArrayList<>();
    for (String name : history.names(Kind.ASSIGN, Kind.TASKS, Kind.READ)) {
      all.addAll(new Counts(history, name).check());
    }
    return all;
  }

  private List<Violation> check() {
    numbers();
    order();
    sessions();
    end();
    return violations;
  }

  private void numbers() {
    Map<Long, Operation> taken = new HashMap<>();
    for (Operation each : assigned) {
      Operation other = taken.putIfAbsent(each.number(), each);
      if (other != null) {
        violations.add(
            Violation.of(
                "%s gave the number %d twice".formatted(name, each.number()), other, each));
      }
    }
  }

  /** What began after an answer counts more; a question, at least as many. */
  private void order() {
    List<Operation> all = new ArrayList<>(assigned);
    asked.stream().filter(each -> history.isTogether(each.begin(), each.end())).forEach(all::add);
    all.sort(Comparator.comparingLong(Operation::begin));
    List<Operation> ended = new ArrayList<>(assigned);
    ended.sort(Comparator.comparingLong(Operation::end));
    Optional<Operation> most = Optional.empty();
    int next = 0;
    for (Operation each : all) {
      for (; next < ended.size() && ended.get(next).isBefore(each); next++) {
        Operation one = ended.get(next);
        if (most.isEmpty() || one.number() > most.get().number()) most = Optional.of(one);
      }
      if (most.isPresent() && isBehind(each, most.get())) {
        violations.add(
            Violation.of(
                "%s had %d tasks, and later %d".formatted(name, most.get().number(), each.number()),
                most.get(),
                each));
      }
    }
  }

  private static boolean isBehind(Operation later, Operation before) {
    long least = later.kind() == Kind.ASSIGN ? before.number() + 1 : before.number();
    return later.number() < least;
  }

  /** What one client has seen does not go back. */
  private void sessions() {
    List<Operation> all = new ArrayList<>(assigned);
    all.addAll(asked);
    all.sort(Comparator.comparingLong(Operation::begin));
    Map<String, Operation> last = new HashMap<>();
    for (Operation each : all) {
      Operation before = last.put(each.client(), each);
      if (before != null && isBehind(each, before)) {
        violations.add(
            Violation.of(
                "one client saw %s with %d tasks, and later with %d"
                    .formatted(name, before.number(), each.number()),
                before,
                each));
      }
    }
  }

  /** In the end there are all acknowledged tasks, each once, and none that nobody assigned. */
  private void end() {
    int unknown = of(Kind.ASSIGN, Outcome.UNKNOWN).size();
    for (Operation read : of(Kind.READ, Outcome.OK)) {
      Set<String> there = new HashSet<>();
      for (String task : read.tasks()) {
        if (!there.add(task)) {
          violations.add(Violation.of("%s has task %s twice".formatted(name, task), read));
        }
      }
      for (Operation each : assigned) {
        if (!there.contains(each.tasks().getFirst())) {
          violations.add(
              Violation.of(
                  "%s has acknowledged a task, and lost it in the end".formatted(name),
                  each,
                  read));
        }
      }
      if (there.size() > assigned.size() + unknown) {
        violations.add(
            Violation.of(
                "%s has %d tasks in the end; %d were acknowledged, and %d may be: too many"
                    .formatted(name, there.size(), assigned.size(), unknown),
                read));
      }
    }
  }
}
