package nemesis;

import static nemesis.Operation.Kind.DUMP;
import static nemesis.Operation.Kind.WALK;
import static nemesis.Operation.Outcome.OK;
import static nemesis.Operation.Outcome.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of walks, on histories made by hand: each mistake is told, and nothing else. */
class WalksTest {

  private static final long QUIET = 1_000;

  private static Operation walk(long at, String person, String room) {
    return walk(at, person, room, OK);
  }

  private static Operation walk(long at, String person, String room, Operation.Outcome outcome) {
    return new Operation("n1.1/0", WALK, person + " to " + room, at, at + 5, outcome, room);
  }

  private static Operation seen(String node, String whereabouts) {
    return new Operation(node + "/-1", DUMP, "rooms", QUIET + 1, QUIET + 2, OK, whereabouts);
  }

  private static List<String> check(Operation... operations) {
    History history = new History(List.of(operations), List.of(), List.of(), 0, QUIET);
    return Walks.check(history).stream().map(Violation::what).toList();
  }

  @Test
  void acceptsWhatIsRight() {
    assertThat(
            check(
                walk(10, "alan", "bath"),
                walk(20, "jess", "bath"),
                walk(30, "alan", "hall"),
                seen("n1.1", "bath:jess=1 hall:alan=2"),
                seen("n2.1", "bath:jess=1 hall:alan=2")))
        .isEmpty();
  }

  @Test
  void tellsThatOneWalkOfManyIsLost() {
    assertThat(
            check(
                walk(10, "alan", "bath"),
                walk(20, "alan", "den"),
                walk(30, "alan", "hall"),
                seen("n1.1", "bath: den: hall:alan=2")))
        .containsExactly("alan has made 2 steps in the end, and 3 walks were acknowledged: lost");
  }

  @Test
  void tellsThatSomebodyIsNowhere() {
    assertThat(check(walk(10, "alan", "bath"), seen("n1.1", "bath:")))
        .containsExactly("alan is in no room in the end, and 1 walks were acknowledged: lost");
    assertThat(check(walk(10, "alan", "bath", UNKNOWN), seen("n1.1", "bath:"))).isEmpty();
  }

  @Test
  void tellsThatARoomIsGone() {
    assertThat(check(walk(10, "alan", "bath"), walk(20, "alan", "den"), seen("n1.1", "den:alan=2")))
        .containsExactly("bath is gone: lost");
  }

  @Test
  void tellsThatSomebodyIsInTwoRooms() {
    assertThat(check(walk(10, "alan", "bath"), seen("n1.1", "bath:alan=1 hall:alan=1")))
        .containsExactly("alan is in several rooms: [bath, hall]");
  }

  @Test
  void tellsThatAWalkWasMadeTwice() {
    assertThat(check(walk(10, "alan", "bath"), seen("n1.1", "bath:alan=2")))
        .containsExactly(
            "alan has made 2 steps in the end; 1 walks were acknowledged, and 0 may be: made twice");
  }

  @Test
  void aWalkWithoutAnswerMayHaveBeenMadeOrNot() {
    Operation open = walk(20, "alan", "den", UNKNOWN);
    assertThat(check(walk(10, "alan", "bath"), open, seen("n1.1", "bath:alan=1 den:"))).isEmpty();
    assertThat(check(walk(10, "alan", "bath"), open, seen("n1.1", "bath: den:alan=2"))).isEmpty();
  }

  @Test
  void tellsThatTheLastWalkIsNotTheLast() {
    assertThat(
            check(
                walk(10, "alan", "bath"),
                walk(20, "alan", "den"),
                seen("n1.1", "bath:alan=2 den:")))
        .containsExactly("alan is in bath in the end, and walked last into [den]");
  }

  @Test
  void ofTwoWalksAtTheSameTimeEitherMayBeTheLast() {
    for (String room : List.of("bath", "den")) {
      assertThat(
              check(
                  walk(10, "alan", "bath"),
                  walk(12, "alan", "den"),
                  seen("n1.1", ("bath: den: " + room + ":alan=2"))))
          .isEmpty();
    }
  }

  @Test
  void tellsThatNodesDoNotAgree() {
    assertThat(
            check(
                walk(10, "alan", "bath"),
                seen("n1.1", "bath:alan=1"),
                seen("n2.1", "bath: hall:alan=1")))
        .containsExactly("nodes do not agree who is in which room");
  }

  @Test
  void tellsThatNobodyLooked() {
    assertThat(check(walk(10, "alan", "bath")))
        .containsExactly("nobody could say who is in which room");
  }
}
