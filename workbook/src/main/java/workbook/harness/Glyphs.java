package workbook.harness;

import java.util.Map;

/** The signs of our output, and what stands for them where the terminal has only ASCII. */
public final class Glyphs {

  private static final Map<Character, String> ASCII =
      Map.ofEntries(
          Map.entry('✓', "+"),
          Map.entry('✗', "x"),
          Map.entry('·', "."),
          Map.entry('■', "#"),
          Map.entry('█', "#"),
          Map.entry('□', "-"),
          Map.entry('…', "..."),
          Map.entry('—', "-"),
          Map.entry('±', "+-"),
          Map.entry('│', "|"),
          Map.entry('├', "|"),
          Map.entry('┤', "|"),
          Map.entry('─', "-"),
          Map.entry('┼', "-"),
          Map.entry('┄', "~"),
          Map.entry('═', "="),
          Map.entry('▶', ">"),
          Map.entry('◀', "<"),
          Map.entry('●', "o"),
          Map.entry('○', "x"));

  private Glyphs() {}

  /** A text as the terminal can show it. */
  public static String fit(String text) {
    return "UTF-8".equalsIgnoreCase(System.getProperty("native.encoding")) ? text : ascii(text);
  }

  static String ascii(String text) {
    StringBuilder plain = new StringBuilder();
    for (char c : text.toCharArray()) plain.append(ASCII.getOrDefault(c, String.valueOf(c)));
    return plain.toString();
  }
}
