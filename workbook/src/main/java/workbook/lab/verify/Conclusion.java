package workbook.lab.verify;

import java.util.List;
import workbook.lab.book.Screen;

/**
 * The end of what {@code ./lab verify} prints: what it left out, where the details are, the sums.
 *
 * @param leftOut what was not proved here, and why, a line each
 */
record Conclusion(Screen screen, List<Progress.Run> runs, List<String> leftOut) {

  void print(String details) {
    int passed = runs.stream().mapToInt(run -> run.tally().passed()).sum();
    int failed = runs.stream().mapToInt(run -> run.tally().problems().size()).sum();
    screen.line("");
    for (String line : leftOut) screen.line("%s %s", screen.yellow("left out:"), line);
    screen.line("details: %s", details);
    String not = leftOut.isEmpty() ? "" : ", %d left out".formatted(leftOut.size());
    screen.line("%d passed, %d failed%s", passed, failed, screen.yellow(not));
  }
}
