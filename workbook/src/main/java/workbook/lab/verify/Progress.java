package workbook.lab.verify;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import workbook.lab.book.Screen;

/** Shows what is going on while checks run: what is wrong as soon as it is found. */
final class Progress {

  private static final long TURN = 200;
  private static final int SHOWN = 6;

  /** When it says how long it will take, in seconds; less is not worth a line. */
  private static final int FORECAST = 10;

  /** Where nothing can be drawn over, it says every minute what it does. */
  private static final int EACH = 60;

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM, HH:mm");

  private final Screen screen;
  private final DoubleSupplier left;
  private final List<Run> runs = new ArrayList<>();
  private final long start = System.nanoTime();
  private boolean forecast;
  private long told;
  private boolean over;

  /**
   * Shows it there.
   *
   * @param left how many seconds are left
   */
  Progress(Screen screen, DoubleSupplier left) {
    this.screen = screen;
    this.left = left;
  }

  /** Runs a check. */
  void run(Run run) {
    synchronized (this) {
      runs.add(run);
    }
    run.run(item -> wrong(run, item));
    end(run);
  }

  private synchronized void wrong(Run run, Tally.Item item) {
    if (over) return;
    int before = run.tally().problems().size();
    if (before > SHOWN + 1) return;
    screen.passing("");
    if (before > SHOWN) {
      screen.line("  %s: more is wrong; the details are in the report", run.title());
      return;
    }
    String problem = item.problem().strip().replaceAll("\\s*\\n\\s*", " ");
    String text = "%s: %s: %s".formatted(run.title(), item.where(), problem);
    int most = Screen.WIDTH - 2;
    screen.line(
        "%s %s", screen.red("✗"), text.length() <= most ? text : text.substring(0, most - 1) + "…");
  }

  private synchronized void end(Run run) {
    if (over) return;
    screen.passing("");
    List<Tally.Item> problems = run.tally().problems();
    String sign = problems.isEmpty() ? screen.green("✓") : screen.red("✗");
    if (run.since().isPresent()) {
      var since = run.since().get().atZone(ZoneId.systemDefault());
      boolean today = since.toLocalDate().equals(LocalDate.now());
      screen.line(
          "%s %-32s %d right (unchanged since %s; --all runs it again)",
          sign, run.title(), run.tally().passed(), since.format(today ? CLOCK : DATE));
      return;
    }
    String count = run.tally().passed() + " right";
    if (!problems.isEmpty()) count += ", " + problems.size() + " wrong";
    if (!run.tally().skipped().isEmpty()) {
      sign = screen.yellow("!");
      count = screen.yellow("LEFT OUT");
    }
    screen.line("%s %-32s %-24s %5.1f s", sign, run.title(), count, run.seconds());
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
    endDrawing();
  }

  private synchronized void endDrawing() {
    if (!over) screen.passing("");
  }

  private synchronized void draw() {
    if (over) return;
    long elapsed = (System.nanoTime() - start) / 1_000_000_000;
    double rest = left.getAsDouble();
    if (!forecast && elapsed >= FORECAST) {
      forecast = true;
      screen.passing("");
      if (rest > FORECAST) screen.line("  about %s more", about(rest));
    }
    String now =
        runs.stream()
            .filter(Run::isRunning)
            .map(run -> run.tally().doing())
            .filter(doing -> !doing.isEmpty())
            .collect(Collectors.joining(" · "));
    String of = forecast ? " of about " + about(elapsed + rest) : "";
    String line = "%3d s%s  %s".formatted(elapsed, of, now);
    screen.passing(line);
    if (screen.terminal() || elapsed < told + EACH) return;
    told = elapsed;
    screen.line("%s", line);
  }

  /** A number that does not look more exact than it is. */
  static String about(double seconds) {
    if (seconds < 90) return Math.max(10, Math.round(seconds / 10) * 10) + " s";
    return Math.round(seconds / 60) + " minutes";
  }

  /** The end: what was left out, where the details are, the sums. */
  synchronized void conclude(List<String> leftOut, String details) {
    if (over) return;
    over = true;
    screen.line("");
    for (String line : leftOut) screen.line("%s %s", screen.yellow("left out:"), line);
    screen.line("details: %s", details);
    String not = leftOut.isEmpty() ? "" : ", %d left out".formatted(leftOut.size());
    screen.line("%d passed, %d failed%s", passed(), failed(), screen.yellow(not));
  }

  /**
   * The end when this program is ended from outside: from here nothing is shown, because what goes
   * wrong now does so only because its processes have been ended as well.
   */
  synchronized void stop() {
    if (over) return;
    over = true;
    screen.passing("");
    screen.line("Stopped. Until then: %d passed, %d failed", passed(), failed());
  }

  private int passed() {
    return runs.stream().mapToInt(run -> run.tally().passed()).sum();
  }

  private int failed() {
    return runs.stream().mapToInt(run -> run.tally().problems().size()).sum();
  }
}
