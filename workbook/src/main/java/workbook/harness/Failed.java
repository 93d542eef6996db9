package workbook.harness;

import java.util.List;

/**
 * A red test, explained. Its message is for the student; its stack trace holds only frames of the
 * test and of the student's own files.
 */
public final class Failed extends AssertionError {

  private static final long serialVersionUID = 1;

  private final ExerciseResult.Status status;
  private final transient List<String> details;

  Failed(ExerciseResult.Status status, String message, StackTraceElement[] trace) {
    this(status, message, trace, List.of());
  }

  private Failed(
      ExerciseResult.Status status,
      String message,
      StackTraceElement[] trace,
      List<String> details) {
    super(message);
    this.status = status;
    this.details = List.copyOf(details);
    setStackTrace(trace);
  }

  /** Whether it is wrong, not written, or waits for something not written. */
  ExerciseResult.Status status() {
    return status;
  }

  /** What a terminal shows below the message: the ladder, what the nodes logged. */
  List<String> details() {
    return details == null ? List.of() : details;
  }

  Failed with(List<String> moreDetails) {
    return new Failed(status, getMessage(), getStackTrace(), moreDetails);
  }

  /** The same, with these words at its end if they are not in it. */
  Failed saying(String words) {
    if (getMessage().contains(words)) return this;
    return new Failed(status, getMessage() + "; " + words, getStackTrace(), details());
  }

  /** Without the class name, so that tools which print it begin with the message. */
  @Override
  public String toString() {
    return getMessage();
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
