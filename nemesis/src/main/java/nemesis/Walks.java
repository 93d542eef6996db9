package nemesis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nemesis.Operation.Kind;
import nemesis.Operation.Outcome;

/**
 * Nobody's walk is lost, none is made twice, and in the end everybody is in one room: the one into
 * which he walked last.
 *
 * <p>Each person counts his steps, and the room knows the number of the one that led into it. So
 * one lost walk is noticed also when others came after it.
 */
final class Walks {

  private final String person;
  private final List<Operation> acknowledged;
  private final List<Operation> open;

  private Walks(History history, String person) {
    this.person = person;
    List<Operation> all =
        history.of(Kind.WALK).filter(walk -> Walkers.person(walk).equals(person)).toList();
    acknowledged = all.stream().filter(walk -> walk.outcome() == Outcome.OK).toList();
    open = all.stream().filter(walk -> walk.outcome() == Outcome.UNKNOWN).toList();
  }

  /** Holds all walks against what was seen last, after the clients had ended. */
  static List<Violation> check(History history) {
    SortedSet<String> people =
        history.of(Kind.WALK).map(Walkers::person).collect(Collectors.toCollection(TreeSet::new));
    if (people.isEmpty()) return List.of();
    Collection<Operation> seen = lastSeen(history);
    if (seen.isEmpty()) return List.of(Violation.of("nobody could say who is in which room"));
    List<Violation> violations = new ArrayList<>();
    if (seen.stream().map(Operation::value).distinct().count() > 1) {
      violations.add(new Violation("nodes do not agree who is in which room", List.copyOf(seen)));
    }
    Whereabouts last = Whereabouts.parse(seen.iterator().next().value());
    for (String room : rooms(history)) {
      if (!last.rooms().containsKey(room)) violations.add(Violation.of(room + " is gone: lost"));
    }
    for (String person : people) violations.addAll(new Walks(history, person).check(last));
    return violations;
  }

  /** The rooms into which somebody has walked. */
  private static SortedSet<String> rooms(History history) {
    return history
        .of(Kind.WALK)
        .filter(walk -> walk.outcome() == Outcome.OK)
        .map(Walkers::room)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What each node has seen last. */
  private static Collection<Operation> lastSeen(History history) {
    Map<String, Operation> last = new TreeMap<>();
    history
        .of(Kind.DUMP)
        .filter(dump -> dump.begin() >= history.quiet() && dump.outcome() == Outcome.OK)
        .forEach(dump -> last.put(dump.client(), dump));
    return last.values();
  }

  private List<Violation> check(Whereabouts last) {
    SortedSet<String> rooms = last.of(person);
    if (rooms.size() > 1) return List.of(broken("%s is in several rooms: %s", person, rooms));
    if (rooms.isEmpty()) {
      if (acknowledged.isEmpty()) return List.of();
      return List.of(
          broken(
              "%s is in no room in the end, and %d walks were acknowledged: lost",
              person, acknowledged.size()));
    }
    String room = rooms.first();
    List<Violation> violations = new ArrayList<>();
    long steps = last.rooms().get(room).get(person);
    if (steps < acknowledged.size()) {
      violations.add(
          broken(
              "%s has made %d steps in the end, and %d walks were acknowledged: lost",
              person, steps, acknowledged.size()));
    } else if (steps > acknowledged.size() + open.size()) {
      violations.add(
          broken(
              "%s has made %d steps in the end; %d walks were acknowledged, and %d may be: made"
                  + " twice",
              person, steps, acknowledged.size(), open.size()));
    }
    SortedSet<String> right = lastRooms();
    if (!right.contains(room)) {
      violations.add(
          broken("%s is in %s in the end, and walked last into %s", person, room, right));
    }
    return violations;
  }

  /** Where his last walk led: of walks at the same time, any may be the last one. */
  private SortedSet<String> lastRooms() {
    List<Operation> last = new ArrayList<>(open);
    acknowledged.stream()
        .filter(walk -> acknowledged.stream().noneMatch(walk::isBefore))
        .forEach(last::add);
    return last.stream().map(Walkers::room).collect(Collectors.toCollection(TreeSet::new));
  }

  private Violation broken(String format, Object... parts) {
    int from = Math.max(0, acknowledged.size() - 2);
    return new Violation(format.formatted(parts), acknowledged.subList(from, acknowledged.size()));
  }
}
