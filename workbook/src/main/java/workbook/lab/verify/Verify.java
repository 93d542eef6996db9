package workbook.lab.verify;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import workbook.lab.book.Book;
import workbook.lab.book.Screen;

/** Runs all checks, and tells how they went. */
public final class Verify {

  private final Setting setting;
  private final Progress progress;

  private Verify(Setting setting, Screen screen) {
    this.setting = setting;
    this.progress = new Progress(screen);
  }

  /**
   * Proves the workbook; true when all is as it should be.
   *
   * @param only checks with this in their titles; empty for all
   */
  public static boolean run(Book book, Screen screen, String only)
      throws IOException, InterruptedException {
    Setting setting = Setting.of(book);
    return new Verify(setting, screen).run(screen, only);
  }

  private boolean run(Screen screen, String only) throws IOException, InterruptedException {
    Files.deleteIfExists(setting.folder().resolve("worker.log"));
    Labs labs = new Labs(setting);
    if (labs.title().contains(only)) labs.prepare(screen);
    // Three lanes, side by side; what a lane holds runs in order.
    try (WorkerJvm worker = new WorkerJvm(setting)) {
      List<List<Check>> lanes =
          List.of(
              List.of(new SolutionGreen(setting), new StageRed(setting)),
              List.of(new ExerciseRed(setting, worker), new WrongAnswers(setting, worker)),
              List.of(
                  new Lessons(setting),
                  new NoStrays(setting),
                  new OneApi(setting),
                  new JavaBlocks(setting),
                  new Transcripts(setting)));
      // Ended from outside, it takes along what it has started: Maven, nodes, workers, containers.
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> endAll(labs)));
      runSideBySide(lanes, only);
      // Then alone: it is about what hosts notice after how long.
      runSideBySide(List.of(List.of(labs)), only);
    }
    Path report = new Report(setting, progress.runs()).write();
    new Summary(screen, progress.runs()).print(setting.book().show(report));
    return progress.runs().stream().allMatch(one -> one.tally().problems().isEmpty());
  }

  private void runSideBySide(List<List<Check>> lanes, String only) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (List<Check> lane : lanes) {
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
