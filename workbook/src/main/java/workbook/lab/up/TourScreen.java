package workbook.lab.up;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import nemesis.NemesisOptions;
import nemesis.NemesisReport;
import nemesis.Tour;
import nemesis.TourListener;
import workbook.lab.book.Book;
import workbook.lab.book.Screen;
import workbook.lab.node.NodeJvm;

/** The tour, told on a screen: when what happened, in seconds. */
public final class TourScreen implements TourListener {

  private static final String INDENT = " ".repeat(10);
  private static final int LARGEST = 1_000_000;

  private final Screen screen;
  private final long begin = System.nanoTime();
  private boolean finding;

  private TourScreen(Screen screen) {
    this.screen = screen;
  }

  /**
   * Runs it; true when all that was promised was kept.
   *
   * @param mapperPort where the nodes' port mapper listens
   */
  public static boolean run(Book book, Screen screen, int mapperPort)
      throws IOException, InterruptedException {
    Path folder = book.state().resolve("tour-" + mapperPort);
    long seed = ThreadLocalRandom.current().nextLong(LARGEST);
    NemesisOptions options =
        NemesisOptions.of(NodeJvm.around(book), folder, seed, Duration.ZERO, mapperPort)
            .withoutQuorum();
    NemesisReport report = Tour.run(options, new TourScreen(screen));
    screen.line("");
    if (report.isGreen()) {
      screen.line(screen.green("All that was promised was kept."));
    } else {
      screen.line(screen.red("Not all that was promised was kept."));
      screen.line("What the clients saw, the nodes' logs, and a picture: %s", book.show(folder));
    }
    return report.isGreen();
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
