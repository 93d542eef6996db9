package workbook.lab;

import java.util.List;
import workbook.harness.Board;
import workbook.harness.ExerciseResult;
import workbook.lab.book.Book;
import workbook.lab.book.Exercise;
import workbook.lab.book.Screen;
import workbook.lab.book.Stage;

/** Says what was achieved, at the end of a stage and at the end of all. */
record Finish(Book book, Screen screen, StudentResults results) {

  static Finish of(Book book, Screen screen) {
    return new Finish(book, screen, StudentResults.of(book));
  }

  boolean isDone(Stage stage) {
    return results.results(stage).stream().allMatch(ExerciseResult::isDone);
  }

  boolean isDone(Exercise exercise) {
    return results.isDone(exercise);
  }

  /** A stage has become green. */
  void stage(Stage stage) {
    screen.line("");
    screen.line(
        "  %s",
        screen.green(
            "Stage %d is done. You have built: %s.".formatted(stage.number(), built(stage))));
    screen.line("");
    screen.sentence("  Run what you have built: ./lab node a --stage %d", stage.number());
    screen.sentence(
        "  The lesson's last part says what production does differently: %s",
        book.show(stage.readme()));
  }

  /** Nothing is left to watch. */
  void all() {
    List<ExerciseResult> all = List.copyOf(results.results().values());
    List<ExerciseResult> done = all.stream().filter(ExerciseResult::isDone).toList();
    screen.line("");
    for (Stage stage : book.stages()) {
      List<ExerciseResult> of = results.results(stage);
      screen.line("  %s", Board.head(Board.title(stage.name()), of, screen));
    }
    screen.line("");
    if (done.size() < all.size()) {
      List<String> open =
          all.stream().filter(one -> !one.isDone()).map(ExerciseResult::id).toList();
      screen.sentence(
          "  From here on all is green. Still open before: %s", String.join(", ", open));
      screen.sentence("  ./lab watch starts with the first of them.");
      return;
    }
    String points = "%d exercises, %d points".formatted(done.size(), points(done));
    screen.line("  %s", screen.green("All of it is done: " + points + ". You have built:"));
    for (Stage stage : book.stages()) screen.line("    %d  %s", stage.number(), built(stage));
    screen.line("");
    screen.line("  ./lab test --all --mine   your own files of all stages, together");
    if (book.isHandout()) return; // which has no finished system
    screen.line("  ./lab up --tour           the finished system, while nodes of it are killed");
  }

  private static int points(List<ExerciseResult> results) {
    return results.stream().mapToInt(ExerciseResult::points).sum();
  }

  /** What the lesson's title says, such as: nodes that find each other. */
  private static String built(Stage stage) {
    return Stage.read(stage.readme())
        .lines()
        .filter(line -> line.startsWith("# "))
        .findFirst()
        .map(title -> title.substring(2).replaceFirst("^Stage \\d+: ", ""))
        .orElse(stage.name());
  }
}
