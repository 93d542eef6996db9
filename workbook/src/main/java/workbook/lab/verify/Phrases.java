package workbook.lab.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** (d) What students read has no phrase that makes somebody from another country read it twice. */
record Phrases(Setting setting, ExerciseFiles handedOut) implements Check.Proof {

  /**
   * The lessons, hints, answers and other texts; the sources and tests of the stages; given code.
   */
  private static final Pattern READ =
      Pattern.compile(
          "(?!solutions/doc/decisions/).*\\.md|\\d\\d-[a-z-]+/src/.*\\.java"
              + "|solutions/src/main/java/.*\\.java");

  /** What may be between two words: a new line of a comment, a quotation or a string, too. */
  private static final String GAP = "[\\s\"+*/>]+";

  /**
   * A line of {@code phrases.txt}.
   *
   * @param found finds it; in the file, before a tab
   * @param instead what to say instead; in the file, after the tab
   */
  record Phrase(Pattern found, String instead) {
    static Phrase of(String line) {
      String[] parts = line.split("\t", 2);
      return new Phrase(Pattern.compile(parts[0].replace(" ", GAP)), parts[1]);
    }
  }

  static List<Phrase> all() throws IOException {
    try (InputStream list = Phrases.class.getResourceAsStream("phrases.txt")) {
      String lines = new String(list.readAllBytes(), StandardCharsets.UTF_8);
      return lines.lines().map(Phrase::of).toList();
    }
  }

  @Override
  public List<Path> inputs() {
    return Inputs.files(setting.book().root()).stream()
        .filter(file -> READ.matcher(setting.book().show(file)).matches())
        .filter(handedOut::has)
        .toList();
  }

  @Override
  public void run(Tally tally) throws IOException {
    List<Phrase> phrases = all();
    for (Path file : inputs()) {
      String where = setting.book().show(file);
      String text = handedOut.text(file).orElse("");
      tally.pass(where);
      for (Phrase phrase : phrases) {
        Matcher found = phrase.found().matcher(text);
        while (found.find()) {
          long line = text.substring(0, found.start()).chars().filter(c -> c == '\n').count() + 1;
          String said = found.group().replaceAll(GAP, " ");
          tally.fail(where + ":" + line, "says \"%s\"; say: %s", said, phrase.instead());
        }
      }
    }
  }
}
