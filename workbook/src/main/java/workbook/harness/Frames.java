package workbook.harness;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The part of a stack trace that a student can use: their own files, and the test. */
final class Frames {

  private static final int MOST = 3;
  private static final int CAUSES = 3;

  private Frames() {}

  /** Whether a class is of the system that the workbook builds, and not one of its tests. */
  static boolean isOurs(String className) {
    return className.startsWith("multinode.") && !className.matches(".*Test(\\$.*)?");
  }

  /** The line of the test that is being run, if this is its thread. */
  static StackTraceElement[] ofTest() {
    return ofTest(Thread.currentThread().getStackTrace());
  }

  static StackTraceElement[] ofTest(StackTraceElement[] trace) {
    Optional<String> test = TestRun.current().map(run -> run.testClass().getName());
    return Arrays.stream(trace)
        .filter(frame -> test.filter(name -> isIn(frame, name)).isPresent())
        .reduce((inner, outer) -> outer)
        .stream()
        .toArray(StackTraceElement[]::new);
  }

  private static boolean isIn(StackTraceElement frame, String className) {
    return frame.getClassName().equals(className)
        || frame.getClassName().startsWith(className + "$");
  }

  /** An exception's type and message. */
  static String brief(Throwable thrown) {
    String message = thrown.getMessage();
    String name = thrown.getClass().getSimpleName();
    return message == null || message.isBlank() ? name : name + ": " + message.strip();
  }

  /** An exception with its causes, and where in the system the first of them came from. */
  static String describe(Throwable thrown) {
    StringBuilder text = new StringBuilder(brief(thrown));
    Throwable root = thrown;
    for (int i = 0; i < CAUSES && root.getCause() != null; i++) {
      root = root.getCause();
      text.append("\nbecause of ").append(brief(root));
    }
    return text + ours(root.getStackTrace());
  }

  /** The innermost places in the system, a line each, after a line end; or nothing. */
  static String ours(StackTraceElement[] trace) {
    return innermost(trace, Frames::isOurs);
  }

  /** The same, of the system and of the libraries it uses. */
  static String innermost(StackTraceElement[] trace) {
    return innermost(trace, name -> !name.matches("(java|jdk|sun)\\..*"));
  }

  private static String innermost(StackTraceElement[] trace, Predicate<String> isShown) {
    return Arrays.stream(trace)
        .filter(frame -> isShown.test(frame.getClassName()))
        .limit(MOST)
        .map(frame -> "\nat " + place(frame))
        .collect(Collectors.joining());
  }

  /** A place as {@code CookieHandshake.accept (CookieHandshake.java:57)}, which IDEs can open. */
  static String place(StackTraceElement frame) {
    String simple = frame.getClassName().substring(frame.getClassName().lastIndexOf('.') + 1);
    return "%s.%s (%s:%d)"
        .formatted(simple, frame.getMethodName(), frame.getFileName(), frame.getLineNumber());
  }

  /** The stack trace of an exception, without the frames of what runs tests. */
  static String trace(Throwable thrown) {
    StringBuilder text = new StringBuilder();
    String head = "";
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      text.append(head).append(t).append("\n");
      Stream.of(t.getStackTrace())
          .filter(frame -> !frame.getClassName().matches("(org\\.junit|java|jdk|sun)\\..*"))
          .limit(8)
          .forEach(frame -> text.append("  at ").append(place(frame)).append("\n"));
      head = "because of ";
    }
    return text.toString().stripTrailing();
  }
}
