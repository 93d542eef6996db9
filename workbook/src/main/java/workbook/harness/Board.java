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

  /** The board of a stage, without colour; its lines fit the terminal. */
  public static String render(String stage, List<ExerciseResult> results) {
    return render(stage, results, false);
  }

  /** The same, with colour where asked for. */
  public static String render(String stage, List<ExerciseResult> results, boolean colour) {
    Paint paint = new Paint(colour);
    List<String> lines = new ArrayList<>();
    lines.add(head(stage, results, paint));
    lines.add("");
    lines.add(lines(results, paint));
    lines.add("");
    lines.addAll(next(results, paint));
    return String.join("\n", lines);
  }

  /** A line for each exercise. */
  public static String lines(List<ExerciseResult> results, Paint paint) {
    return String.join("\n", results.stream().map(result -> line(result, paint)).toList());
  }

  /** The bar of a stage on one line: its squares, exercises and points. */
  public static String head(String stage, List<ExerciseResult> results, Paint paint) {
    int done = (int) results.stream().filter(Board::isDone).count();
    int points = results.stream().mapToInt(ExerciseResult::points).sum();
    int reached = results.stream().filter(Board::isDone).mapToInt(ExerciseResult::points).sum();
    String bar = paint.green("■".repeat(done)) + paint.dim("□".repeat(results.size() - done));
    return "%s  %s  %d of %d   %d of %d points"
        .formatted(paint.bold(stage), bar, done, results.size(), reached, points);
  }

  /** What so many tests came to, in a few words. */
  public static String count(int all, int red) {
    if (all == 1) return "1 test, " + (red == 0 ? "green" : "red");
    return all + " tests, " + (red == 0 ? "all green" : red == all ? "all red" : red + " red");
  }

  /** The first exercise that is not done: none of them waits for a later one. */
  public static Optional<ExerciseResult> next(List<ExerciseResult> results) {
    return results.stream().filter(result -> !isDone(result)).findFirst();
  }

  private static boolean isDone(ExerciseResult result) {
    return result.status() == Status.DONE;
  }

  private static String line(ExerciseResult result, Paint paint) {
    String sign =
        switch (result.status()) {
          case DONE -> paint.green("✓");
          case RED -> paint.red("✗");
          case TODO, BLOCKED -> paint.dim("·");
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

  private static List<String> next(List<ExerciseResult> results, Paint paint) {
    Optional<ExerciseResult> found = next(results);
    if (found.isEmpty()) return List.of("  " + paint.green("All of this stage is done."));
    ExerciseResult next = found.get();
    String what = "%s %s, %d minutes".formatted(next.id(), next.title(), next.minutes());
    List<String> lines = new ArrayList<>();
    lines.add("  next  " + paint.bold(what));
    if (!next.files().isEmpty()) lines.add("        src/main/java/" + next.files().getFirst());
    lines.add("        ./lab test " + next.id());
    return lines;
  }

  /** A stage's title from its folder: {@code 01 manual connect} from {@code 01-manual-connect}. */
  public static String title(String folder) {
    return folder.replace('-', ' ').toLowerCase(Locale.ROOT);
  }
}
