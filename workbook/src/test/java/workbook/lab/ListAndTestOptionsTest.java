package workbook.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.harness.Child;
import workbook.lab.node.NodeJvm;

/** {@code ./lab list}, the options of {@code ./lab test}, and what is said at the end. */
class ListAndTestOptionsTest {

  @TempDir Path root;

  private MiniBook book;

  @BeforeEach
  void open() throws IOException {
    book = MiniBook.in(root);
  }

  private String lab(int exit, String... arguments) {
    MiniBook.Outcome outcome = book.lab(arguments);
    assertThat(outcome.exit()).as(outcome.output()).isEqualTo(exit);
    return outcome.output();
  }

  @Test
  void listShowsEachExerciseAndWhatIsNext() throws IOException {
    assertThat(lab(0, "list"))
        .containsPattern("▶ 1.1 +Exercise 1.1 +10 min +5 points +· to do")
        .containsPattern("(?m)^  1.2 +Exercise 1.2 +10 min +5 points +· to do");
    book.body(MiniBook.FIRST, "return 1;");
    book.body(MiniBook.SECOND, "return 7;");
    lab(1, "test", "--all");
    assertThat(lab(0, "list"))
        .contains("1 of 2   5 of 10 points")
        .containsPattern("(?m)^  1.1 .*✓ done$")
        .containsPattern("▶ 1.2 .*✗ red");
  }

  @Test
  void onlyRunsWhatHasTheNameAndKeepsNothing() throws IOException {
    book.solve();
    assertThat(lab(0, "test", "--all", "--only", "AGAIN"))
        .contains("2 tests, all green", "Only tests with \"AGAIN\"", "no results were kept");
    assertThat(lab(0, "list")).contains("0 of 2");
    assertThat(lab(0, "test", "1.2", "--only", "right")).contains("1 test, green");
  }

  @Test
  void onlyForANameThatNoTestHasTellsTheNames() throws IOException {
    assertThat(lab(1, "test", "1.1", "--only", "cookie"))
        .contains("No test has \"cookie\" in its name", "1.1  it is the right number", "and again");
  }

  @Test
  void allAndAnExerciseContradict() {
    assertThat(lab(2, "test", "--all", "1.1")).contains("--all and 1.1 contradict");
  }

  @Test
  void theSeedIsShownAndReachesTheTests() throws IOException {
    book.solve();
    book.body(
        MiniBook.FIRST,
        "System.out.println(\"seed \" + Long.getLong(\"workbook.seed\")); return 1;");
    assertThat(lab(0, "test", "1.1", "--seed", "4711")).contains("--seed 4711", "seed 4711\n");
    assertThat(lab(2, "test", "1.1", "--seed", "many")).contains("many");
  }

  @Test
  void watchOfWhatIsDoneSaysWhatWasAchieved() throws IOException {
    book.solve();
    lab(0, "test", "--all");
    assertThat(lab(0, "watch"))
        .contains("All of it is done: 2 exercises, 10 points. You have built:", "1  One");
    book.body(MiniBook.FIRST, "return 2;");
    assertThat(lab(0, "watch", "1.2"))
        .contains("From here on all is green", "Still open before: 1.1");
  }

  @Test
  void watchEndsWithItsInputAlsoWhereItHasAskedSomething() throws Exception {
    List<String> words = new ArrayList<>(List.of("-Dworkbook.root=" + root, "-cp"));
    words.addAll(List.of(System.getProperty("java.class.path"), Lab.class.getName(), "watch"));
    try (Child watch = Child.start(new ProcessBuilder(NodeJvm.java(words)))) {
      watch.type("r");
      watch.endInput();
      assertThat(watch.awaitEnd(Duration.ofMinutes(1))).as(watch.printed()).isTrue();
      assertThat(watch.printed()).contains("Yours are kept. [y/N]", "Nothing was changed.");
    }
  }
}
