package workbook.lab.verify;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether what was printed is like what a lesson prints. {@code …} stands for anything within its
 * line, and alone on a line for any lines, or none.
 */
final class Likeness {

  private static final String ANYTHING = "…";
  private static final Pattern LOG =
      Pattern.compile("^(\\d\\d:\\d\\d:\\d\\d\\.\\d{3}|…) ?(FINE|INFO|WARNING|SEVERE) ");

  private Likeness() {}

  /**
   * The same, where lines of the log may be anywhere among the others, and may be left out of the
   * lesson: they come from other threads, as it happens.
   */
  static boolean ofConsole(List<String> expected, List<String> printed) {
    List<String> logged = logged(printed);
    return of(
            expected.stream().filter(line -> !isLog(line)).toList(),
            printed.stream().filter(line -> !isLog(line)).toList())
        && expected.stream()
            .filter(Likeness::isLog)
            .allMatch(line -> logged.stream().anyMatch(entry -> of(line.strip(), entry.strip())));
  }

  /** The lines of the log among these. */
  static List<String> logged(List<String> printed) {
    return printed.stream().filter(Likeness::isLog).toList();
  }

  private static boolean isLog(String line) {
    return LOG.matcher(line).find();
  }

  static boolean of(List<String> expected, List<String> printed) {
    if (expected.isEmpty()) return printed.isEmpty();
    String first = expected.getFirst().strip();
    List<String> rest = expected.subList(1, expected.size());
    if (first.equals(ANYTHING)) {
      for (int skip = 0; skip <= printed.size(); skip++) {
        if (of(rest, printed.subList(skip, printed.size()))) return true;
      }
      return false;
    }
    return !printed.isEmpty()
        && of(first, printed.getFirst().strip())
        && of(rest, printed.subList(1, printed.size()));
  }

  private static boolean of(String expected, String printed) {
    String regex =
        Stream.of(expected.split(ANYTHING, -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return printed.matches(regex);
  }
}
