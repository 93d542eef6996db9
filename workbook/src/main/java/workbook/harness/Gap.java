package workbook.harness;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.Todo;

/**
 * A method that is not written yet, and was called.
 *
 * @param id the exercise that it belongs to
 * @param task what to write there
 * @param place the file and the method; unknown where only a part of the text of a {@link Todo} has
 *     come through
 */
record Gap(String id, String task, Optional<String> place) {

  private static final Pattern TOLD =
      Pattern.compile(
          "(\\d+\\.\\d+) is not written yet: (?:(\\S+\\.java, [^—\\r\\n]+) — )?"
              + "([^\\r\\n\\[\\])]*)");

  static Gap of(Todo todo) {
    return new Gap(todo.id(), todo.task(), Optional.of(todo.place()));
  }

  /** Whether this is the text of another one, which may be cut, and need not tell the place. */
  boolean isToldOf(Gap other) {
    return id.equals(other.id) && (place.isEmpty() || place.equals(other.place));
  }

  /** The gap that an exception or one of its causes comes from. */
  static Optional<Gap> behind(Throwable thrown) {
    return Todo.behind(thrown).map(Gap::of).or(() -> told(thrown));
  }

  private static Optional<Gap> told(Throwable thrown) {
    Optional<Gap> found = Optional.empty();
    for (Throwable t = thrown; t != null && found.isEmpty(); t = t.getCause()) {
      found = in(String.valueOf(t.getMessage()));
    }
    return found;
  }

  /** The gap that a text tells of, such as the reason why a process ended. */
  static Optional<Gap> in(String text) {
    Matcher told = TOLD.matcher(text);
    if (!told.find()) return Optional.empty();
    Optional<String> place = Optional.ofNullable(told.group(2));
    return Optional.of(new Gap(told.group(1), told.group(3).strip(), place));
  }

  /**
   * One line about it, in a test of an exercise; a {@link Failed} that is not the test's own fault
   * where the gap is another exercise's.
   */
  Failed failed(Optional<Exercise> own) {
    boolean waits = own.isPresent() && !own.get().id().equals(id);
    String head = waits ? own.get().id() + " waits for " + id : id + " is not written yet";
    ExerciseResult.Status status =
        waits ? ExerciseResult.Status.BLOCKED : ExerciseResult.Status.TODO;
    String message = head + ": " + place.map(where -> where + " — ").orElse("") + task;
    return new Failed(status, message, new StackTraceElement[0]);
  }
}
