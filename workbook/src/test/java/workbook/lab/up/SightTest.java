package workbook.lab.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import workbook.lab.book.Screen;

class SightTest {

  private static final Screen PLAIN =
      new Screen(new PrintStream(PrintStream.nullOutputStream()), false, false);

  private static Sight sight(Map<String, Set<String>> peers) {
    return new Sight(peers, Set.of());
  }

  @Test
  void readsTheLatestThatEachNodeTells() {
    String first = "listening as n1 on port 1\nconnected to nobody\nconnected to n2, n3\nconnec";
    assertThat(Sight.of(Map.of("n1", first, "n2", "listening", "n3", first), Set.of("n3")))
        .isEqualTo(new Sight(Map.of("n1", Set.of("n2", "n3"), "n2", Set.of()), Set.of("n3")));
  }

  @Test
  void drawsWhoIsConnectedToWhom() {
    Sight sight =
        sight(
            Map.of(
                "n1@127.0.0.1", Set.of("n2@127.0.0.1"),
                "n2@127.0.0.1", Set.of("n1@127.0.0.1", "a@127.0.0.1")));
    assertThat(sight.draw(PLAIN))
        .containsExactly(
            "      a   n1  n2",
            "  a   ·   □   ■   not one of ours",
            "  n1  □   ·   ■",
            "  n2  ■   ■   ·");
  }

  @Test
  void showsTheHostsOnlyOfThoseThatWouldLookAlike() {
    Sight sight =
        sight(
            Map.of(
                "n1@198.18.7.11", Set.of("a@198.18.7.2", "a@198.18.7.3"),
                "n2@198.18.7.12", Set.of()));
    assertThat(sight.draw(PLAIN).getFirst().strip().split(" +"))
        .containsExactly("a@198.18.7.2", "a@198.18.7.3", "n1", "n2");
  }

  @Test
  void knowsACompleteMesh() {
    List<String> nodes = List.of("n1", "n2");
    assertThat(sight(Map.of("n1", Set.of("n2"), "n2", Set.of("n1"))).isMesh(nodes)).isTrue();
    assertThat(sight(Map.of("n1", Set.of("n2"), "n2", Set.of())).isMesh(nodes)).isFalse();
    assertThat(sight(Map.of("n1", Set.of("n2"))).isMesh(nodes)).isFalse();
  }

  @Test
  void knowsWhoIsNotConnectedToAll() {
    Map<String, Set<String>> told =
        Map.of("n1", Set.of("n2", "n3"), "n2", Set.of("n1", "n3"), "n3", Set.of("n1"));
    assertThat(sight(told).lonely(List.of("n1", "n2", "n3", "n4")))
        .containsExactly("n1", "n2", "n3", "n4");
    assertThat(sight(told).lonely(List.of("n1", "n2", "n3"))).containsExactly("n3");
  }

  @Test
  void isSettledWhenTheNodesAgree() {
    assertThat(sight(Map.of("n1", Set.of("n2"), "n2", Set.of("n1"))).isSettled()).isTrue();
    assertThat(sight(Map.of("n1", Set.of(), "n2", Set.of())).isSettled()).isTrue();
    assertThat(sight(Map.of("n1", Set.of("n2"), "n2", Set.of())).isSettled()).isFalse();
    assertThat(new Sight(Map.of("n1", Set.of("n2")), Set.of("n2")).isSettled()).isFalse();
  }

  @Test
  void isSettledWhenAllKnowAStranger() {
    assertThat(sight(Map.of("n1", Set.of("a", "n2"), "n2", Set.of("n1"))).isSettled()).isFalse();
    assertThat(sight(Map.of("n1", Set.of("a", "n2"), "n2", Set.of("a", "n1"))).isSettled())
        .isTrue();
  }

  @Test
  void whatHasEndedIsNotConnected() {
    Sight sight = new Sight(Map.of("n1", Set.of()), Set.of("n2"));
    assertThat(sight.draw(PLAIN)).last().isEqualTo("  n2  □   ·   ended");
    assertThat(sight.isMesh(List.of("n1", "n2"))).isFalse();
  }
}
