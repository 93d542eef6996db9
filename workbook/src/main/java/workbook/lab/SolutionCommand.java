package workbook.lab;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workbook.lab.book.Exercise;
import workbook.lab.book.Stage;
import workbook.lab.book.UserError;
import workbook.lab.learn.Diff;

/** {@code ./lab solution}: what the finished code does otherwise. */
@Command(
    name = "solution",
    header = "Show where the finished code differs from yours, once yours is green.",
    description = {
      "",
      "Lines with - are yours, lines with + are those of the finished code.",
      "",
      "  ./lab solution 1.3     for one exercise",
      "  ./lab solution         for the one that you have finished last",
      ""
    })
final class SolutionCommand extends LabCommand {

  @Parameters(paramLabel = "ID", arity = "0..1", description = "an exercise, such as 1.3")
  private String id;

  @Option(names = "--anyway", description = "show it even if yours is not green")
  private boolean anyway;

  @Override
  public Integer call() {
    StudentResults results = StudentResults.of(book);
    Exercise exercise = id == null ? lastFinished(results) : book.exercise(id);
    if (!anyway && !results.isDone(exercise)) {
      screen.sentence(
          "%1$s is not green yet; ./lab test %1$s tells why, ./lab hint %1$s helps.",
          exercise.id());
      screen.sentence(
          "You can solve it for the first time only once. --anyway shows it all the same.");
      return 1;
    }
    for (String file : exercise.files()) show(exercise.stage().sources().resolve(file), file);
    Path answers = book.solutions().resolve("answers").resolve(exercise.stage().name() + ".md");
    screen.sentence("The lesson's questions are answered in %s", book.show(answers));
    return 0;
  }

  /** The green one whose files were changed last: its tests may have been run again later. */
  private Exercise lastFinished(StudentResults results) {
    return book.exercises().stream()
        .filter(exercise -> !exercise.walkedThrough() && results.isDone(exercise))
        .max(Comparator.comparing(SolutionCommand::lastChange).thenComparing(exercise -> exercise))
        .orElseThrow(
            () -> new UserError("No exercise is green yet. ./lab test runs the next one."));
  }

  private static long lastChange(Exercise exercise) {
    return exercise.paths().stream().mapToLong(p -> p.toFile().lastModified()).max().orElse(0);
  }

  private void show(Path yours, String file) {
    Path finished = book.finished().resolve(file);
    List<List<String>> parts = Diff.of(Stage.read(yours), Stage.read(finished));
    if (parts.isEmpty()) screen.line("%s is the finished code.", screen.bold(book.show(yours)));
    else screen.line("%s", screen.bold("- " + book.show(yours)));
    if (!parts.isEmpty()) screen.line("%s", screen.bold("+ " + book.show(finished)));
    screen.line("");
    for (List<String> part : parts) {
      part.forEach(line -> screen.line("%s", paint(line)));
      screen.line("");
    }
  }

  private String paint(String line) {
    String text = "  " + line.charAt(0) + " " + line.substring(1);
    return switch (line.charAt(0)) {
      case '-' -> screen.red(text);
      case '+' -> screen.green(text);
      default -> text.stripTrailing();
    };
  }
}
