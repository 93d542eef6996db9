package workbook.lab.run;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import workbook.lab.book.TestCase;

/** Runs test classes in this process, one after the other. */
public final class TestRunner {

  private TestRunner() {}

  /** Runs test classes by their names, with the harness's own reports, as in Maven. */
  public static List<TestCase> run(ClassLoader loader, List<String> testClasses) {
    return in(
        loader,
        () -> {
          List<? extends DiscoverySelector> selected =
              testClasses.stream().map(name -> selectClass(loader, name)).toList();
          return execute(launcher(true), selected);
        });
  }

  /**
   * Runs the test methods of a class one by one, and silently.
   *
   * @param first the display name of one to begin with; empty for none
   * @param goOn is given the results of each, and tells whether to run the next
   */
  public static void each(
      ClassLoader loader, String testClass, String first, Predicate<List<TestCase>> goOn) {
    in(
        loader,
        () -> {
          Launcher launcher = launcher(false);
          TestPlan plan = launcher.discover(request(List.of(selectClass(loader, testClass))));
          List<TestIdentifier> methods = methods(plan);
          methods.sort(Comparator.comparing(method -> !method.getDisplayName().equals(first)));
          for (TestIdentifier method : methods) {
            if (!goOn.test(execute(launcher, List.of(selectUniqueId(method.getUniqueId()))))) break;
          }
          return List.of();
        });
  }

  private static List<TestIdentifier> methods(TestPlan plan) {
    List<TestIdentifier> methods = new ArrayList<>();
    for (TestIdentifier root : plan.getRoots()) {
      for (TestIdentifier one : plan.getDescendants(root)) {
        if (one.getSource().filter(MethodSource.class::isInstance).isPresent()) methods.add(one);
      }
    }
    return methods;
  }

  private static List<TestCase> execute(
      Launcher launcher, List<? extends DiscoverySelector> selected) {
    Collector collector = new Collector();
    launcher.execute(request(selected), collector);
    return collector.cases();
  }

  private static LauncherDiscoveryRequest request(List<? extends DiscoverySelector> selected) {
    return LauncherDiscoveryRequestBuilder.request().selectors(selected).build();
  }

  private static Launcher launcher(boolean listen) {
    return LauncherFactory.create(
        LauncherConfig.builder().enableTestExecutionListenerAutoRegistration(listen).build());
  }

  private static List<TestCase> in(
      ClassLoader loader, java.util.function.Supplier<List<TestCase>> work) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return work.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
