package workbook.harness;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.Todo;

/** What a test says that came to a place without code. */
final class Unwritten {

  private static final Pattern TOLD =
      Pattern.compile("(\\d+\\.\\d+) is not written yet: ([^\\r\\n\\])]*)");

  private Unwritten() {}

  /** The {@link Todo} among an exception and its causes. */
  static Optional<Todo> find(Throwable thrown) {
    return find(thrown, new HashSet<>());
  }

  private static Optional<Todo> find(Throwable thrown, Set<Throwable> seen) {
    if (thrown == null || !seen.add(thrown)) return Optional.empty();
    if (thrown instanceof Todo todo) return Optional.of(todo);
    Optional<Todo> found = find(thrown.getCause(), seen);
    for (Throwable other : thrown.getSuppressed()) {
      if (found.isEmpty()) found = find(other, seen);
    }
    return found;
  }

  /** One line about a place without code, as a test of the exercise {@code own} sees it. */
  static Failed failed(Optional<Exercise> own, Todo todo) {
    StackTraceElement place = todo.place();
    String file = place.getClassName().replaceAll("\\$.*", "").replace('.', '/') + ".java";
    String where = "src/main/java/" + file + ", method " + method(place);
    return failed(own, todo.id(), where + " — " + todo.task());
  }

  /** The same for an exception that carries only the text of a {@link Todo}, from another node. */
  static Optional<Failed> told(Optional<Exercise> own, Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      Matcher told = TOLD.matcher(String.valueOf(t.getMessage()));
      if (told.find()) return Optional.of(failed(own, told.group(1), told.group(2)));
    }
    return Optional.empty();
  }

  private static Failed failed(Optional<Exercise> own, String id, String rest) {
    boolean waits = own.isPresent() && !own.get().id().equals(id);
    String head = waits ? own.get().id() + " waits for " + id : id + " is not written yet";
    ExerciseResult.Status status =
        waits ? ExerciseResult.Status.BLOCKED : ExerciseResult.Status.TODO;
    return new Failed(status, head + ": " + rest, new StackTraceElement[0]);
  }

  private static String method(StackTraceElement place) {
    String name = place.getMethodName();
    if (name.startsWith("lambda$")) name = name.split("\\$")[1];
    return switch (name) {
      case "<init>", "new" -> "(constructor)";
      case "<clinit>", "static" -> "(static initializer)";
      default -> name;
    };
  }
}
