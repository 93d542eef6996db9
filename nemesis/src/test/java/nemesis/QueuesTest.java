package nemesis;

import static nemesis.Operation.Kind.PUT;
import static nemesis.Operation.Kind.QUEUED;
import static nemesis.Operation.Kind.TAKE;
import static nemesis.Operation.Outcome.OK;
import static nemesis.Operation.Outcome.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of queues, on histories made by hand: each mistake is told, and nothing else. */
class QueuesTest {

  private static final long QUIET = 1_000;

  private static Operation put(long item, Operation.Outcome outcome) {
    return new Operation("n1.1/0", PUT, Queues.putting("q0", item), 10, 15, outcome, "true");
  }

  private static Operation take(Operation.Outcome outcome, String item) {
    return new Operation("n1.1/1", TAKE, "q0", 20, 25, outcome, item);
  }

  private static Operation queued(String items) {
    return new Operation("n1.1/-1", QUEUED, "q0", QUIET + 1, QUIET + 2, OK, items);
  }

  private static List<String> check(Operation... operations) {
    History history = new History(List.of(operations), List.of(), List.of(), 0, QUIET);
    return Queues.check(history).stream().map(Violation::what).toList();
  }

  @Test
  void acceptsWhatIsRight() {
    assertThat(check(put(10, OK), put(11, OK), put(12, UNKNOWN), take(OK, "a"), queued("b")))
        .isEmpty();
  }

  @Test
  void acceptsAnItemThatWentWithItsAnswer() {
    assertThat(check(put(10, OK), put(11, OK), take(UNKNOWN, "timeout"), queued("b"))).isEmpty();
  }

  @Test
  void tellsThatAnItemIsLost() {
    assertThat(check(put(10, OK), put(11, OK), take(OK, "a"), queued("")))
        .containsExactly("q0 has lost 1 items, and 0 takers have no answer");
  }

  @Test
  void tellsThatAnItemWasGivenTwice() {
    assertThat(check(put(10, OK), take(OK, "a"), take(OK, "a"), queued("")))
        .containsExactly("q0 gave the item a twice");
    assertThat(check(put(10, OK), take(OK, "a"), queued("a")))
        .containsExactly("q0 gave the item a, and has it still");
  }

  @Test
  void tellsThatAnItemCameFromNowhere() {
    assertThat(check(put(10, OK), take(OK, "a"), take(OK, "c"), queued("")))
        .containsExactly("q0 gave the item c, which nobody has put there");
  }

  @Test
  void tellsThatNobodyCouldSay() {
    assertThat(check(put(10, OK), take(OK, "a"))).containsExactly("nobody could say what is in q0");
  }
}
