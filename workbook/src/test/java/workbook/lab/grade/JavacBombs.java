package workbook.lab.grade;

/** Members of a class that are legal Java, or nearly, and of which a compiler dies. */
public final class JavacBombs {

  private JavacBombs() {}

  /** A constant twice as long as the one before, again and again. */
  public static String memory() {
    StringBuilder text =
        new StringBuilder("static final String S0 = \"%s\";\n".formatted("x".repeat(1000)));
    for (int i = 1; i <= 20; i++) {
      text.append("static final String S%d = S%d + S%2$d;\n".formatted(i, i - 1));
    }
    return text.toString();
  }

  /** What finally does is written out twice, and so is the finally in it. */
  public static String time() {
    int deep = 40;
    return "static int x; static void m() { %sx++;%s }"
        .formatted("try { x++; } finally { ".repeat(deep), " }".repeat(deep));
  }

  /** Parentheses in parentheses: the parser calls itself. */
  public static String depth() {
    int deep = 50_000;
    return "static int y = %s1%s;".formatted("(".repeat(deep), ")".repeat(deep));
  }

  /** The same, only so deep that each method has nearly what one may have. */
  public static String size() {
    StringBuilder text = new StringBuilder("static int z;\n");
    int deep = 9;
    for (int i = 0; i < 100; i++) {
      text.append(
          "static void m%d() { %sz++;%s }\n"
              .formatted(i, "try { z++; } finally { ".repeat(deep), " }".repeat(deep)));
    }
    return text.toString();
  }
}
