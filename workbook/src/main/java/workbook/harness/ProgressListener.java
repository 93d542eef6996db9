package workbook.harness;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Prints what a run of tests brought: the red tests of each class as soon as it is through, and at
 * the end the board, in a stage, or one line, elsewhere. Found by the test launcher by itself.
 */
public final class ProgressListener implements TestExecutionListener {

  private final PrintStream out;
  private final Map<Class<?>, ClassReport> reports = new LinkedHashMap<>();
  private long start;
  private TestPlan plan;

  /** Prints to {@link System#out}. */
  public ProgressListener() {
    this(System.out);
  }

  ProgressListener(PrintStream out) {
    this.out = out;
  }

  @Override
  public void testPlanExecutionStarted(TestPlan testPlan) {
    plan = testPlan;
    reports.clear();
    start = System.nanoTime();
  }

  @Override
  public synchronized void executionSkipped(TestIdentifier test, String reason) {
    topClass(test)
        .map(top -> reports.computeIfAbsent(top, ClassReport::new))
        .ifPresent(report -> report.skip(title(test), reason));
  }

  @Override
  public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
    Optional<Class<?>> found = topClass(test);
    if (found.isEmpty()) {
      result.getThrowable().ifPresent(thrown -> print(Frames.describe(thrown)));
      return;
    }
    ClassReport report = reports.computeIfAbsent(found.get(), ClassReport::new);
    if (test.isTest() || result.getStatus() == TestExecutionResult.Status.FAILED) {
      report.add(title(test), result);
    }
    if (isTop(test)) print(report.text());
  }

  @Override
  public synchronized void testPlanExecutionFinished(TestPlan testPlan) {
    if (Boolean.getBoolean("workbook.lab")) return; // ./lab tells it, with what it knows besides.
    print(RunSummary.of(List.copyOf(reports.values()), (System.nanoTime() - start) / 1_000_000));
    out.flush();
  }

  private void print(String text) {
    if (!text.isEmpty()) out.println(Glyphs.fit(text));
  }

  /** A test's display name, after that of its method where it is one of many runs of it. */
  private String title(TestIdentifier test) {
    return plan.getParent(test)
        .filter(parent -> parent.getSource().filter(MethodSource.class::isInstance).isPresent())
        .map(parent -> parent.getDisplayName() + " " + test.getDisplayName())
        .orElse(test.getDisplayName());
  }

  private boolean isTop(TestIdentifier test) {
    return test.getSource().filter(ClassSource.class::isInstance).isPresent()
        && plan.getParent(test).flatMap(this::topClass).isEmpty();
  }

  private Optional<Class<?>> topClass(TestIdentifier test) {
    Optional<Class<?>> found = Optional.empty();
    for (Optional<TestIdentifier> t = Optional.of(test);
        t.isPresent();
        t = plan.getParent(t.get())) {
      if (t.get().getSource().orElse(null) instanceof ClassSource source) {
        found = Optional.of(source.getJavaClass());
      }
    }
    return found;
  }
}
