package workbook.lab.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.lab.book.Book;

class RunTest {

  @TempDir Path root;

  private int runs;
  private boolean right = true;

  private List<Path> inputs = List.of();

  private final class Counted implements Check.Proof {
    @Override
    public void run(Tally tally) {
      runs++;
      tally.that(right, "1.1", "is wrong");
      tally.leaveOut("SomeTest: only on Linux");
    }

    @Override
    public List<Path> inputs() {
      return inputs;
    }
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  @BeforeEach
  void readsLessons() {
    inputs = List.of(root.resolve("lessons"));
  }

  private Run run(boolean again) throws Exception {
    Book book = new Book(root);
    Passed passed = new Passed(root.resolve(".lab/verify/passed"), again);
    Check check = new Check("lessons, whole", 1, new Counted());
    Run run = Run.of(check, new Inputs(book, ExerciseFiles.asTheyStand(book)), passed);
    run.run(item -> {});
    return run;
  }

  @Test
  void whatHasPassedOnTheSameFilesIsNotRunAgain() throws Exception {
    write("lessons/1.md", "one");
    assertThat(run(false).since()).isEmpty();
    Run second = run(false);
    assertThat(runs).isOne();
    assertThat(second.since()).isPresent();
    assertThat(second.tally().passed()).isOne();
    assertThat(second.leftOut()).containsExactly("SomeTest: only on Linux");
    assertThat(run(true).since()).isEmpty();
    assertThat(runs).isEqualTo(2);
  }

  @Test
  void aChangeRunsItAgain() throws Exception {
    write("lessons/1.md", "one");
    run(false);
    write("lessons/1.md", "two");
    run(false);
    assertThat(runs).isEqualTo(2);
    write("solutions/src/main/java/A.java", "class A {}");
    run(false);
    assertThat(runs).isEqualTo(3);
    Files.move(root.resolve("lessons/1.md"), root.resolve("lessons/2.md"));
    run(false);
    assertThat(runs).isEqualTo(4);
  }

  @Test
  void whatItDoesNotReadChangesNothing() throws Exception {
    write("lessons/1.md", "one");
    run(false);
    write("answers/1.md", "one");
    write("workbook/target/made", "by a tool");
    run(false);
    assertThat(runs).isOne();
  }

  @Test
  void whoeverNamesNothingReadsAllButTheTexts() throws Exception {
    inputs = List.of();
    write("solutions/src/test/java/ATest.java", "one");
    run(false);
    write("lessons/1.md", "one");
    run(false);
    assertThat(runs).isOne();
    write("solutions/src/test/java/ATest.java", "two");
    run(false);
    assertThat(runs).isEqualTo(2);
  }

  @Test
  void whatIsWrongIsRunAgain() throws Exception {
    write("lessons/1.md", "one");
    right = false;
    run(false);
    run(false);
    assertThat(runs).isEqualTo(2);
  }
}
