package workbook.lab.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class VersusTest {

  private static final List<String> OURS =
      List.of(
          "RESULT\tmultinode\tlocal-call\t0.5\tµs",
          "RESULT\tmultinode\tlocal-call\t0.7\tµs",
          "RESULT\tmultinode\tlocal-call\t0.6\tµs",
          "RESULT\tmultinode\tremote-call\t66.66\tµs",
          "RESULT\tmultinode\tremote-call\t70\tµs");

  private static final List<String> OTP =
      List.of(
          "=WARNING REPORT==== 30-Nov-2026::13:36:39.043065 ===",
          "RESULT\totp\tlocal-call\t1.2\tus",
          "RESULT\totp\tnode-down\t4.1\tms",
          "RESULT\totp\tremote-call\t62.6\tus");

  private static List<String> table(List<String> rows) {
    return new Versus(Samples.of(OURS), Samples.of(OTP), 20.04).lines(rows);
  }

  @Test
  @DisplayName("a line tells both medians, their extremes, and how they compare")
  void ratio() {
    assertThat(table(List.of("local-call")).getLast())
        .isEqualToIgnoringWhitespace("local-call µs 0.600 (0.500–0.700) 1.20 (1.20–1.20) 0.50");
  }

  @Test
  @DisplayName("of two values the median is between them; a round trip has a floor")
  void floor() {
    assertThat(table(List.of("remote-call")).getLast())
        .isEqualToIgnoringWhitespace("remote-call µs 68.3 (66.7–70.0) 62.6 (62.6–62.6) 1.09 20.0");
  }

  @Test
  @DisplayName("what one side has not measured is a dash, and there is no ratio")
  void oneSided() {
    assertThat(table(List.of("node-down")).getLast())
        .isEqualToIgnoringWhitespace("node-down ms – 4.10 (4.10–4.10) –");
    assertThat(table(List.of("mesh")).getLast()).isEqualToIgnoringWhitespace("mesh – – –");
  }

  @Test
  @DisplayName("columns stand below their heads, within 100, however large the figures")
  void columns() {
    List<String> large =
        List.of(
            "RESULT\tx\tremote-cast-server\t123456\tms",
            "RESULT\tx\tremote-cast-server\t1234567\tms");
    List<String> lines = new Versus(Samples.of(large), Samples.of(large), 1_000).lines(Versus.ROWS);

    assertThat(lines).hasSize(Versus.ROWS.size() + 1);
    assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    int column = lines.getFirst().indexOf("Erlang/OTP");
    assertThat(table(List.of("local-call")).getLast().substring(column)).startsWith("1.20");
  }

  @Test
  @DisplayName("a value that is no number is told")
  void noNumber() {
    assertThatThrownBy(() -> Samples.of(List.of("RESULT\totp\tmesh\tfast\tms")))
        .isInstanceOf(NumberFormatException.class)
        .hasMessageContaining("fast");
  }

  @Test
  @DisplayName("Erlang's script measures every row of the table")
  void script() throws IOException {
    try (InputStream in = Otp.class.getResourceAsStream("otp_bench.erl")) {
      String script = new String(in.readAllBytes(), UTF_8);
      for (String row : Versus.ROWS)
        assertThat(script).containsPattern("measure\\('?" + row + "'?,");
    }
  }

  @Test
  @DisplayName("the floor is measured on a socket of this machine")
  void rawTcp() throws IOException {
    assertThat(RawTcp.measure(100)).isBetween(1.0, 100_000.0);
  }
}
