package workbook.lab.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import workbook.lab.book.Reports;
import workbook.lab.book.TestCase;

/** The tests that were skipped, because this machine has not what they need. */
final class LeftOut {

  private LeftOut() {}

  /** Those in a folder's reports since then, a line for each class and reason. */
  static List<String> in(Path folder, long since) throws IOException {
    if (!Files.isDirectory(folder)) return List.of();
    Map<String, Integer> tests = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(file -> file.toString().endsWith(".xml"))
          .filter(file -> file.toFile().lastModified() >= since)
          .flatMap(file -> Reports.skipped(file).stream())
          .forEach(test -> tests.merge(line(test), 1, Integer::sum));
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
