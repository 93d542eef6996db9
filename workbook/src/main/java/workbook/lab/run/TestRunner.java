package workbook.lab.run;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import workbook.lab.book.TestCase;

/** Runs test classes in this process, one after the other. */
public final class TestRunner {

  private TestRunner() {}

  /**
   * Runs test classes.
   *
   * @param loader what to load them with
   * @param testClasses their names
   * @param listen whether the harness may listen and print, as it does in Maven
   */
  public static List<TestCase> run(ClassLoader loader, List<String> testClasses, boolean listen) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      Collector collector = new Collector();
      LauncherConfig config =
          LauncherConfig.builder().enableTestExecutionListenerAutoRegistration(listen).build();
      List<? extends DiscoverySelector> selected =
          testClasses.stream().map(name -> selectClass(loader, name)).toList();
      LauncherFactory.create(config)
          .execute(
              LauncherDiscoveryRequestBuilder.request().selectors(selected).build(), collector);
      return collector.cases();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
