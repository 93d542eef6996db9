package workbook.lab.verify;

import java.util.List;
import workbook.lab.book.TestCase;

/** (g) The page of {@code ./lab up} works in a real browser, behind the real Caddy. */
record BrowserTests(Setting setting) implements Check.Proof {

  private static final List<String> OPTIONS = List.of("-am", "-Pbrowser", "-Dtest=*BrowserTest");

  @Override
  public void run(Tally tally) throws Exception {
    List<TestCase> cases =
        new MavenTests(setting, "browser", List.of("workbook"), OPTIONS).run(tally);
    for (TestCase one : cases) {
      tally.that(one.green(), one.testClass() + ": " + one.name(), "%s", one.message().strip());
    }
  }
}
