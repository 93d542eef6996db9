package multinode.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import multinode.process.Event.Kind;
import org.junit.jupiter.api.Test;

class ChronicleTest {

  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

  private final Chronicle chronicle = new Chronicle();

  private static Moment moment(String node, long id, Instant at) {
    return new Moment(node, id, id, at, Kind.NODE_UP, List.of("c@h"), "", 1);
  }

  private static NodeLook look(String node, int start, List<Moment> moments) {
    return new NodeLook(
        node, start, NOON, List.of(), List.of(), Map.of(), List.of(), 1, true, "", moments);
  }

  @Test
  void theStoriesOfNodesAreOne() {
    chronicle.add(look("a@h", 1, List.of(moment("a@h", 1, NOON))), Duration.ZERO);
    chronicle.add(look("b@h", 1, List.of(moment("b@h", 1, NOON.plusSeconds(1)))), Duration.ZERO);
    assertThat(chronicle.all())
        .extracting(told -> told.moment().node())
        .containsExactly("b@h", "a@h");
  }

  @Test
  void clocksThatDifferAreSet() {
    Duration ahead = Duration.ofHours(3);
    chronicle.add(look("a@h", 1, List.of(moment("a@h", 1, NOON))), Duration.ZERO);
    chronicle.add(
        look("b@h", 1, List.of(moment("b@h", 1, NOON.plus(ahead).minusSeconds(1)))), ahead);
    assertThat(chronicle.all())
        .extracting(told -> told.moment().at())
        .containsExactly(NOON, NOON.minusSeconds(1));
  }

  @Test
  void anotherStartOfANodeIsAnotherStory() {
    chronicle.add(look("a@h", 1, List.of(moment("a@h", 1, NOON))), Duration.ZERO);
    chronicle.add(look("a@h", 2, List.of(moment("a@h", 1, NOON))), Duration.ZERO);
    assertThat(chronicle.all()).hasSize(2);
  }

  @Test
  void theOldestAreForgotten() {
    for (int round = 0; round < 30; round++) {
      List<Moment> moments = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        long id = round * 100L + i;
        moments.add(moment("a@h", id, NOON.plusSeconds(id)));
      }
      chronicle.add(look("a@h", 1, moments), Duration.ZERO);
    }
    assertThat(chronicle.all()).hasSizeBetween(1_000, 2_000);
    assertThat(chronicle.all().getFirst().moment().id()).isEqualTo(2_999);
  }
}
