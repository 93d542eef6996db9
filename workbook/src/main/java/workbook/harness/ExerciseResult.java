package workbook.harness;

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
 * @param firstMessage the message of its first red test; empty when none is red
 */
public record ExerciseResult(
    String id,
    String title,
    int points,
    int minutes,
    List<String> files,
    Status status,
    String firstMessage) {

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
  }

  /** Lists become unmodifiable. */
  public ExerciseResult {
    files = List.copyOf(files);
  }

  /**
   * The result of an exercise's tests.
   *
   * @param messages the messages of its red tests
   */
  public static ExerciseResult of(Exercise exercise, List<String> messages) {
    Status status = Status.DONE;
    for (String message : messages) {
      Status one = Status.ofMessage(message);
      if (one.compareTo(status) < 0) status = one;
    }
    return new ExerciseResult(
        exercise.id(),
        exercise.title(),
        exercise.points(),
        exercise.minutes(),
        List.of(exercise.files()),
        status,
        messages.isEmpty() ? "" : messages.getFirst());
  }
}
