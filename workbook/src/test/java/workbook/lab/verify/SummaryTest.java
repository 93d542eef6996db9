package workbook.lab.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import workbook.lab.book.Screen;

class SummaryTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Progress progress =
      new Progress(new Screen(new PrintStream(out, true, StandardCharsets.UTF_8), false, false));

  @Test
  void whatIsSkippedIsNotTakenForProved() {
    Progress.Run right = progress.begin("lessons whole");
    right.tally().pass("1.1");
    progress.end(right);
    Progress.Run skipped = progress.begin("labs true");
    skipped.tally().skip("no container engine: start Docker");
    progress.end(skipped);
    new Summary(
            new Screen(new PrintStream(out, true, StandardCharsets.UTF_8), false, false),
            progress.runs())
        .print("report.md");
    assertThat(out.toString(StandardCharsets.UTF_8))
        .containsPattern("labs true +SKIPPED")
        .contains("no container engine: start Docker")
        .contains("1 passed, 0 failed, not proved here: labs true");
  }
}
