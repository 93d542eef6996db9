package workbook.harness;

import java.util.Optional;

/** The test that is being run, as far as the harness must know it. */
final class TestRun implements AutoCloseable {

  /** How a test is told that was not run. */
  static final String NOT_RUN = "not run: two tests before it hung";

  private static final ScopedValue<TestRun> CURRENT = ScopedValue.newInstance();

  private final Class<?> testClass;
  private final String method;
  private final String title;
  private final Patience patience;
  private final PrintLimit printLimit;
  private final Optional<Exercise> exercise;
  private final Logs logs = new Logs();
  private final Nodes nodes = new Nodes();

  /**
   * A test that is about to run.
   *
   * @param testClass its class
   * @param method the name of its method
   * @param title its display name
   * @param patience how long the tests of its class wait
   * @param printLimit what is let through of what it prints
   */
  TestRun(
      Class<?> testClass, String method, String title, Patience patience, PrintLimit printLimit) {
    this.printLimit = printLimit;
    this.patience = patience;
    this.testClass = testClass;
    this.method = method;
    this.title = title;
    this.exercise = exercise(testClass);
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

  Class<?> testClass() {
    return testClass;
  }

  String method() {
    return method;
  }

  String title() {
    return title;
  }

  Optional<Exercise> exercise() {
    return exercise;
  }

  Patience patience() {
    return patience;
  }

  Logs logs() {
    return logs;
  }

  Nodes nodes() {
    return nodes;
  }

  /** The place without code that some thread of the nodes came to; to wait for it is vain. */
  Optional<Gap> gap() {
    return logs.gap(exercise);
  }

  /** It hung, and may go on beside all that follows. */
  void hang() {
    patience.hang();
    printLimit.keep();
  }

  /** The verdict on this test where those before it have hung. */
  Failed notRun() {
    String head = exercise.map(one -> one.id() + ": ").orElse("") + title;
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
