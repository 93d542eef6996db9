package workbook.lab.verify;

import java.util.List;
import workbook.lab.book.TestCase;

/**
 * Tests that need what nobody else does, and so stand in a profile of their own: the page in a real
 * browser, the manifests for Kubernetes.
 *
 * @param profile the profile of the module workbook
 * @param tests the names of its test classes
 */
record ProfileTests(Setting setting, String profile, String tests) implements Check.Proof {

  @Override
  public void run(Tally tally) throws Exception {
    List<String> options = List.of("-am", "-P" + profile, "-Dtest=" + tests);
    List<TestCase> cases =
        new MavenTests(setting, profile, List.of("workbook"), options).run(tally);
    for (TestCase one : cases) {
      tally.that(one.green(), one.testClass() + ": " + one.name(), "%s", one.message().strip());
    }
    if (cases.isEmpty()) tally.fail(profile, "no test was run");
  }
}
