package workbook.lab.verify;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether what was printed is like what a lesson prints. {@code …} stands for anything within its
 * line, and alone on a line for any lines, or none.
 */
final class Likeness {

  static final String ANYTHING = "…";

  private static final Pattern LOG =
      Pattern.compile("^(\\d\\d:\\d\\d:\\d\\d\\.\\d{3}|…) ?(FINE|INFO|WARNING|SEVERE) ");

  /** How many lines of the answer and of the news are accounted for. */
  private record At(int answer, int news) {}

  private Likeness() {}

  /**
   * The same, as far as a console promises an order: that of the answer's lines, and that of the
   * news. Lines of the log may be anywhere, and may be left out of the lesson.
   */
  static boolean ofConsole(Shown shown, List<String> printed) {
    List<String> logged = printed.stream().filter(Likeness::isLog).toList();
    List<String> due = shown.news().subList(0, shown.due());
    return isInterleaved(
            new Shown(unlogged(shown.answer()), unlogged(shown.news()), unlogged(due).size()),
            unlogged(printed))
        && Stream.concat(shown.answer().stream(), due.stream())
            .filter(Likeness::isLog)
            .allMatch(line -> logged.stream().anyMatch(entry -> isLike(line, entry)));
  }

  private static boolean isLog(String line) {
    return LOG.matcher(line).find();
  }

  private static List<String> unlogged(List<String> lines) {
    return lines.stream().filter(line -> !isLog(line)).toList();
  }

  /** The same lines in the same order. */
  static boolean of(List<String> expected, List<String> printed) {
    return isInterleaved(Shown.of(expected), printed);
  }

  private static boolean isInterleaved(Shown shown, List<String> printed) {
    Set<At> now = new HashSet<>();
    reach(new At(0, 0), shown, now);
    for (String line : printed) {
      Set<At> next = new HashSet<>();
      for (At at : now) {
        if (isNext(line, shown.answer(), at.answer)) {
          reach(new At(after(shown.answer(), at.answer), at.news), shown, next);
        }
        if (isNext(line, shown.news(), at.news)) {
          reach(new At(at.answer, after(shown.news(), at.news)), shown, next);
        }
      }
      now = next;
    }
    return now.stream()
        .anyMatch(at -> at.answer == shown.answer().size() && at.news >= shown.due());
  }

  /** There, and behind each ellipsis that stands there: it may stand for no line, or no more. */
  private static void reach(At at, Shown shown, Set<At> reached) {
    if (!reached.add(at)) return;
    if (isAnything(shown.answer(), at.answer)) {
      reach(new At(at.answer + 1, at.news), shown, reached);
    }
    if (isAnything(shown.news(), at.news)) reach(new At(at.answer, at.news + 1), shown, reached);
  }

  private static boolean isNext(String line, List<String> lines, int at) {
    return at < lines.size() && (isAnything(lines, at) || isLike(lines.get(at), line));
  }

  private static int after(List<String> lines, int at) {
    return isAnything(lines, at) ? at : at + 1;
  }

  private static boolean isAnything(List<String> lines, int at) {
    return at < lines.size() && lines.get(at).strip().equals(ANYTHING);
  }

  private static boolean isLike(String expected, String printed) {
    String regex =
        Stream.of(expected.strip().split(ANYTHING, -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return printed.strip().matches(regex);
  }
}
