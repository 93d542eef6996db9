package workbook.lab;

import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import workbook.lab.book.Exercise;
import workbook.lab.book.Stage;
import workbook.lab.learn.Start;

/** {@code ./lab start}: begins with a stage. */
@Command(
    name = "start",
    header = "Begin with a stage: what is next, watch, hint and test follow.",
    description = {"", "  ./lab start 3", "", "./lab start 1 goes back to the beginning.", ""})
final class StartCommand extends LabCommand {

  @Parameters(paramLabel = "STAGE", description = "its number, such as 3")
  private int number;

  @Override
  public Integer call() throws IOException {
    Stage stage = book.stage(number);
    new Start(book).set(stage);
    StudentResults results = StudentResults.of(book);
    if (book.isHandout()) warn(results, stage);
    new Status(book, screen, results).show();
    return 0;
  }

  /** In a handout, the stages before it are the student's own. */
  private void warn(StudentResults results, Stage first) {
    List<String> missing =
        results.results().keySet().stream()
            .filter(exercise -> exercise.stage().compareTo(first) < 0)
            .filter(exercise -> !exercise.walkedThrough() && !results.isDone(exercise))
            .map(Exercise::id)
            .toList();
    if (missing.isEmpty()) return;
    screen.sentence(
        "Stage %d stands on your own files of the stages before it, and these exercises are not"
            + " green: %s. Some tests will wait for them. If you want to begin here all the same,"
            + " ask your teacher for a handout of stage %d: the code before it is finished there.",
        first.number(), String.join(", ", missing), first.number());
  }
}
