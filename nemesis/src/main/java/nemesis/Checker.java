package nemesis;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import nemesis.Operation.Kind;
import nemesis.Operation.Outcome;

/** Holds a history against what is promised. */
public final class Checker {

  private Checker() {}

  /** All that was not kept. */
  public static List<Violation> check(History history) {
    List<Violation> all = new ArrayList<>();
    all.addAll(Counts.check(history));
    all.addAll(Names.check(history));
    all.addAll(Walks.check(history));
    all.addAll(Owners.check(history));
    all.addAll(calm(history));
    return all;
  }

  /** While nothing was wrong with the nodes, everything succeeded. */
  static List<Violation> calm(History history) {
    return history.operations().stream()
        .filter(each -> each.outcome() != Outcome.OK && each.end() != Operation.NEVER)
        .filter(history::isCalm)
        .map(each -> Violation.of("failed although all nodes were well", each))
        .toList();
  }

  /** The names that were given and never taken back: all of them are to be there in the end. */
  static SortedSet<String> lasting(History history) {
    SortedSet<String> lasting = new TreeSet<>(Clients.MANAGERS);
    history.operations().stream()
        .filter(each -> each.is(Kind.REGISTER, Outcome.OK))
        .forEach(each -> lasting.add(each.name()));
    lasting.removeAll(history.names(Kind.UNREGISTER));
    return lasting;
  }
}
