package workbook.harness;

import java.util.Comparator;
import java.util.List;

/**
 * How far an exercise is.
 *
 * @param id stage and number, such as {@code 1.3}
 * @param title its name in the lesson
 * @param points what it counts for, once done
 * @param minutes how long it takes a student, about
 * @param files the files to be edited, below {@code src/main/java}; the first is where to begin
 * @param status where it stands
 */
public record ExerciseResult(
    String id, String title, int points, int minutes, List<String> files, Status status) {

  /** Where an exercise stands, the worst first. */
  public enum Status {
    /** Something is wrong. */
    RED,
    /** Nothing is wrong, and something is not written yet. */
    TODO,
    /** It cannot be tested before an earlier exercise is written. */
    BLOCKED,
    /** All its tests are green. */
    DONE;

    /** What the message of a red test tells about its exercise. */
    public static Status ofMessage(String message) {
      String first = message.strip().lines().findFirst().orElse("");
      if (first.matches("(workbook\\.\\S+: )?\\d+\\.\\d+ is not written yet.*")) return TODO;
      if (first.matches("(workbook\\.\\S+: )?\\d+\\.\\d+ waits for \\d+\\.\\d+.*")) return BLOCKED;
      return RED;
    }

    /** What the messages of all red tests tell: the worst counts. */
    public static Status ofMessages(List<String> messages) {
      return messages.stream().map(Status::ofMessage).min(Comparator.naturalOrder()).orElse(DONE);
    }
  }

  /** Lists become unmodifiable. */
  public ExerciseResult {
    files = List.copyOf(files);
  }

  /** The result of tests, by the messages of the red ones. */
  static ExerciseResult of(Exercise exercise, List<String> messages) {
    return new ExerciseResult(
        exercise.id(),
        exercise.title(),
        exercise.points(),
        exercise.minutes(),
        List.of(exercise.files()),
        Status.ofMessages(messages));
  }

  /** Where to begin, from the stage's folder. */
  public String firstFile() {
    return files.isEmpty() ? "README.md" : "src/main/java/" + files.getFirst();
  }

  /** Whether all its tests are green. */
  public boolean isDone() {
    return status == Status.DONE;
  }
}
