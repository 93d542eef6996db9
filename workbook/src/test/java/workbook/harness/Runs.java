package workbook.harness;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the tests of examples, which are red on purpose. */
final class Runs {

  private Runs() {}

  /** What the red tests of a class threw, by their names. */
  static Map<String, Throwable> failures(Class<?> testClass) {
    Map<String, Throwable> failures = new LinkedHashMap<>();
    execute(
        new TestExecutionListener() {
          @Override
          public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            result.getThrowable().ifPresent(t -> failures.put(name(test), t));
          }
        },
        testClass);
    return failures;
  }

  private static String name(TestIdentifier test) {
    return test.getDisplayName().replaceFirst("\\(.*", "");
  }

  /** What a terminal shows when these classes are run. */
  static String output(Class<?>... testClasses) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    execute(
        new ProgressListener(new PrintStream(bytes, true, StandardCharsets.UTF_8)), testClasses);
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  private static void execute(TestExecutionListener listener, Class<?>... testClasses) {
    LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
    for (Class<?> testClass : testClasses) request.selectors(selectClass(testClass));
    LauncherDiscoveryRequest built = request.build();
    LauncherConfig config =
        LauncherConfig.builder().enableTestExecutionListenerAutoRegistration(false).build();
    LauncherFactory.create(config).execute(built, listener);
  }
}
