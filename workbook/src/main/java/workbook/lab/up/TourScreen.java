package workbook.lab.up;

import java.util.List;
import nemesis.TourListener;
import workbook.lab.book.Screen;

/** Tells a tour on a screen: when what happened, in seconds. */
public final class TourScreen implements TourListener {

  private static final String INDENT = " ".repeat(10);

  private final Screen screen;
  private final long begin = System.nanoTime();
  private boolean finding;

  /** One that begins now. */
  public TourScreen(Screen screen) {
    this.screen = screen;
  }

  @Override
  public void tell(String text) {
    double now = (System.nanoTime() - begin) / 1e9;
    screen.line("%s  %s", screen.dim("%6.1f s".formatted(now)), wrap(text));
  }

  @Override
  public void show(List<String> lines) {
    screen.line("");
    lines.forEach(line -> screen.line("%s%s", INDENT, line));
    screen.line("");
  }

  @Override
  public void found(boolean kept, String text) {
    if (!finding) screen.line("");
    finding = true;
    screen.line("%8s%s %s", "", kept ? screen.green("✓") : screen.red("✗"), wrap(text));
  }

  /** In lines that fit beside the seconds. */
  private static String wrap(String text) {
    return Screen.wrap(text, Screen.WIDTH - INDENT.length()).replace("\n", "\n" + INDENT);
  }
}
