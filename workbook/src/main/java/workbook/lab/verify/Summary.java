package workbook.lab.verify;

import java.util.List;
import workbook.lab.book.Screen;

/** What {@code ./lab verify} prints: a screen of it. */
record Summary(Screen screen, List<Progress.Run> runs) {

  private static final int SHOWN = 6;
  private static final int INDENT = 4;

  /** The line of a check that has ended. */
  void line(Progress.Run run) {
    List<Tally.Item> problems = run.tally().problems();
    String sign = problems.isEmpty() ? screen.green("✓") : screen.red("✗");
    String count = run.tally().passed() + " right";
    if (!problems.isEmpty()) count += ", " + problems.size() + " wrong";
    String skipped = run.tally().skipped();
    if (!skipped.isEmpty()) {
      sign = screen.yellow("!");
      count = screen.yellow("SKIPPED");
    }
    screen.line("%s %-32s %-24s %5.1f s", sign, run.title(), count, run.seconds());
    skipped.lines().forEach(why -> screen.line("    " + why));
    problems.stream().limit(SHOWN).forEach(this::problem);
    if (problems.size() > SHOWN) screen.line("    … and %d more", problems.size() - SHOWN);
  }

  private void problem(Tally.Item item) {
    String text = item.where() + ": " + item.problem().strip().replaceAll("\\s*\\n\\s*", " ");
    int most = Screen.WIDTH - INDENT;
    screen.line("    " + (text.length() <= most ? text : text.substring(0, most - 1) + "…"));
  }

  /** The end: where the details are, and the sums. */
  void print(String report) {
    int passed = runs.stream().mapToInt(run -> run.tally().passed()).sum();
    int failed = runs.stream().mapToInt(run -> run.tally().problems().size()).sum();
    screen.line("");
    screen.line("details: %s", report);
    List<String> skipped =
        runs.stream()
            .filter(run -> !run.tally().skipped().isEmpty())
            .map(Progress.Run::title)
            .toList();
    String not = skipped.isEmpty() ? "" : ", not proved here: " + String.join(", ", skipped);
    screen.line("%d passed, %d failed%s", passed, failed, screen.yellow(not));
  }
}
