package workbook.lab.verify;

import java.util.List;
import workbook.lab.book.TestCase;

/** (a) All tests are green on the finished system. */
record SolutionGreen(Setting setting) implements Check {

  @Override
  public String title() {
    return "green on the solution";
  }

  @Override
  public void run(Tally tally) throws Exception {
    List<TestCase> cases = new MavenTests(setting, "solutions", List.of("solutions"), 2).run(tally);
    for (TestCase one : cases) {
      tally.that(one.green(), one.testClass() + ": " + one.name(), "%s", one.message().strip());
    }
    if (cases.isEmpty()) tally.fail("solutions", "no test was run");
  }
}
