package workbook.lab.verify;

import java.util.regex.Pattern;

/**
 * Finds the test that is likely to catch a wrong answer: the one that has the expected words in its
 * source. Run first, it is mostly the only one that must be run.
 */
final class LikelyTest {

  private static final Pattern NAME =
      Pattern.compile("@DisplayName\\(\\s*\"((?:[^\"\\\\]|\\\\.)*)\"\\s*\\)");

  private LikelyTest() {}

  /** Its display name; empty when the source does not have the words. */
  static String of(String source, String expect) {
    String joined = source.replaceAll("\"\\s*\\+\\s*\"", "");
    int at = joined.indexOf(expect);
    return NAME.matcher(at < 0 ? "" : joined.substring(0, at))
        .results()
        .map(name -> name.group(1))
        .reduce("", (earlier, later) -> later);
  }
}
