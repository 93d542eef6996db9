package nemesis;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * All that is known of a run.
 *
 * @param operations what the clients did
 * @param ownerships which node ran which server, and when
 * @param faults what befell the nodes
 * @param begin when the nodes were together for the first time, in microseconds
 * @param quiet when the clients had ended and the nodes were together for the last time: what was
 *     done after it was done to see what there is
 */
public record History(
    List<Operation> operations,
    List<Ownership> ownerships,
    List<Fault> faults,
    long begin,
    long quiet) {

  Stream<Operation> of(Operation.Kind kind) {
    return operations.stream().filter(each -> each.kind() == kind);
  }

  /** All names to whom something was done. */
  SortedSet<String> names(Operation.Kind... kinds) {
    List<Operation.Kind> wanted = List.of(kinds);
    SortedSet<String> names = new TreeSet<>();
    operations.stream()
        .filter(each -> wanted.contains(each.kind()))
        .forEach(each -> names.add(each.name()));
    return names;
  }

  /** Whether no fault was there at any moment of an operation. */
  boolean isCalm(Operation operation) {
    return operation.begin() >= begin
        && faults.stream().noneMatch(fault -> fault.touches(operation.begin(), operation.end()));
  }

  /** Whether servers crashed again and again, and were started later each time. */
  boolean isCrashing(long from, long to) {
    return faults.stream()
        .filter(fault -> fault.kind() == Fault.Kind.CRASHES)
        .anyMatch(fault -> fault.touches(from, to));
  }

  /** Whether the nodes knew of each other all the time. */
  boolean isTogether(long from, long to) {
    return faults.stream().filter(Fault::parted).noneMatch(fault -> fault.touches(from, to));
  }
}
