package workbook.lab.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import workbook.lab.book.Screen;

class ProgressTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Screen screen =
      new Screen(new PrintStream(out, true, StandardCharsets.UTF_8), false, false);
  private final Progress progress = new Progress(screen, runs -> 0);

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void whatIsLeftOutIsNotTakenForProved() {
    Progress.Run right = progress.begin("lessons whole");
    right.tally().pass("1.1");
    progress.end(right);
    Progress.Run skipped = progress.begin("labs true");
    skipped.tally().skip("no container engine answers; start Docker");
    progress.end(skipped);
    List<String> leftOut = List.of("labs true: no container engine answers; start Docker");
    new Conclusion(screen, progress.runs(), leftOut).print("report.md");
    assertThat(printed())
        .containsPattern("! labs true +LEFT OUT")
        .contains("left out: labs true: no container engine answers; start Docker")
        .contains("1 passed, 0 failed, 1 left out");
  }

  @Test
  void whatIsWrongIsToldAtOnce() {
    Progress.Run run = progress.begin("lessons whole");
    run.tally().fail("1.1 Names", "has no\n  hint");
    assertThat(printed()).contains("✗ lessons whole: 1.1 Names: has no hint");
    progress.end(run);
    assertThat(printed()).containsPattern("✗ lessons whole +0 right, 1 wrong");
  }

  @Test
  void aFloodIsCutShort() {
    Progress.Run run = progress.begin("one API");
    for (int i = 1; i <= 100; i++) run.tally().fail("file " + i, "differs");
    assertThat(printed()).contains("file 6: ").doesNotContain("file 7: ").hasLineCount(7);
  }

  @Test
  void whatIsUnchangedIsRightAndSaysSinceWhen() {
    Progress.Run run = progress.begin("lessons whole");
    run.tally().unchanged(new Passed.Before(Instant.now(), List.of("1.1", "1.2"), List.of()));
    progress.end(run);
    assertThat(printed())
        .containsPattern(
            "✓ lessons whole +2 right \\(unchanged since \\d\\d:\\d\\d; --all runs it again\\)");
  }

  @Test
  void howLongItTakesIsNotMoreExactThanItIs() {
    assertThat(Progress.about(3)).isEqualTo("10 s");
    assertThat(Progress.about(44)).isEqualTo("40 s");
    assertThat(Progress.about(290)).isEqualTo("5 minutes");
  }
}
