package workbook.harness;

import java.util.Optional;

/** The test that is being run, as far as the harness must know it. */
final class TestRun implements AutoCloseable {

  /** The run of the test whose thread this is. */
  static final ScopedValue<TestRun> CURRENT = ScopedValue.newInstance();

  private final Class<?> testClass;
  private final String method;
  private final String title;
  private final Optional<Exercise> exercise;
  private final Logs logs = new Logs();
  private final Nodes nodes = new Nodes();

  /**
   * A test that is about to run.
   *
   * @param testClass its class
   * @param method the name of its method
   * @param title its display name
   */
  TestRun(Class<?> testClass, String method, String title) {
    this.testClass = testClass;
    this.method = method;
    this.title = title;
    this.exercise = exercise(testClass);
  }

  static Optional<Exercise> exercise(Class<?> testClass) {
    for (Class<?> c = testClass; c != null; c = c.getEnclosingClass()) {
      Exercise exercise = c.getAnnotation(Exercise.class);
      if (exercise != null) return Optional.of(exercise);
    }
    return Optional.empty();
  }

  static Optional<TestRun> current() {
    return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
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

  Logs logs() {
    return logs;
  }

  Nodes nodes() {
    return nodes;
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
