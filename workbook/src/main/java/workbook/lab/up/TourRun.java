package workbook.lab.up;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import nemesis.NemesisOptions;
import nemesis.NemesisReport;
import nemesis.Tour;
import workbook.lab.book.Book;
import workbook.lab.book.Screen;
import workbook.lab.node.NodeJvm;

/** The tour, on a screen. */
public final class TourRun {

  private static final int LARGEST = 1_000_000;

  private TourRun() {}

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
}
