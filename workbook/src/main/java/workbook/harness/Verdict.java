package workbook.harness;

import java.util.Arrays;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/** What a test says that has thrown something. */
final class Verdict {

  private Verdict() {}

  /** The verdict on what a test threw. */
  static Throwable of(TestRun run, Throwable thrown) {
    if (thrown instanceof TestAbortedException) return thrown;
    return ScopedValue.where(TestRun.CURRENT, run)
        .call(() -> explain(run.exercise(), run.title(), run.logs().todo(), thrown));
  }

  /** The verdict on what the making of a test class threw. */
  static Throwable of(Class<?> testClass, Throwable thrown) {
    return explain(
        TestRun.exercise(testClass), testClass.getSimpleName(), Optional.empty(), thrown);
  }

  private static Failed explain(
      Optional<Exercise> exercise, String title, Optional<workbook.Todo> logged, Throwable thrown) {
    if (thrown instanceof Failed f && f.status() != ExerciseResult.Status.RED) return f;
    return Unwritten.find(thrown)
        .or(() -> logged)
        .map(todo -> Unwritten.failed(exercise, todo))
        .or(() -> Unwritten.told(exercise, thrown))
        .orElseGet(() -> thrown instanceof Failed f ? f : unexpected(title, thrown));
  }

  private static Failed unexpected(String title, Throwable thrown) {
    String came =
        thrown instanceof AssertionError && thrown.getMessage() != null
            ? thrown.getMessage().strip()
            : Frames.describe(thrown);
    return Account.of(title).failed(came, Frames.ofTest(thrown.getStackTrace()));
  }

  /** Where a thread is, in the system's files and the test's. */
  static String where(StackTraceElement[] trace) {
    String places =
        Frames.places(
            Arrays.stream(trace).filter(frame -> Frames.isOurs(frame.getClassName())).limit(3));
    return places.isEmpty() ? "" : "\nat " + places.replace("\n", "\nat ");
  }
}
