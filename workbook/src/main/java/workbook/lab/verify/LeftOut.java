package workbook.lab.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import workbook.lab.book.Reports;
import workbook.lab.book.TestCase;

/** The tests that were skipped, because this machine has not what they need. */
final class LeftOut {

  private LeftOut() {}

  /** Those in some reports, a line for each class and reason. */
  static List<String> in(List<Path> reports) {
    Map<String, Integer> tests = new TreeMap<>();
    for (Path file : reports) {
      Reports.skipped(file).forEach(test -> tests.merge(line(test), 1, Integer::sum));
    }
    List<String> lines = new ArrayList<>();
    tests.forEach(
        (one, count) -> lines.add(one + (count > 1 ? " (%d tests)".formatted(count) : "")));
    return lines;
  }

  /** Its class, and why it was skipped. */
  static String line(TestCase skipped) {
    String testClass = skipped.testClass();
    return testClass.substring(testClass.lastIndexOf('.') + 1)
        + ": "
        + skipped.message().replaceFirst("^(\\S+: )?Assumption failed: ", "");
  }
}
