package workbook.lab.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.lab.book.UserError;
import workbook.lab.run.Job;

/**
 * A mistake that students really make, as a change to the finished system.
 *
 * @param title what the mistake is
 * @param file the file it is made in, from {@code src/main/java}
 * @param expect what a message of the tests must say about it
 * @param edits what is changed
 */
record WrongAnswer(String title, String file, String expect, List<Edit> edits) {

  private static final Pattern EDIT = Pattern.compile("(?ms)^<<<<\\n(.*?)^====\\n(.*?)^>>>>$");
  private static final Pattern HEADER = Pattern.compile("(?m)^(title|file|expect): *(.+)$");

  /** A text that occurs once in the file, and what stands there instead. */
  record Edit(String from, String to) {}

  /** Reads one: headers, then blocks of {@code <<<<} old {@code ====} new {@code >>>>}. */
  static WrongAnswer parse(Path source, String text) {
    String unix = text.replace("\r\n", "\n");
    int start = unix.indexOf("<<<<");
    String head = start < 0 ? unix : unix.substring(0, start);
    List<Edit> edits = new ArrayList<>();
    Matcher edit = EDIT.matcher(unix);
    while (edit.find()) edits.add(new Edit(edit.group(1), edit.group(2)));
    if (edits.isEmpty()) {
      throw UserError.of("%s has no block <<<< old ==== new >>>>, each mark on a line", source);
    }
    return new WrongAnswer(
        header(source, head, "title"),
        header(source, head, "file"),
        header(source, head, "expect"),
        edits);
  }

  private static String header(Path source, String head, String name) {
    return HEADER
        .matcher(head)
        .results()
        .filter(found -> found.group(1).equals(name))
        .map(found -> found.group(2).strip())
        .findFirst()
        .orElseThrow(() -> UserError.of("%s has no line \"%s: …\"", source, name));
  }

  /** The file with the mistake made in it. */
  String apply(String solution) {
    String changed = solution;
    for (Edit edit : edits) {
      // The last line's end is no part of it: so half a line can be changed too.
      String from = chomp(edit.from());
      int at = changed.indexOf(from);
      if (at < 0) throw UserError.of("%s has no \"%s\"", file, brief(from));
      if (changed.indexOf(from, at + 1) >= 0) {
        throw UserError.of("%s has more than one \"%s\"", file, brief(from));
      }
      changed = changed.substring(0, at) + chomp(edit.to()) + changed.substring(at + from.length());
    }
    return changed;
  }

  private static String chomp(String text) {
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }

  private static String brief(String text) {
    String first = text.strip().lines().findFirst().orElse("");
    return first.length() > 60 ? first.substring(0, 60) + "…" : first;
  }

  /** Whether a message speaks of this mistake, however its lines are broken. */
  boolean isNamedBy(String message) {
    return Job.says(message, expect);
  }
}
