package workbook.lab.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import workbook.lab.book.Exercise;
import workbook.lab.book.Stage;
import workbook.lab.book.TestCase;

/** A test that does not end on a stub is told, whatever else it says. */
class HangTest {

  private static final String GAP = "1.1 is not written yet: src/main/java/A.java — go";

  private final Tally tally = new Tally();
  private final Exercise exercise =
      new Exercise(
          "1.1",
          "First",
          1,
          1,
          List.of("A.java"),
          new Stage(1, Path.of("01-first")),
          "E11_FirstTest",
          Path.of("E11_FirstTest.java"));

  private static TestCase says(String message) {
    return new TestCase("E11_FirstTest", "goes", message, 10_000);
  }

  private List<String> problems() {
    return tally.problems().stream().map(Tally.Item::problem).toList();
  }

  @Test
  void oneThatIsNotWrittenIsRedAsItShouldBe() {
    ExerciseRed.judge(exercise, says(GAP), tally);
    StageTests.judge(exercise, List.of(says(GAP)), false, tally);
    assertThat(problems()).isEmpty();
  }

  @Test
  void oneThatHangsIsNot() {
    ExerciseRed.judge(exercise, says(GAP + "; it still runs"), tally);
    StageTests.judge(exercise, List.of(says(GAP + "; it still runs")), false, tally);
    assertThat(problems()).containsExactly("hangs on the stub", "hangs on the stubs: goes");
  }
}
