package workbook;

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
    super(id + " is not written yet: " + task);
    this.id = id;
    this.task = task;
    setStackTrace(new StackTraceElement[] {getStackTrace()[0]});
  }

  /** The exercise it belongs to. */
  public String id() {
    return id;
  }

  /** What is to be done here. */
  public String task() {
    return task;
  }

  /** The method that is to be written; the only frame of the stack trace. */
  public StackTraceElement place() {
    return getStackTrace()[0];
  }
}
