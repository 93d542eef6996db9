package workbook.harness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Text in lines of limited length. */
public final class Text {

  private static final int INDENT = 6;

  private Text() {}

  /** How wide the terminal is: what {@code workbook.columns} says, from 60 to 100, else 100. */
  public static int columns() {
    return Math.clamp(Integer.getInteger("workbook.columns", 100), 60, 100);
  }

  /** How long a line of a message may be; with an indent of up to six it still fits. */
  static int width() {
    return columns() - INDENT;
  }

  /** Breaks a text at spaces where it can, and at line ends. Never empty. */
  static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    for (String paragraph : text.split("\\R", -1)) {
      String rest = paragraph.stripTrailing();
      while (rest.length() > width) {
        int space = rest.lastIndexOf(' ', width);
        int end = space > width / 2 ? space : width;
        lines.add(rest.substring(0, end));
        rest = rest.substring(end).stripLeading();
      }
      lines.add(rest);
    }
    return lines;
  }

  /** A text after a label, its further lines indented as the first. */
  static String labelled(String label, String text) {
    String head = "  %-12s  ".formatted(label);
    String indent = "\n" + " ".repeat(head.length());
    return head + String.join(indent, wrap(text, width() - head.length()));
  }

  /** The beginning of a text, on one line. */
  public static String brief(String text, int length) {
    return cut(text.replaceAll("\\s+", " ").strip(), length);
  }

  /** The beginning of a line. */
  public static String cut(String line, int length) {
    return line.length() <= length ? line : line.substring(0, length - 1) + "…";
  }

  /** A length of time, in seconds. */
  static String time(Duration time) {
    return "%.3f".formatted(time.toMillis() / 1000.0).replaceAll("0+$|\\.0+$", "") + " s";
  }

  /** Lines, each indented by so many spaces. */
  static String indent(String text, int spaces) {
    return text.indent(spaces).replaceAll("(?m)^ +$", "").stripTrailing();
  }
}
