package workbook.lab.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workbook.lab.book.Book;
import workbook.lab.book.Screen;

/** Runs all checks, and tells how they went. */
public final class Verify {

  private static final String IMAGE = "image true";

  private final Setting setting;
  private final Screen screen;
  private final ExerciseFiles handedOut;
  private final Inputs state;
  private final Passed passed;
  private final Progress progress;
  private final Workers workers;
  private final Labs labs;

  /** One after the other; each of lanes, side by side; what a lane holds runs in order. */
  private final List<List<List<Run>>> phases;

  private Verify(Setting setting, Screen screen, String only, boolean all) throws IOException {
    this.setting = setting;
    this.screen = screen;
    this.handedOut =
        all ? ExerciseFiles.asTheyStand(setting.book()) : ExerciseFiles.handedOut(setting.book());
    this.workers = new Workers(setting);
    this.labs = new Labs(setting, only);
    this.passed = new Passed(setting.folder().resolve("passed"), all);
    this.state = new Inputs(setting.book(), handedOut);
    this.phases = new ArrayList<>();
    for (List<List<Check>> lanes : phases(only, all)) {
      List<List<Run>> phase = new ArrayList<>();
      for (List<Check> lane : lanes) phase.add(runs(lane, only));
      phases.add(phase);
    }
    this.progress = new Progress(screen, new Forecast(phases)::left);
  }

  private List<Run> runs(List<Check> lane, String only) throws IOException {
    List<Run> runs = new ArrayList<>();
    for (Check check : lane) {
      if (check.title().contains(only)) runs.add(Run.of(check, state, passed));
    }
    return runs;
  }

  private List<List<List<Check>>> phases(String only, boolean all) {
    List<Check> system = new ArrayList<>();
    system.add(new Check("the system's own tests", 300, new SystemTests(setting)));
    if (all) {
      Check.Proof kubernetes = new ProfileTests(setting, "kubernetes", "Kubernetes*Test");
      system.add(new Check("manifests for Kubernetes", 40, kubernetes));
    }
    Check.Proof browser = new ProfileTests(setting, "browser", "*BrowserTest,EclipseTest");
    Transcripts transcripts = new Transcripts(setting, state, passed, only);
    List<Check> texts = new ArrayList<>();
    texts.add(new Check("lessons, hints, answers whole", 1, new Lessons(setting, handedOut)));
    texts.add(new Check("no stray files or marks", 1, new NoStrays(setting, handedOut)));
    texts.add(new Check("no phrase that stops a reader", 1, new Phrases(setting, handedOut)));
    texts.add(new Check("stub and solution, one API", 1, new OneApi(setting, handedOut)));
    texts.add(new Check("Java in lessons compiles", 1, new JavaBlocks(setting)));
    texts.add(new Check(transcripts.title(), 350, transcripts));
    texts.add(new Check("mvn test, as handed out", 50, new MavenAgrees(setting, handedOut, false)));
    if (all) {
      texts.add(
          new Check("mvn test, on the solution", 150, new MavenAgrees(setting, handedOut, true)));
    }
    return List.of(
        List.of(
            system,
            List.of(
                new Check("red as handed out", 35, new StageTests(setting, handedOut, false)),
                new Check("green on the solution", 220, new StageTests(setting, handedOut, true)),
                new Check(
                    "each red for its Todo", 50, new ExerciseRed(setting, handedOut, workers)),
                new Check("wrong answers caught", 230, new WrongAnswers(setting, workers))),
            texts),
        // Alone: they are about what hosts notice after how long.
        List.of(
            List.of(
                new Check(IMAGE, 60, new ImageRuns(setting, labs::skipped)),
                new Check(labs.title(), 250, labs))),
        List.of(List.of(new Check("page and site in a browser, Eclipse", 150, browser))));
  }

  /**
   * The checks of a workbook.
   *
   * @param only checks with this in their titles, or the transcript at this place of a lesson;
   *     empty for all
   * @param all whether what has passed on the same inputs is run too, on all files as they stand
   * @throws IllegalArgumentException when there is none, with the titles that there are
   */
  public static Verify of(Book book, Screen screen, String only, boolean all) throws IOException {
    Verify verify = new Verify(Setting.of(book), screen, only, all);
    if (verify.runs().findAny().isPresent()) return verify;
    throw new IllegalArgumentException(
        "no check has \"%s\" in its title. There are: %s"
            .formatted(
                only,
                verify.phases(only, true).stream()
                    .flatMap(List::stream)
                    .flatMap(List::stream)
                    .map(Check::title)
                    .collect(Collectors.joining("; "))));
  }

  private Stream<Run> runs() {
    return phases.stream().flatMap(List::stream).flatMap(List::stream);
  }

  /** Proves the workbook; true when all is as it should be. */
  public boolean run() throws IOException, InterruptedException {
    Files.deleteIfExists(setting.folder().resolve("worker.log"));
    if (runs().anyMatch(run -> needsEngine(run.check()) && run.since().isEmpty())) {
      labs.prepare(screen);
    }
    try (workers) {
      // Ended from outside, it takes its containers along; its processes end with it by themselves.
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(progress::stop));
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(labs::close));
      for (List<List<Run>> lanes : phases) runSideBySide(lanes);
    }
    Path details = new Details(setting, progress.runs()).write();
    progress.conclude(leftOut(), setting.book().show(details));
    return progress.runs().stream().allMatch(run -> run.tally().problems().isEmpty());
  }

  private boolean needsEngine(Check check) {
    return check.proof() == labs || check.title().equals(IMAGE);
  }

  /** What this run says nothing about, a line each. */
  private List<String> leftOut() {
    List<String> lines = new ArrayList<>();
    if (!handedOut.tells().isEmpty()) lines.add(handedOut.tells());
    progress.runs().forEach(run -> lines.addAll(run.leftOut()));
    return lines;
  }

  private void runSideBySide(List<List<Run>> lanes) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (List<Run> lane : lanes) {
      threads.add(Thread.ofPlatform().start(() -> lane.forEach(progress::run)));
    }
    progress.showUntilEnded(threads);
  }
}
