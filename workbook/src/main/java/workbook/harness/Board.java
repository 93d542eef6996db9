package workbook.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import workbook.harness.ExerciseResult.Status;

/** The board that shows how far a stage is. */
public final class Board {

  private static final int TITLE = 40;

  /** What a line holds beside the title. */
  private static final int REST = 32;

  private Board() {}

  /** The board of a stage; its lines fit the terminal. */
  public static String render(String stage, List<ExerciseResult> results, Colours colours) {
    List<String> lines = new ArrayList<>();
    lines.add(head(stage, results, colours));
    lines.add("");
    lines.add(lines(results, colours));
    lines.add("");
    Optional<ExerciseResult> next = next(results);
    if (next.isEmpty()) lines.add("  " + colours.green("All of this stage is done."));
    else lines.add(next(next.get(), next.get().firstFile(), colours));
    return String.join("\n", lines);
  }

  /** A line for each exercise. */
  public static String lines(List<ExerciseResult> results, Colours colours) {
    return String.join("\n", results.stream().map(result -> line(result, colours)).toList());
  }

  /** The bar of a stage on one line: its squares, exercises and points. */
  public static String head(String stage, List<ExerciseResult> results, Colours colours) {
    List<ExerciseResult> done = results.stream().filter(ExerciseResult::isDone).toList();
    String bar =
        colours.green("■".repeat(done.size()))
            + colours.dim("□".repeat(results.size() - done.size()));
    return "%s  %s  %d of %d   %d of %d points"
        .formatted(
            colours.bold(stage), bar, done.size(), results.size(), points(done), points(results));
  }

  private static int points(List<ExerciseResult> results) {
    return results.stream().mapToInt(ExerciseResult::points).sum();
  }

  /** What so many tests came to, in a few words. */
  public static String count(int all, int red) {
    if (all == 1) return "1 test, " + (red == 0 ? "green" : "red");
    return all + " tests, " + (red == 0 ? "all green" : red == all ? "all red" : red + " red");
  }

  private static String line(ExerciseResult result, Colours colours) {
    String sign =
        switch (result.status()) {
          case DONE -> colours.green("✓");
          case RED -> colours.red("✗");
          case TODO, BLOCKED -> colours.dim("·");
        };
    int width = Math.min(TITLE, Text.columns() - REST);
    String title = Text.brief(result.title(), width);
    String points = result.points() == 1 ? "1 point " : result.points() + " points";
    String line = "  %s %-4s %-" + width + "s %9s   %s";
    return line.formatted(sign, result.id(), title, points, state(result)).stripTrailing();
  }

  private static String state(ExerciseResult result) {
    return switch (result.status()) {
      case DONE -> "";
      case RED -> "red";
      case TODO, BLOCKED -> result.minutes() + " minutes";
    };
  }

  /** The first exercise that is not done: none of them waits for a later one. */
  public static Optional<ExerciseResult> next(List<ExerciseResult> results) {
    return results.stream().filter(result -> !result.isDone()).findFirst();
  }

  /** What to do for an exercise: the file to open, and the command to run. */
  public static String next(ExerciseResult next, String file, Colours colours) {
    String word = next.status() == Status.RED ? colours.red("red ") : "next";
    String what = "%s %s, %d minutes".formatted(next.id(), next.title(), next.minutes());
    return "  %s  %s\n        %s\n        ./lab test %s"
        .formatted(word, colours.bold(what), file, next.id());
  }

  /** A stage's title from its folder: {@code 01 manual connect} from {@code 01-manual-connect}. */
  public static String title(String folder) {
    return folder.replace('-', ' ').toLowerCase(Locale.ROOT);
  }
}
