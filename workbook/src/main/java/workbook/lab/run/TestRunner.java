package workbook.lab.run;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

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

/** Runs test classes in this process, one after the other, and tells how it goes. */
final class TestRunner {

  private final ClassLoader loader;
  private final Channel channel;
  private final Launcher launcher;

  /**
   * A runner of classes that a loader has.
   *
   * @param told whether the harness prints what is red, as in Maven; to what is {@link System#out}
   *     now
   */
  TestRunner(ClassLoader loader, Channel channel, boolean told) {
    this.loader = loader;
    this.channel = channel;
    Thread.currentThread().setContextClassLoader(loader);
    this.launcher =
        LauncherFactory.create(
            LauncherConfig.builder().enableTestExecutionListenerAutoRegistration(told).build());
  }

  /** Runs test classes by their names. */
  void run(List<String> testClasses) {
    execute(select(testClasses));
  }

  /**
   * Runs test methods one by one.
   *
   * @param first the display name of one to begin with; empty for none
   * @param goOn is given each result, and tells whether to run the next method
   */
  void oneByOne(List<String> testClasses, String first, Predicate<TestCase> goOn) {
    TestPlan plan = launcher.discover(request(select(testClasses)));
    List<TestIdentifier> methods =
        plan.getRoots().stream()
            .flatMap(root -> plan.getDescendants(root).stream())
            .filter(one -> one.getSource().filter(MethodSource.class::isInstance).isPresent())
            .sorted(Comparator.comparing(method -> !method.getDisplayName().equals(first)))
            .toList();
    for (TestIdentifier method : methods) {
      List<TestCase> cases = execute(List.of(selectUniqueId(method.getUniqueId())));
      if (!cases.stream().allMatch(goOn)) return;
    }
  }

  private List<? extends DiscoverySelector> select(List<String> testClasses) {
    return testClasses.stream().map(name -> selectClass(loader, name)).toList();
  }

  private List<TestCase> execute(List<? extends DiscoverySelector> selected) {
    Collector collector = new Collector(channel);
    launcher.execute(request(selected), collector);
    return collector.cases();
  }

  private static LauncherDiscoveryRequest request(List<? extends DiscoverySelector> selected) {
    return LauncherDiscoveryRequestBuilder.request()
        .selectors(selected)
        .filters(TestNames.filter())
        .build();
  }
}
