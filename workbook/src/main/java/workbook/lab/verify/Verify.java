package workbook.lab.verify;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import workbook.lab.book.Book;
import workbook.lab.book.Screen;

/** Runs all checks, and tells how they went. */
public final class Verify {

  private final Setting setting;
  private final Screen screen;
  private final String only;
  private final Progress progress;
  private final Workers workers;
  private final List<List<Check>> lanes;
  private final Labs labs;

  private Verify(Setting setting, Screen screen, String only) {
    this.setting = setting;
    this.screen = screen;
    this.only = only;
    this.progress = new Progress(screen);
    this.workers = new Workers(setting);
    HandedOut handedOut = HandedOut.of(setting.book());
    // Three lanes, side by side; what a lane holds runs in order.
    this.lanes =
        List.of(
            List.of(new SystemTests(setting), new SolutionGreen(setting), new StageRed(setting)),
            List.of(new ExerciseRed(setting, workers), new WrongAnswers(setting, workers)),
            List.of(
                new Lessons(setting, handedOut),
                new NoStrays(setting, handedOut),
                new OneApi(setting),
                new JavaBlocks(setting),
                new Transcripts(setting)));
    // Then alone: it is about what hosts notice after how long.
    this.labs = new Labs(setting);
  }

  /**
   * The checks of a workbook.
   *
   * @param only checks with this in their titles; empty for all
   * @throws IllegalArgumentException when there is none, with the titles that there are
   */
  public static Verify of(Book book, Screen screen, String only) throws IOException {
    Verify verify = new Verify(Setting.of(book), screen, only);
    List<String> titles = verify.titles();
    if (titles.stream().anyMatch(title -> title.contains(only))) return verify;
    throw new IllegalArgumentException(
        "no check has \"%s\" in its title. There are: %s"
            .formatted(only, String.join("; ", titles)));
  }

  private List<String> titles() {
    return Stream.concat(lanes.stream().flatMap(List::stream), Stream.of(labs))
        .map(Check::title)
        .toList();
  }

  /** Proves the workbook; true when all is as it should be. */
  public boolean run() throws IOException, InterruptedException {
    Files.deleteIfExists(setting.folder().resolve("worker.log"));
    if (labs.title().contains(only)) labs.prepare(screen);
    try (workers) {
      // Ended from outside, it takes along what it has started: Maven, nodes, workers, containers.
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> endAll(labs)));
      runSideBySide(lanes);
      runSideBySide(List.of(List.of(labs)));
    }
    Path report = new Report(setting, progress.runs()).write();
    new Summary(screen, progress.runs()).print(setting.book().show(report));
    return progress.runs().stream().allMatch(one -> one.tally().problems().isEmpty());
  }

  private void runSideBySide(List<List<Check>> sides) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (List<Check> lane : sides) {
      List<Check> wanted = lane.stream().filter(one -> one.title().contains(only)).toList();
      threads.add(Thread.ofPlatform().start(() -> wanted.forEach(this::run)));
    }
    progress.showUntilEnded(threads);
  }

  private static void endAll(Labs labs) {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    labs.close();
  }

  private void run(Check check) {
    Progress.Run run = progress.begin(check.title());
    try {
      check.run(run.tally());
    } catch (Exception | StackOverflowError e) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace, true));
      run.tally().fail(check.title(), "%s", trace);
    }
    progress.end(run);
  }
}
