package workbook.lab.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.lab.book.Book;
import workbook.lab.book.Screen;

class ProgressTest {

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Screen screen =
      new Screen(new PrintStream(out, true, StandardCharsets.UTF_8), false, false);
  private final Progress progress = new Progress(screen, () -> 0);

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private void run(String title, Check.Proof proof) throws IOException {
    Inputs state = new Inputs(new Book(folder), ExerciseFiles.asTheyStand(new Book(folder)));
    Passed passed = new Passed(folder.resolve("passed"), false);
    Check.Proof ofNothing =
        new Check.Proof() {
          @Override
          public void run(Tally tally) throws Exception {
            proof.run(tally);
          }

          @Override
          public List<Path> inputs() {
            return List.of(folder.resolve("none"));
          }
        };
    Check check = new Check(title, 1, ofNothing);
    progress.run(Run.of(check, state, passed));
  }

  @Test
  void whatIsLeftOutIsNotTakenForProved() throws IOException {
    run("lessons whole", tally -> tally.pass("1.1"));
    run("labs true", tally -> tally.skip("no container engine answers; start Docker"));
    progress.conclude(progress.runs().getLast().leftOut(), "report.md");
    assertThat(printed())
        .containsPattern("! labs true +LEFT OUT")
        .contains("left out: labs true: no container engine answers; start Docker")
        .contains("1 passed, 0 failed, 1 left out");
  }

  @Test
  void whatIsWrongIsToldAtOnce() throws IOException {
    run(
        "lessons whole",
        tally -> {
          tally.fail("1.1 Names", "has no\n  hint");
          assertThat(printed()).contains("✗ lessons whole: 1.1 Names: has no hint");
        });
    assertThat(printed()).containsPattern("✗ lessons whole +0 right, 1 wrong");
  }

  @Test
  void aFloodIsCutShort() throws IOException {
    run(
        "one API",
        tally -> {
          for (int i = 1; i <= 100; i++) tally.fail("file " + i, "differs");
          assertThat(printed()).contains("file 6: ").doesNotContain("file 7: ").hasLineCount(7);
        });
    assertThat(printed()).contains("100 wrong");
  }

  @Test
  void whatIsUnchangedIsRightAndSaysSinceWhen() throws IOException {
    for (int i = 0; i < 2; i++) {
      run(
          "lessons whole",
          tally -> {
            tally.pass("1.1");
            tally.pass("1.2");
          });
    }
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

  @Test
  void afterItWasStoppedNothingIsShown() throws IOException {
    run(
        "the system's own tests",
        tally -> {
          tally.pass("NodeTest");
          progress.stop();
          tally.fail("LinkTest", "its process ended with 130");
        });
    progress.conclude(List.of(), "report.md");
    assertThat(printed().strip()).isEqualTo("Stopped. Until then: 1 passed, 0 failed");
  }
}
