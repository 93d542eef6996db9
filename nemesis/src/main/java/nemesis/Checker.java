package nemesis;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import multinode.genserver.GenServer;
import nemesis.Operation.Kind;
import nemesis.Operation.Outcome;

/** Holds a history against what is promised. */
public final class Checker {

  /** Each of these is one call. */
  private static final Set<Kind> CALLS =
      EnumSet.of(Kind.ASSIGN, Kind.TASKS, Kind.READ, Kind.PUT, Kind.TAKE, Kind.QUEUED);

  private static final long LATEST = GenServer.CALL_LIMIT.plusSeconds(1).toNanos() / 1_000;

  private Checker() {}

  /** All that was not kept. */
  public static List<Violation> check(History history) {
    List<Violation> all = new ArrayList<>();
    all.addAll(Counts.check(history));
    all.addAll(Names.check(history));
    all.addAll(Walks.check(history));
    all.addAll(Queues.check(history));
    all.addAll(Owners.check(history));
    all.addAll(calm(history));
    all.addAll(late(history));
    return all;
  }

  /** No call returns later than its limit and a second, unless its own node was frozen. */
  static List<Violation> late(History history) {
    return history.operations().stream()
        .filter(each -> CALLS.contains(each.kind()) && each.end() != Operation.NEVER)
        .filter(each -> each.end() - each.begin() > LATEST)
        .filter(each -> history.faults().stream().noneMatch(fault -> freezes(fault, each)))
        .map(each ->
            Violation.of(
                "a call returned after %.1f s".formatted((each.end() - each.begin()) / 1e6), each))
        .toList();
  }

  private static boolean freezes(Fault fault, Operation operation) {
    return fault.kind().isOfTime()
        && fault.befalls(operation.client().replaceFirst("\\..*", ""))
        && fault.touches(operation.begin(), operation.end());
  }

  /** While nothing was wrong with the nodes, everything succeeded; a queue may be empty. */
  static List<Violation> calm(History history) {
    return history.operations().stream()
        .filter(each -> each.outcome() != Outcome.OK && each.end() != Operation.NEVER)
        .filter(history::isCalm)
        .filter(each -> each.kind() != Kind.TAKE || !each.value().equals("timeout"))
        .map(each -> Violation.of("failed although all nodes were well", each))
        .toList();
  }

  /** The names that were given and never taken back: all of them are to be there in the end. */
  static SortedSet<String> lasting(History history) {
    SortedSet<String> lasting = new TreeSet<>(Clients.MANAGERS);
    lasting.addAll(Clients.QUEUES);
    history.operations().stream()
        .filter(each -> each.is(Kind.REGISTER, Outcome.OK))
        .forEach(each -> lasting.add(each.name()));
    lasting.removeAll(history.names(Kind.UNREGISTER));
    return lasting;
  }
}
