package workbook.lab.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import workbook.lab.book.Screen;

class SightTest {

  private static final Screen PLAIN =
      new Screen(new PrintStream(PrintStream.nullOutputStream()), false, false);

  private static Sight sight(Set<String> ended, String... reports) {
    return Sight.of(List.of(reports), ended, "lab-1@127.0.0.1");
  }

  @Test
  void drawsWhoIsConnectedToWhom() {
    Sight sight =
        sight(
            Set.of(),
            "n1@127.0.0.1 lab-1@127.0.0.1 n2@127.0.0.1",
            "n2@127.0.0.1 n1@127.0.0.1 a@127.0.0.1");
    assertThat(sight.draw(PLAIN))
        .containsExactly(
            "      a   n1  n2",
            "  a   ·   □   ■   not one of ours",
            "  n1  □   ·   ■",
            "  n2  ■   ■   ·");
  }

  @Test
  void knowsACompleteMesh() {
    List<String> nodes = List.of("n1", "n2", "n3");
    assertThat(sight(Set.of(), "n1 n2 n3", "n2 n1 n3", "n3 n1 n2").isMesh(nodes)).isTrue();
    assertThat(sight(Set.of(), "n1 n2 n3", "n2 n1", "n3 n1 n2").isMesh(nodes)).isFalse();
    assertThat(sight(Set.of(), "n1 n2 n3", "n2 n1 n3").isMesh(nodes)).isFalse();
  }

  @Test
  void whatHasEndedIsNotConnected() {
    Sight sight = sight(Set.of("n2"), "n1", "n2 n1");
    assertThat(sight.draw(PLAIN)).last().isEqualTo("  n2  □   ·   ended");
    assertThat(sight.isMesh(List.of("n1", "n2"))).isFalse();
  }
}
