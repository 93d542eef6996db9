package workbook.lab;

import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workbook.lab.book.Exercise;
import workbook.lab.learn.Hints;
import workbook.lab.learn.Prose;

/** {@code ./lab hint}: one more hint. */
@Command(
    name = "hint",
    header = "Give one more hint for an exercise.",
    description = {
      "",
      "First a question, then the piece that is needed, then nearly the code.",
      "",
      "  ./lab hint 1.3     for one exercise",
      "  ./lab hint         for the next one",
      ""
    })
final class HintCommand extends LabCommand {

  @Parameters(paramLabel = "ID", arity = "0..1", description = "an exercise, such as 1.3")
  private String id;

  @Option(names = "--again", description = "start over with the first")
  private boolean again;

  @Option(names = "--last", description = "show the latest one once more")
  private boolean last;

  @Override
  public Integer call() throws IOException {
    Exercise exercise = id == null ? StudentResults.of(book).next() : book.exercise(id);
    Hints hints = Hints.of(book, exercise);
    if (again) hints.forget();
    Optional<String> hint = last ? hints.latest() : hints.next();
    int all = hints.steps().size();
    if (hint.isEmpty()) {
      screen.line("You have had all %d hints for %s.", all, exercise.id());
      screen.sentence("They are in %s; --again starts over.", book.show(hints.file()));
      return 0;
    }
    String what = "%s %s".formatted(exercise.id(), exercise.title());
    screen.line("%s, hint %d of %d", screen.bold(what), hints.count(), all);
    screen.line("");
    Prose.of(hint.get()).forEach(line -> screen.line("%s", line));
    screen.line("");
    int left = all - hints.count();
    String more =
        left == 0 ? "That was the last." : "Try it first. Then: ./lab hint " + exercise.id();
    screen.line("%s", screen.dim(more));
    return 0;
  }
}
