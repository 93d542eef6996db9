package workbook.harness;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The part of a stack trace that a student can use: their own files, and the test. */
final class Frames {

  private static final int MOST = 3;

  private Frames() {}

  /** Whether a frame is in the system that the workbook builds. */
  static boolean isOurs(String className) {
    return className.startsWith("multinode.");
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

  /** An exception's type and message on one line. */
  static String brief(Throwable thrown) {
    String message = thrown.getMessage();
    String name = thrown.getClass().getSimpleName();
    return message == null || message.isBlank() ? name : name + ": " + message.strip();
  }

  /** An exception with its causes, and where in the system it came from. */
  static String describe(Throwable thrown) {
    StringBuilder text = new StringBuilder(brief(thrown));
    Throwable root = thrown;
    for (int i = 0; i < MOST && root.getCause() != null; i++) {
      root = root.getCause();
      text.append("\nbecause of ").append(brief(root));
    }
    Stream.of(root.getStackTrace())
        .filter(frame -> isOurs(frame.getClassName()))
        .limit(MOST)
        .forEach(frame -> text.append("\nat ").append(place(frame)));
    return text.toString();
  }

  /** A frame as {@code multinode.node.CookieHandshake.accept (CookieHandshake.java:57)}. */
  static String place(StackTraceElement frame) {
    return "%s.%s (%s:%d)"
        .formatted(
            frame.getClassName(),
            frame.getMethodName(),
            frame.getFileName(),
            frame.getLineNumber());
  }

  static String places(Stream<StackTraceElement> frames) {
    return frames.map(Frames::place).collect(Collectors.joining("\n"));
  }
}
