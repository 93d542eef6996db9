package workbook.lab;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import workbook.harness.Board;
import workbook.harness.ExerciseResult;
import workbook.harness.Text;
import workbook.lab.book.Exercise;
import workbook.lab.book.Stage;

/** {@code ./lab list}: every exercise. */
@Command(
    name = "list",
    header = "List all exercises: how each is, how long it takes, and what it counts.",
    description = {"", "The arrow points to what is next.", ""})
final class ListCommand extends LabCommand {

  /** What a line holds beside the title. */
  private static final int REST = 34;

  @Override
  public Integer call() {
    StudentResults results = StudentResults.of(book);
    Optional<String> next =
        results.inOrder().stream()
            .filter(one -> !results.isDone(one))
            .findFirst()
            .map(Exercise::id);
    for (Stage stage : book.stages()) {
      List<ExerciseResult> of = results.results(stage);
      screen.line("");
      screen.line("%s", Board.head(Board.title(stage.name()), of, screen));
      for (ExerciseResult one : of) show(one, next.filter(one.id()::equals).isPresent());
    }
    return 0;
  }

  private void show(ExerciseResult one, boolean next) {
    int width = Math.min(40, Text.columns() - REST);
    String line = "%s %-4s %-" + width + "s %6s %10s  %s";
    screen.line(
        "%s",
        line.formatted(
                next ? screen.bold("▶") : " ",
                one.id(),
                Text.brief(one.title(), width),
                one.minutes() + " min",
                one.points() == 1 ? "1 point " : one.points() + " points",
                state(one))
            .stripTrailing());
  }

  private String state(ExerciseResult one) {
    return switch (one.status()) {
      case DONE -> screen.green("✓ done");
      case RED -> screen.red("✗ red");
      case TODO, BLOCKED -> screen.dim("· to do");
    };
  }
}
