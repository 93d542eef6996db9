package workbook.harness;

/** The signs of our output, and what stands for them where the terminal has only ASCII. */
public final class Glyphs {

  private static final String SIGNS = "✓✗·■█□—│├┤─┼┄═▶◀●○";
  private static final String ASCII = "+x.##--|||--~=><ox";

  private Glyphs() {}

  /** A text as the terminal can show it. */
  public static String fit(String text) {
    return "UTF-8".equalsIgnoreCase(System.getProperty("native.encoding")) ? text : ascii(text);
  }

  static String ascii(String text) {
    String plain = text.replace("…", "...").replace("±", "+-");
    for (int i = 0; i < SIGNS.length(); i++)
      plain = plain.replace(SIGNS.charAt(i), ASCII.charAt(i));
    return plain;
  }
}
