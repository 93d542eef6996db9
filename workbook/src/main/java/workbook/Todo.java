package workbook;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Thrown where an exercise has not been written yet. A stub's missing body throws one, and nothing
 * else; writing the exercise means to replace the {@code throw}.
 */
public final class Todo extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String id;
  private final String task;

  /**
   * Marks a place.
   *
   * @param id the exercise it belongs to, such as {@code 1.3}
   * @param task what is to be done here, as the end of a sentence
   */
  public Todo(String id, String task) {
    this(id, task, caller());
  }

  /** Its message tells all: so does the text of it that comes from another node. */
  private Todo(String id, String task, StackTraceElement method) {
    super("%s is not written yet: %s — %s".formatted(id, place(method), task));
    this.id = id;
    this.task = task;
    setStackTrace(new StackTraceElement[] {method});
  }

  private static StackTraceElement caller() {
    return StackWalker.getInstance()
        .walk(frames -> frames.skip(2).findFirst().orElseThrow().toStackTraceElement());
  }

  /** The exercise it belongs to. */
  public String id() {
    return id;
  }

  /** What is to be done here. */
  public String task() {
    return task;
  }

  /**
   * The file and the method that are to be written, such as {@code
   * src/main/java/multinode/node/Mesh.java, method heard}.
   */
  public String place() {
    return place(getStackTrace()[0]);
  }

  private static String place(StackTraceElement method) {
    String top = method.getClassName().replaceAll("\\$.*", "");
    return "src/main/java/%s.java, %s".formatted(top.replace('.', '/'), name(method));
  }

  private static String name(StackTraceElement method) {
    String name = method.getMethodName();
    if (name.startsWith("lambda$")) name = name.split("\\$")[1];
    return switch (name) {
      case "<init>", "new" -> "its constructor";
      case "<clinit>", "static" -> "a constant";
      default -> "method " + name;
    };
  }

  /** The one that something was thrown for: itself, one of its causes, or suppressed in them. */
  public static Optional<Todo> behind(Throwable thrown) {
    return behind(thrown, new HashSet<>());
  }

  private static Optional<Todo> behind(Throwable thrown, Set<Throwable> seen) {
    if (thrown == null || !seen.add(thrown)) return Optional.empty();
    if (thrown instanceof Todo todo) return Optional.of(todo);
    Optional<Todo> found = behind(thrown.getCause(), seen);
    for (Throwable other : thrown.getSuppressed()) {
      if (found.isEmpty()) found = behind(other, seen);
    }
    return found;
  }
}
