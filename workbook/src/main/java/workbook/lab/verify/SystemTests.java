package workbook.lab.verify;

import java.util.List;
import workbook.lab.book.TestCase;

/** (a) The finished system's own tests are green. */
record SystemTests(Setting setting) implements Check.Proof {

  /** Those of the exercises are run as students run them; those of the tour itself are CI's. */
  private static final String OWN = "-Dtest=!E*_*Test,!TourTest,!NamespacesTest";

  /** They wait more than they work, so two classes at a time. */
  private static final String FORKS = "-DforkCount=2";

  @Override
  public void run(Tally tally) throws Exception {
    List<String> modules = List.of("solutions", "nemesis");
    List<TestCase> cases =
        new MavenTests(setting, "solutions", modules, List.of(OWN, FORKS)).run(tally);
    for (TestCase one : cases) {
      tally.that(one.green(), one.testClass() + ": " + one.name(), "%s", one.message().strip());
    }
    if (cases.isEmpty()) tally.fail("solutions", "no test was run");
  }
}
