package workbook.lab;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import workbook.lab.book.Exercise;
import workbook.lab.run.TestJvm;

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
    })
final class TestCommand extends RunTestsCommand {

  @Parameters(
      paramLabel = "ID",
      arity = "0..*",
      description = "exercises, such as 1.3, or stages, such as 1")
  private List<String> ids = List.of();

  @Override
  public Integer call() throws IOException, InterruptedException {
    return run(chosen(), () -> TestJvm.start(book, List.of())) ? 0 : 1;
  }

  private List<Exercise> chosen() {
    if (ids.isEmpty()) return List.of(StudentResults.of(book).next());
    List<Exercise> chosen = new ArrayList<>();
    for (String id : ids) {
      if (id.matches("\\d+")) chosen.addAll(book.stage(Integer.parseInt(id)).exercises());
      else chosen.add(book.exercise(id));
    }
    return chosen;
  }
}
