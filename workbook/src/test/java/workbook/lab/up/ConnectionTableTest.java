package workbook.lab.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import workbook.lab.book.Screen;

class ConnectionTableTest {

  private static final Screen PLAIN =
      new Screen(new PrintStream(PrintStream.nullOutputStream()), false, false);

  private static ConnectionTable table(Map<String, Set<String>> peers) {
    return new ConnectionTable(peers, Set.of());
  }

  @Test
  void readsTheLatestThatEachNodeTells() {
    String first = "listening as n1 on port 1\nconnected to nobody\nconnected to n2, n3\nconnec";
    assertThat(
            ConnectionTable.of(Map.of("n1", first, "n2", "listening", "n3", first), Set.of("n3")))
        .isEqualTo(
            new ConnectionTable(Map.of("n1", Set.of("n2", "n3"), "n2", Set.of()), Set.of("n3")));
  }

  @Test
  void takesNobodyForConnectedWhoIsOnlyFound() {
    String told = "connected to nobody; found n2, n3\nconnected to n2; found n2, n3\n";
    assertThat(ConnectionTable.of(Map.of("n1", told), Set.of()).peers())
        .isEqualTo(Map.of("n1", Set.of("n2")));
  }

  @Test
  void drawsWhoIsConnectedToWhom() {
    ConnectionTable table =
        table(
            Map.of(
                "n1@127.0.0.1", Set.of("n2@127.0.0.1"),
                "n2@127.0.0.1", Set.of("n1@127.0.0.1", "a@127.0.0.1")));
    assertThat(table.draw(PLAIN))
        .containsExactly(
            "      a   n1  n2",
            "  a   ·   □   ■   not one of ours",
            "  n1  □   ·   ■",
            "  n2  ■   ■   ·");
  }

  @Test
  void showsTheHostsOnlyOfThoseThatWouldLookAlike() {
    ConnectionTable table =
        table(
            Map.of(
                "n1@198.18.7.11", Set.of("a@198.18.7.2", "a@198.18.7.3"),
                "n2@198.18.7.12", Set.of()));
    assertThat(table.draw(PLAIN).getFirst().strip().split(" +"))
        .containsExactly("a@198.18.7.2", "a@198.18.7.3", "n1", "n2");
  }

  @Test
  void knowsACompleteMesh() {
    List<String> nodes = List.of("n1", "n2");
    assertThat(table(Map.of("n1", Set.of("n2"), "n2", Set.of("n1"))).isMesh(nodes)).isTrue();
    assertThat(table(Map.of("n1", Set.of("n2"), "n2", Set.of())).isMesh(nodes)).isFalse();
    assertThat(table(Map.of("n1", Set.of("n2"))).isMesh(nodes)).isFalse();
  }

  @Test
  void knowsWhoIsNotConnectedToAll() {
    Map<String, Set<String>> told =
        Map.of("n1", Set.of("n2", "n3"), "n2", Set.of("n1", "n3"), "n3", Set.of("n1"));
    assertThat(table(told).lonely(List.of("n1", "n2", "n3", "n4")))
        .containsExactly("n1", "n2", "n3", "n4");
    assertThat(table(told).lonely(List.of("n1", "n2", "n3"))).containsExactly("n3");
  }

  @Test
  void isSettledWhenTheNodesAgree() {
    assertThat(table(Map.of("n1", Set.of("n2"), "n2", Set.of("n1"))).isSettled()).isTrue();
    assertThat(table(Map.of("n1", Set.of(), "n2", Set.of())).isSettled()).isTrue();
    assertThat(table(Map.of("n1", Set.of("n2"), "n2", Set.of())).isSettled()).isFalse();
    assertThat(new ConnectionTable(Map.of("n1", Set.of("n2")), Set.of("n2")).isSettled()).isFalse();
  }

  @Test
  void isSettledWhenAllKnowAStranger() {
    assertThat(table(Map.of("n1", Set.of("a", "n2"), "n2", Set.of("n1"))).isSettled()).isFalse();
    assertThat(table(Map.of("n1", Set.of("a", "n2"), "n2", Set.of("a", "n1"))).isSettled())
        .isTrue();
  }

  @Test
  void whatHasEndedIsNotConnected() {
    ConnectionTable table = new ConnectionTable(Map.of("n1", Set.of()), Set.of("n2"));
    assertThat(table.draw(PLAIN)).last().isEqualTo("  n2  □   ·   ended");
    assertThat(table.isMesh(List.of("n1", "n2"))).isFalse();
  }
}
