package workbook.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import workbook.harness.Board;
import workbook.harness.ExerciseResult;
import workbook.lab.book.Exercise;
import workbook.lab.book.Reports;
import workbook.lab.book.Stage;
import workbook.lab.book.TestCase;
import workbook.lab.compile.Overlay;
import workbook.lab.compile.TestClasses;
import workbook.lab.run.TestEvent;
import workbook.lab.run.Verdicts;

/** A command that runs tests on the student's code, shows what comes of it, and keeps it. */
abstract class RunTestsCommand extends LabCommand {

  @Option(
      names = "--mine",
      description = "on your own files of the earlier stages too, instead of the finished ones")
  private boolean mine;

  /** Runs the tests of exercises, stage by stage; true when all are green. */
  final boolean run(List<Exercise> exercises, Verdicts.Jvms jvms)
      throws IOException, InterruptedException {
    return run(exercises, jvms, "");
  }

  /**
   * The same.
   *
   * @param limits why only some tests are run, in which case no results are kept; empty for all
   */
  final boolean run(List<Exercise> exercises, Verdicts.Jvms jvms, String limits)
      throws IOException, InterruptedException {
    Map<Stage, List<Exercise>> byStage =
        exercises.stream()
            .distinct()
            .sorted()
            .collect(Collectors.groupingBy(Exercise::stage, TreeMap::new, Collectors.toList()));
    boolean green = true;
    for (var entry : byStage.entrySet()) {
      green &= run(entry.getKey(), entry.getValue(), jvms, limits);
    }
    return green;
  }

  private boolean run(Stage stage, List<Exercise> exercises, Verdicts.Jvms jvms, String limits)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    Map<Exercise, String> judged = new TreeMap<>();
    for (Exercise exercise : exercises) judged.put(exercise, Reports.sources(exercise));
    List<Stage> own =
        book.stages().stream()
            .filter(one ->
                mine || book.isHandout() ? one.number() <= stage.number() : one.equals(stage))
            .toList();
    Overlay overlay = Overlay.of(book, own);
    exercises.stream()
        .map(overlay::errorsOf)
        .filter(errors -> !errors.isEmpty())
        .findFirst()
        .ifPresent(new CompileErrors(book, screen)::show);
    Path tests = TestClasses.of(book);
    Map<Exercise, List<TestCase>> cases = Verdicts.of(exercises, overlay, tests, jvms, this::show);
    screen.passing("");
    double seconds = (System.nanoTime() - start) / 1e9;
    if (limits.isEmpty()) {
      cases.forEach((exercise, all) -> Reports.write(book, exercise, judged.get(exercise), all));
      summary(stage, cases, seconds);
    } else {
      count(cases, seconds);
      screen.sentence("  %s", limits);
    }
    return cases.values().stream().flatMap(List::stream).allMatch(TestCase::green);
  }

  private void summary(Stage stage, Map<Exercise, List<TestCase>> cases, double seconds) {
    List<ExerciseResult> results =
        cases.entrySet().stream().map(one -> one.getKey().result(one.getValue())).toList();
    screen.line("");
    screen.line("%s", Board.lines(results, screen));
    count(cases, seconds);
    Status.of(book, screen).show(stage);
  }

  private void count(Map<Exercise, List<TestCase>> cases, double seconds) {
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
  }

  /** Shows which test runs, and what is printed. */
  private void show(TestEvent event) {
    switch (event) {
      case TestEvent.Started(String testClass, String name) -> {
        String exercise = testClass.replaceFirst(".*\\.E(\\d)(\\d+)_.*", "$1.$2");
        screen.passing("  %s  %s".formatted(exercise, name));
      }
      case TestEvent.Printed(String text) -> {
        screen.passing("");
        screen.out().print(text);
        screen.out().flush();
      }
      case TestEvent.Ended _, TestEvent.Skipped _ -> {}
    }
  }
}
