package nemesis;

import static nemesis.Operation.Kind.ASSIGN;
import static nemesis.Operation.Kind.LOOKUP;
import static nemesis.Operation.Kind.READ;
import static nemesis.Operation.Kind.REGISTER;
import static nemesis.Operation.Kind.TASKS;
import static nemesis.Operation.Kind.UNREGISTER;
import static nemesis.Operation.Outcome.FAIL;
import static nemesis.Operation.Outcome.OK;
import static nemesis.Operation.Outcome.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The checker, on histories made by hand: it accepts what is right, and tells what is not. */
class CheckerTest {

  private static final long QUIET = 1_000;
  private static final Fault KILL = new Fault(Fault.Kind.KILL, "n1", 0, 5, 900, false);
  private static final Fault STOP = new Fault(Fault.Kind.STOP, "n1", 0, 5, 900, false);
  private static final Fault FREEZE = new Fault(Fault.Kind.FREEZE, "n1", 0, 5, 900, true);

  private static Operation op(
      String client, Operation.Kind kind, long at, Operation.Outcome outcome, Object value) {
    return new Operation(client, kind, "m0", at, at + 5, outcome, "" + value);
  }

  private static List<String> check(Fault fault, Operation... operations) {
    return check(new History(List.of(operations), List.of(), List.of(fault), 0, QUIET));
  }

  private static List<String> check(History history) {
    return Checker.check(history).stream().map(Violation::what).toList();
  }

  private static List<String> owned(Fault fault, Ownership... ownerships) {
    return check(new History(List.of(), List.of(ownerships), List.of(fault), 0, QUIET));
  }

  @Test
  void acceptsWhatIsRight() {
    assertThat(
            check(
                KILL,
                op("a", REGISTER, 1, OK, "registered"),
                op("b", REGISTER, 2, OK, "already"),
                op("a", ASSIGN, 10, OK, "1 n1.1/7 e1"),
                op("b", ASSIGN, 20, UNKNOWN, "nodedown"),
                op("a", ASSIGN, 30, OK, "3 n2.1/7 e3"),
                op("a", TASKS, 40, OK, "3 n2.1/7"),
                op("a", READ, 1_010, OK, "3 n2.1/7 e1 e2 e3")))
        .isEmpty();
  }

  @Test
  void tellsThatATaskIsLost() {
    assertThat(
            check(
                KILL,
                op("a", ASSIGN, 10, OK, "1 n1.1/7 e1"),
                op("b", ASSIGN, 11, OK, "2 n1.1/7 e2"),
                op("c", READ, 1_010, OK, "2 n1.1/7 e2 e3")))
        .containsExactly("m0 has acknowledged a task, and lost it in the end");
  }

  @Test
  void tellsThatATaskWasTakenTwice() {
    Operation once = op("a", ASSIGN, 10, OK, "1 n1.1/7 e1");
    assertThat(check(KILL, once, op("c", READ, 1_010, OK, "2 n1.1/7 e1 e1")))
        .containsExactly("m0 has task e1 twice");
    assertThat(check(KILL, once, op("c", READ, 1_010, OK, "2 n1.1/7 e1 e2")))
        .containsExactly("m0 has 2 tasks in the end; 1 were acknowledged, and 0 may be: too many");
  }

  @Test
  void tellsThatANumberWasGivenTwice() {
    assertThat(
            check(
                FREEZE,
                op("a", ASSIGN, 10, OK, "1 n1.1/7 e1"),
                op("b", ASSIGN, 11, OK, "1 n2.1/7 e2")))
        .containsExactly("m0 gave the number 1 twice");
  }

  @Test
  void tellsThatACountWentBack() {
    Operation two = op("a", ASSIGN, 10, OK, "2 n1.1/7 e2");
    assertThat(check(KILL, two, op("b", TASKS, 20, OK, "1 n1.1/7")))
        .containsExactly("m0 had 2 tasks, and later 1");
    assertThat(check(FREEZE, two, op("b", TASKS, 20, OK, "1 n1.1/7"))).isEmpty();
    assertThat(
            check(FREEZE, op("a", TASKS, 10, OK, "2 n1.1/7"), op("a", TASKS, 20, OK, "1 n1.1/7")))
        .containsExactly("one client saw m0 with 2 tasks, and later with 1");
  }

  @Test
  void tellsThatTwoAnswered() {
    Operation one = op("a", TASKS, 10, OK, "0 n1.1/7");
    Operation other = op("b", TASKS, 20, OK, "0 n2.1/7");
    Operation again = op("c", TASKS, 30, OK, "0 n1.1/7");
    String two = "m0 had two owners: one answered, another, the first again";
    assertThat(check(KILL, one, other, again)).containsExactly(two);
    assertThat(check(STOP, one, other, again)).containsExactly(two);
    assertThat(check(FREEZE, one, other, again)).isEmpty();
    assertThat(check(KILL, one, again, op("b", TASKS, 40, OK, "0 n2.1/7"))).isEmpty();
    assertThat(check(KILL, one, op("b", TASKS, 29, OK, "0 n2.1/7"), again)).isEmpty();
  }

  @Test
  void tellsThatANameWasRegisteredTwice() {
    Operation first = op("a", REGISTER, 10, OK, "registered");
    Operation second = op("b", REGISTER, 30, OK, "registered");
    assertThat(check(KILL, first, second))
        .anyMatch(what -> what.contains("nobody took it back in between"));
    assertThat(check(KILL, first, op("c", UNREGISTER, 20, OK, "true"), second)).isEmpty();
    assertThat(check(KILL, first, op("c", UNREGISTER, 20, OK, "false"), second)).isNotEmpty();
    Operation slow = new Operation("a", REGISTER, "m0", 10, 60, OK, "registered");
    assertThat(check(KILL, slow, second, op("c", UNREGISTER, 45, OK, "true"))).isEmpty();
  }

  @Test
  void tellsThatANameWasNotFound() {
    assertThat(
            check(
                KILL, op("a", REGISTER, 10, OK, "registered"), op("b", LOOKUP, 20, OK, "nowhere")))
        .containsExactly("m0 was registered, and not found");
  }

  @Test
  void tellsThatANameHadTwoOwners() {
    Ownership first = new Ownership("m0", "n1.1", 10, 500, "killed");
    Ownership second = new Ownership("m0", "n2.1", 100, Operation.NEVER, "");
    assertThat(owned(KILL, first, second)).hasSize(1).allMatch(what -> what.contains("two owners"));
    assertThat(owned(STOP, first, second)).hasSize(1);
    assertThat(owned(FREEZE, first, second)).isEmpty();
    assertThat(owned(KILL, new Ownership("m0", "n1.1", 10, 500, "moved"), second)).isEmpty();
  }

  @Test
  void tellsThatSomethingFailedWithoutAReason() {
    assertThat(check(KILL, op("a", ASSIGN, 950, FAIL, "noproc")))
        .containsExactly("failed although all nodes were well");
    assertThat(check(KILL, op("a", ASSIGN, 800, FAIL, "noproc"))).isEmpty();
  }
}
