package workbook.harness;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The test that is being run, as far as the harness must know it.
 *
 * @param testClass its class
 * @param method the name of its method
 * @param title its display name
 * @param patience how long the tests of its class wait
 * @param printLimit what is let through of what it prints
 * @param logs what its nodes log
 * @param nodes what it starts
 * @param said the claim that last told what the test did; null before the first
 */
record TestRun(
    Class<?> testClass,
    String method,
    String title,
    Patience patience,
    PrintLimit printLimit,
    Logs logs,
    Nodes nodes,
    AtomicReference<Claim> said)
    implements AutoCloseable {

  /** How a test is told that was not run. */
  static final String NOT_RUN = "not run: two tests before it hung";

  private static final ScopedValue<TestRun> CURRENT = ScopedValue.newInstance();

  /** A test that is about to run. */
  static TestRun of(
      Class<?> testClass, String method, String title, Patience patience, PrintLimit printLimit) {
    return new TestRun(
        testClass,
        method,
        title,
        patience,
        printLimit,
        new Logs(),
        new Nodes(),
        new AtomicReference<>());
  }

  /** The exercise that a test class belongs to, itself or with the class around it. */
  static Optional<Exercise> exercise(Class<?> testClass) {
    for (Class<?> c = testClass; c != null; c = c.getEnclosingClass()) {
      Exercise exercise = c.getAnnotation(Exercise.class);
      if (exercise != null) return Optional.of(exercise);
    }
    return Optional.empty();
  }

  /** The run of the test whose thread this is. */
  static Optional<TestRun> current() {
    return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
  }

  /** The exercise of the test whose thread this is. */
  static Optional<Exercise> currentExercise() {
    return current().flatMap(TestRun::exercise);
  }

  /** Does something as this test. */
  <T> T call(ScopedValue.CallableOp<T, RuntimeException> action) {
    return ScopedValue.where(CURRENT, this).call(action);
  }

  Optional<Exercise> exercise() {
    return exercise(testClass);
  }

  /**
   * The method that is not written yet and that a thread of the nodes called: it is no use to wait.
   */
  Optional<Gap> gap() {
    return logs.gap(exercise());
  }

  /** What is claimed where the test throws what nobody expected: it did this last. */
  Claim claim() {
    return Optional.ofNullable(said.get()).map(Claim::withoutCause).orElse(Claim.of(title));
  }

  /** It hung, and may go on beside all that follows. */
  void hang() {
    patience.hang();
    printLimit.keep();
  }

  /** The verdict on this test where those before it have hung. */
  Failed notRun() {
    String head = exercise().map(one -> one.id() + ": ").orElse("") + title;
    return new Failed(ExerciseResult.Status.RED, head + "\n  " + NOT_RUN, new StackTraceElement[0]);
  }

  @Override
  public void close() {
    try {
      nodes.close();
    } finally {
      logs.close();
    }
  }
}
