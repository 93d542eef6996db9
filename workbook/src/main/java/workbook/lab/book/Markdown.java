package workbook.lab.book;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text in Markdown, as far as lessons use it.
 *
 * @param lines as they are
 */
public record Markdown(List<String> lines) {

  private static final Pattern FENCE = Pattern.compile("^(\\s*)(`{3,})\\s*(.*?)\\s*$");

  /**
   * A block of code.
   *
   * @param info what stands behind the opening fence
   * @param line of the first line inside, from 1
   * @param lines what is inside
   */
  public record Block(String info, int line, List<String> lines) {

    /** The first word of the info string. */
    public String language() {
      return info.split("\\s+")[0];
    }

    /** The other words of the info string. */
    public List<String> options() {
      return Pattern.compile("\\s+").splitAsStream(info).skip(1).toList();
    }
  }

  /** Reads one. */
  public static Markdown of(String text) {
    return new Markdown(text.lines().toList());
  }

  /** The blocks of code between fences, in their order. */
  public List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Matcher open = FENCE.matcher(lines.get(i));
      if (!open.matches()) continue;
      int indent = open.group(1).length();
      List<String> inside = new ArrayList<>();
      int first = i + 2;
      for (i++; i < lines.size() && !lines.get(i).strip().equals(open.group(2)); i++) {
        inside.add(unindent(lines.get(i), indent));
      }
      blocks.add(new Block(open.group(3), first, inside));
    }
    return blocks;
  }

  private static String unindent(String line, int indent) {
    int blank = line.length() - line.stripLeading().length();
    return line.substring(Math.min(indent, blank));
  }

  /**
   * The text under a heading of the second level, up to the next one; headings inside blocks of
   * code are none.
   *
   * @param start how the heading begins, after the {@code ##}
   */
  public Optional<String> section(String start) {
    Pattern wanted = Pattern.compile("##\\s+" + Pattern.quote(start) + "(\\s.*|$)");
    StringBuilder section = null;
    boolean code = false;
    for (String line : lines) {
      if (FENCE.matcher(line).matches()) code = !code;
      if (!code && line.matches("##?\\s.*")) {
        if (section != null) return Optional.of(section.toString());
        if (wanted.matcher(line).matches()) section = new StringBuilder();
      } else if (section != null) {
        section.append(line).append('\n');
      }
    }
    return Optional.ofNullable(section).map(StringBuilder::toString);
  }
}
