package workbook.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import workbook.harness.Board;
import workbook.harness.ExerciseResult;
import workbook.harness.Paint;
import workbook.lab.book.Book;
import workbook.lab.book.Exercise;
import workbook.lab.book.Reports;
import workbook.lab.book.Screen;
import workbook.lab.book.Stage;
import workbook.lab.book.TestCase;
import workbook.lab.book.UserError;
import workbook.lab.compile.CompileError;
import workbook.lab.compile.CompileFailed;
import workbook.lab.compile.Overlay;
import workbook.lab.compile.TestClasses;
import workbook.lab.run.TestJvm;
import workbook.lab.run.Verdicts;

/**
 * Runs the tests of exercises on the student's code, shows what comes of it, and keeps it.
 *
 * @param mine whether earlier stages' files are the student's too, instead of finished
 */
record ExerciseTests(Book book, Screen screen, boolean mine, Verdicts.Jvms jvms) {

  /** Runs them, stage by stage; true when all are green. */
  boolean run(List<Exercise> exercises) throws IOException, InterruptedException {
    Map<Stage, List<Exercise>> byStage =
        exercises.stream()
            .distinct()
            .sorted()
            .collect(Collectors.groupingBy(Exercise::stage, TreeMap::new, Collectors.toList()));
    boolean green = true;
    for (var entry : byStage.entrySet()) green &= run(entry.getKey(), entry.getValue());
    return green;
  }

  private boolean run(Stage stage, List<Exercise> exercises)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    Map<Exercise, String> judged = new TreeMap<>();
    for (Exercise exercise : exercises) judged.put(exercise, Reports.sources(exercise));
    List<Stage> own =
        book.stages().stream()
            .filter(one -> mine ? one.number() <= stage.number() : one.equals(stage))
            .toList();
    Overlay overlay = Overlay.of(book, own);
    show(exercises, overlay);
    Map<Exercise, List<TestCase>> cases =
        Verdicts.of(exercises, overlay, tests(), jvms, new Progress(screen));
    screen.passing("");
    cases.forEach((exercise, all) -> Reports.write(book, exercise, judged.get(exercise), all));
    summary(stage, cases, (System.nanoTime() - start) / 1e9);
    return cases.values().stream().flatMap(List::stream).allMatch(TestCase::green);
  }

  /** The compiled tests. */
  Path tests() throws IOException {
    try {
      return TestClasses.of(book);
    } catch (CompileFailed failed) {
      throw UserError.of(
          "The tests do not compile, and they are not for you to change: %s%n"
              + "git restore puts them back.",
          failed.errors().getFirst());
    }
  }

  private void show(List<Exercise> exercises, Overlay overlay) {
    List<CompileError> errors =
        exercises.stream()
            .map(overlay::errorsOf)
            .filter(found -> !found.isEmpty())
            .findFirst()
            .orElse(List.of());
    if (!errors.isEmpty()) new CompileErrors(book, screen).show(errors);
  }

  private void summary(Stage stage, Map<Exercise, List<TestCase>> cases, double seconds) {
    List<ExerciseResult> results =
        cases.entrySet().stream()
            .map(one -> StudentResults.result(one.getKey(), one.getValue()))
            .toList();
    screen.line("");
    screen.line("%s", Board.lines(results, new Paint(screen.colour())));
    screen.line("");
    List<TestCase> run =
        cases.values().stream()
            .flatMap(List::stream)
            .filter(one -> !one.name().equals(Verdicts.COMPILES))
            .toList();
    if (!run.isEmpty()) {
      int red = (int) run.stream().filter(one -> !one.green()).count();
      screen.line("  %s, in %.1f s", Board.count(run.size(), red), seconds);
      screen.line("");
    }
    new StatusCommand(book, screen).run(stage);
  }

  /** Shows which test runs, and what is printed. */
  private record Progress(Screen screen) implements TestJvm.Listener {

    @Override
    public void started(String testClass, String name) {
      String exercise = testClass.replaceFirst(".*\\.E(\\d)(\\d+)_.*", "$1.$2");
      screen.passing("  %s  %s".formatted(exercise, name));
    }

    @Override
    public void printed(String text) {
      screen.passing("");
      screen.out().print(text);
      screen.out().flush();
    }
  }
}
