package workbook.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import multinode.process.Event;
import multinode.process.Event.Kind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How ladders look. */
class LadderTest {

  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

  private final List<Event> events = new ArrayList<>();
  private final List<Ladder.Mark> marks = new ArrayList<>();
  private Instant leftOut = Instant.MIN;

  private void at(int micros, String node, Kind kind, String peer, String text) {
    events.add(new Event(START.plusNanos(micros * 1_000L), name(node), kind, name(peer), text));
  }

  private static String name(String node) {
    return node.startsWith("/") ? node : node + "@127.0.0.1";
  }

  private String text(String... names) {
    List<String> full = List.of(names).stream().map(LadderTest::name).toList();
    return String.join("\n", LadderText.render(Ladder.of(full, events, leftOut, marks))) + "\n";
  }

  @Test
  @DisplayName("what one sends and the other receives is one arrow, also before names are known")
  void arrows() {
    at(0, "b", Kind.SHAKE_SENT, "a", "HELLO b@127.0.0.1 7 mesh 00112233445566778899aabbccddeeff");
    at(
        90,
        "a",
        Kind.SHAKE_RECEIVED,
        "/127.0.0.1:5",
        "HELLO b@127.0.0.1 7 mesh 00112233445566778899aabbccddeeff");
    at(200, "a", Kind.SHAKE_SENT, "/127.0.0.1:5", "REFUSED BAD_COOKIE");
    at(210, "a", Kind.REFUSED, "/127.0.0.1:5", "b did not prove it");
    at(300, "b", Kind.SHAKE_RECEIVED, "a", "REFUSED BAD_COOKIE");
    assertThat(text("a", "b"))
        .isEqualTo(
            """
                 ms      a       b
                0.0      │◀──────┤    HELLO b 7 mesh 0011…
                0.2      ├──────▶│    REFUSED BAD_COOKIE
                0.2      ✗       │    a refuses b: b did not prove it
            """);
  }

  @Test
  @DisplayName("what is not received, a lost node and a fault are to be seen; ticks are not")
  void faults() {
    at(0, "a", Kind.NODE_UP, "c", "");
    at(5, "c", Kind.NODE_UP, "a", "");
    at(20, "a", Kind.FRAME_SENT, "c", "Tick[]");
    marks.add(new Ladder.Mark(START.plusNanos(1_000_000), "fault before c: silence"));
    at(2_000, "a", Kind.FRAME_SENT, "c", "Carry[signal=Send[to=<1.c@127.0.0.1>, message=hi]]");
    at(3_000, "a", Kind.NODE_DOWN, "c", "it was silent");
    assertThat(text("a", "b", "c"))
        .isEqualTo(
            """
                 ms      a       c
                0.0      ●═══════●    connected
                1.0  ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄  fault before c: silence
                2.0      ├───✗   │    Send[to=<1.c>, message=hi]
                3.0      ○       │    a has lost c: it was silent
            """);
  }

  @Test
  @DisplayName("a long story is cut in the middle, and fits the terminal")
  void length() {
    for (int i = 0; i < 100; i++) at(i, "a", Kind.FRAME_SENT, "real", "message " + "x".repeat(i));
    List<String> lines = text("a", "real").lines().toList();
    assertThat(lines).hasSize(26).allMatch(line -> line.length() <= Text.width());
    assertThat(lines.get(7)).isEqualTo("   … 76 more in the file");
    assertThat(lines.getLast()).contains("├──────▶│");
  }

  @Test
  @DisplayName("of a long story the faults in its middle are to be seen")
  void faultsInMiddle() {
    for (int i = 0; i < 100; i++) {
      at(i, "a", i == 50 ? Kind.REFUSED : Kind.FRAME_SENT, "real", "message " + i);
    }
    List<String> lines = text("a", "real").lines().toList();
    assertThat(lines).hasSize(28);
    assertThat(lines.subList(7, 10))
        .containsExactly(
            "   … 44 more in the file",
            "    0.1      ✗       │    a refuses real: message 50",
            "   … 31 more in the file");
  }

  @Test
  @DisplayName("what is not recorded is not called lost")
  void leftOut() {
    at(0, "b", Kind.NODE_UP, "a", "");
    at(1_000, "a", Kind.FRAME_SENT, "b", "early");
    at(3_000, "b", Kind.FRAME_RECEIVED, "a", "late");
    at(4_000, "a", Kind.FRAME_SENT, "b", "late");
    at(5_000, "a", Kind.FRAME_SENT, "b", "never");
    leftOut = START.plusNanos(2_000_000);
    assertThat(text("a", "b"))
        .isEqualTo(
            """
                 ms      a       b
                0.0      ●═══════●    connected
                1.0      ├──────▶│    early (whether it came is not recorded)
                2.0  ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄  more was sent up to here than is recorded
                3.0      ├──────▶│    late
                5.0      ├───✗   │    never
            """);
  }

  @Test
  @DisplayName("the page holds the texts, as texts")
  void page() {
    at(0, "a", Kind.FRAME_SENT, "b", "<script> & co");
    Ladder ladder = Ladder.of(List.of(name("a")), events, leftOut, marks);
    assertThat(LadderHtml.render("a < b", "m", ladder))
        .contains("<title>a &lt; b</title>", "&lt;script&gt; &amp; co")
        .doesNotContain("<script", "http://", "https://");
  }
}
