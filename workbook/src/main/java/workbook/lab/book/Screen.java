package workbook.lab.book;

import java.io.PrintStream;

/**
 * Where a command prints: in colour on a terminal, plain elsewhere, and readable either way.
 *
 * @param out where to
 * @param terminal whether a person looks at it, so that a line may be drawn again
 * @param colour whether in colour
 */
public record Screen(PrintStream out, boolean terminal, boolean colour) {

  /** The widest line: as wide as the terminal, of which {@code lab} tells, and readable. */
  public static final int WIDTH = Math.clamp(Integer.getInteger("workbook.columns", 100), 60, 100);

  /** A text in lines of at most {@link #WIDTH} columns, where there are spaces to break them at. */
  public static String wrap(String text) {
    return wrap(text, WIDTH);
  }

  /** The same, in lines of another length. */
  public static String wrap(String text, int width) {
    return text.replaceAll("(?=.{" + (width + 1) + "})(.{1," + width + "}) +", "$1\n");
  }

  /** Standard output. */
  public static Screen standard() {
    String told = System.getProperty("workbook.terminal");
    boolean terminal = told == null ? isTerminal() : told.equals("true");
    boolean plain = System.getenv("NO_COLOR") != null || "dumb".equals(System.getenv("TERM"));
    return new Screen(System.out, terminal, terminal && !plain);
  }

  private static boolean isTerminal() {
    return System.console() != null && System.console().isTerminal();
  }

  /** Prints a line. */
  public void line(String format, Object... parts) {
    out.println(fit(parts.length == 0 ? format : format.formatted(parts)));
  }

  /** Prints a sentence, in as many lines as it needs. */
  public void sentence(String format, Object... parts) {
    line("%s", wrap(format.formatted(parts)));
  }

  /** What a terminal without UTF-8 can show in place of our signs. */
  private static String fit(String text) {
    if ("UTF-8".equalsIgnoreCase(System.getProperty("native.encoding"))) return text;
    return text.replace("…", "...")
        .replace('✓', '+')
        .replace('✗', 'x')
        .replace('■', '#')
        .replace('█', '#')
        .replace('□', '-')
        .replace('─', '-')
        .replace('·', '.')
        .replace('—', '-');
  }

  /** Draws a line that the next one replaces; nothing where lines stay. */
  public void passing(String text) {
    if (!terminal) return;
    String cut = text.length() < WIDTH ? text : text.substring(0, WIDTH - 2) + "…";
    out.print("\r\033[K" + fit(cut));
    out.flush();
  }

  /** Text that matters. */
  public String bold(String text) {
    return paint("1", text);
  }

  /** Text about what is well. */
  public String green(String text) {
    return paint("32", text);
  }

  /** Text about what is not. */
  public String red(String text) {
    return paint("31", text);
  }

  /** Text to be careful about. */
  public String yellow(String text) {
    return paint("33", text);
  }

  /** Text to read last. */
  public String dim(String text) {
    return paint("2", text);
  }

  private String paint(String code, String text) {
    return colour ? "\033[" + code + "m" + text + "\033[0m" : text;
  }
}
