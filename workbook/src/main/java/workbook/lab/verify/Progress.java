package workbook.lab.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import workbook.lab.book.Screen;

/** Shows what is going on while checks run. */
final class Progress {

  private static final long TURN = 200;

  /** A check that runs, or has run. */
  static final class Run {
    private final String title;
    private final Tally tally = new Tally();
    private final long start = System.nanoTime();
    private volatile double seconds = -1;

    Run(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }

    Tally tally() {
      return tally;
    }

    double seconds() {
      return seconds;
    }

    boolean ended() {
      return seconds >= 0;
    }
  }

  private final Screen screen;
  private final List<Run> runs = new ArrayList<>();
  private final long start = System.nanoTime();

  Progress(Screen screen) {
    this.screen = screen;
  }

  synchronized Run begin(String title) {
    Run run = new Run(title);
    runs.add(run);
    return run;
  }

  synchronized void end(Run run) {
    run.seconds = (System.nanoTime() - run.start) / 1e9;
    screen.passing("");
    new Summary(screen, runs).line(run);
  }

  synchronized List<Run> runs() {
    return List.copyOf(runs);
  }

  /** Draws until all these threads have ended. */
  void showUntilEnded(List<Thread> threads) throws InterruptedException {
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        draw();
        thread.join(TURN);
      }
    }
    screen.passing("");
  }

  private synchronized void draw() {
    String now =
        runs.stream()
            .filter(run -> !run.ended())
            .map(run -> run.tally().doing())
            .filter(doing -> !doing.isEmpty())
            .collect(Collectors.joining(" · "));
    screen.passing("%3d s  %s".formatted((System.nanoTime() - start) / 1_000_000_000, now));
  }
}
