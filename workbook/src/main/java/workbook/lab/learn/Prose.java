package workbook.lab.learn;

import java.util.ArrayList;
import java.util.List;
import workbook.lab.book.Screen;

/** Markdown as lines for a terminal: paragraphs filled again, items hanging, code as it is. */
public final class Prose {

  private static final String CODE = "    ";

  private final List<String> lines = new ArrayList<>();
  private final StringBuilder paragraph = new StringBuilder();

  private Prose() {}

  /** The lines of a text. */
  public static List<String> of(String markdown) {
    Prose prose = new Prose();
    boolean code = false;
    for (String line : markdown.lines().toList()) {
      if (line.strip().startsWith("```")) {
        prose.flush();
        code = !code;
      } else if (code) {
        prose.lines.add((CODE + line).stripTrailing());
      } else {
        prose.add(line);
      }
    }
    prose.flush();
    return prose.lines;
  }

  private void add(String line) {
    boolean item = line.matches("\\s*([-*]|\\d+\\.) .*");
    if (line.isBlank() || item) flush();
    if (line.isBlank()) lines.add("");
    else if (paragraph.isEmpty()) paragraph.append(line.stripTrailing());
    else paragraph.append(' ').append(line.strip());
  }

  private void flush() {
    if (paragraph.isEmpty()) return;
    String text = paragraph.toString();
    String hang = text.matches("\\s*[-*] .*") ? "  " : "";
    List<String> filled = Screen.wrap(text, Screen.WIDTH - hang.length()).lines().toList();
    for (int i = 0; i < filled.size(); i++) lines.add((i == 0 ? "" : hang) + filled.get(i));
    paragraph.setLength(0);
  }
}
