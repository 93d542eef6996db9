package workbook.lab.book;

import java.io.PrintStream;
import workbook.harness.Colours;
import workbook.harness.Glyphs;
import workbook.harness.Text;

/**
 * Where a command prints: in colour on a terminal, plain elsewhere, and readable either way.
 *
 * @param out where to
 * @param terminal whether a person looks at it, so that a line may be drawn again
 * @param colour whether in colour
 */
public record Screen(PrintStream out, boolean terminal, boolean colour) implements Colours {

  /** The widest line: as wide as the terminal, of which {@code lab} tells, and readable. */
  public static final int WIDTH = Text.columns();

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
    return new Screen(System.out, terminal, terminal && !Colours.areForbidden());
  }

  private static boolean isTerminal() {
    return System.console() != null && System.console().isTerminal();
  }

  /** Prints a line. */
  public void line(String format, Object... parts) {
    out.println(Glyphs.fit(parts.length == 0 ? format : format.formatted(parts)));
  }

  /** Prints a sentence, in as many lines as it needs. */
  public void sentence(String format, Object... parts) {
    line("%s", wrap(format.formatted(parts)));
  }

  /** Draws a line that the next one replaces; nothing where lines stay. */
  public void passing(String text) {
    if (!terminal) return;
    out.print("\r\033[K" + Glyphs.fit(Text.cut(text, WIDTH - 1)));
    out.flush();
  }
}
