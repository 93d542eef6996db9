package workbook.lab;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workbook.lab.book.Book;
import workbook.lab.book.Exercise;
import workbook.lab.book.Screen;
import workbook.lab.run.TestJvm;
import workbook.lab.run.Verdicts;

/** {@code ./lab test}: runs an exercise's tests on the student's code. */
@Command(
    name = "test",
    header = "Run the tests of an exercise, or of a stage, on your code.",
    description = {
      "",
      "  ./lab test 1.3     one exercise",
      "  ./lab test 1       a whole stage",
      "  ./lab test         the next exercise",
      ""
    },
    mixinStandardHelpOptions = true)
final class TestCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "ID",
      arity = "0..*",
      description = "exercises, such as 1.3, or stages, such as 1")
  private List<String> ids = List.of();

  @Option(
      names = "--mine",
      description = "on your own files of the earlier stages too, instead of the finished ones")
  private boolean mine;

  private final Book book;
  private final Screen screen;

  TestCommand(Book book, Screen screen) {
    this.book = book;
    this.screen = screen;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var jvms = (Verdicts.Jvms) () -> TestJvm.start(book, List.of());
    return new ExerciseTests(book, screen, mine, jvms).run(chosen()) ? 0 : 1;
  }

  private List<Exercise> chosen() {
    if (ids.isEmpty()) return List.of(StudentResults.of(book).next(book));
    List<Exercise> chosen = new ArrayList<>();
    for (String id : ids) {
      if (id.matches("\\d+")) chosen.addAll(book.stage(Integer.parseInt(id)).exercises());
      else chosen.add(book.exercise(id));
    }
    return chosen;
  }
}
