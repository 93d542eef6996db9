package workbook.lab.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import workbook.lab.book.TestCase;

/** Collects how tests went, and tells it as they go. */
final class Collector implements TestExecutionListener {

  private final Channel channel;
  private final List<TestCase> cases = new ArrayList<>();
  private final Map<TestIdentifier, Long> started = new ConcurrentHashMap<>();

  Collector(Channel channel) {
    this.channel = channel;
  }

  synchronized List<TestCase> cases() {
    return List.copyOf(cases);
  }

  @Override
  public void executionStarted(TestIdentifier test) {
    started.put(test, System.nanoTime());
    if (test.isTest()) channel.tell(Channel.Kind.STARTED, className(test), test.getDisplayName());
  }

  @Override
  public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
    boolean green = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
    if (!test.isTest() && green) return; // A class counts only where it fails before its tests.
    long millis = (System.nanoTime() - started.getOrDefault(test, System.nanoTime())) / 1_000_000;
    String message = green ? "" : result.getThrowable().map(Collector::message).orElse("it failed");
    TestCase one = new TestCase(className(test), test.getDisplayName(), message, millis);
    boolean skipped = result.getStatus() == TestExecutionResult.Status.ABORTED;
    if (!skipped) cases.add(one);
    channel.tell(skipped ? Channel.Kind.SKIPPED : Channel.Kind.CASE, one);
  }

  private static String message(Throwable thrown) {
    String text = String.valueOf(thrown.getMessage());
    return thrown instanceof AssertionError && thrown.getMessage() != null && !text.isBlank()
        ? text
        : thrown.toString();
  }

  private static String className(TestIdentifier test) {
    Optional<TestSource> source = test.getSource();
    return switch (source.orElse(null)) {
      case MethodSource method -> method.getClassName();
      case ClassSource type -> type.getClassName();
      case null, default -> test.getDisplayName();
    };
  }
}
