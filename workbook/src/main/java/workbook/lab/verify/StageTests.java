package workbook.lab.verify;

import java.util.List;
import workbook.harness.Limit;
import workbook.lab.book.Exercise;
import workbook.lab.book.Stage;
import workbook.lab.book.TestCase;
import workbook.lab.compile.Overlay;
import workbook.lab.compile.TestClasses;
import workbook.lab.run.TestEvent;
import workbook.lab.run.TestJvm;
import workbook.lab.run.Verdicts;

/**
 * (a, b) Whole stages, run as {@code ./lab test} runs them: green on the finished files; as handed
 * out, every exercise red but those that are walked through.
 *
 * @param finished whether on the finished files
 */
record StageTests(Setting setting, ExerciseFiles handedOut, boolean finished)
    implements Check.Proof {

  /** These tests may run on a busy machine. */
  private static final List<String> PATIENT = List.of("-Dworkbook.patience=3");

  @Override
  public void run(Tally tally) throws Exception {
    ExerciseFiles files = finished ? ExerciseFiles.finished(setting.book()) : handedOut;
    for (Stage stage : setting.book().stages()) {
      Verdicts.of(
              stage.exercises(),
              Overlay.of(setting.book(), files.of(stage), stage.exercises()),
              TestClasses.of(setting.book()),
              () -> TestJvm.start(setting.book(), PATIENT),
              event -> show(stage, event, tally))
          .forEach((exercise, cases) -> judge(exercise, cases, finished, tally));
    }
  }

  private static void show(Stage stage, TestEvent event, Tally tally) {
    if (event instanceof TestEvent.Started(_, String name)) {
      tally.doing(stage.name() + ": " + name);
    } else if (event instanceof TestEvent.Skipped(TestCase test)) {
      tally.leaveOut(LeftOut.line(test));
    }
  }

  /** Whether the tests of an exercise came out as they should. */
  static void judge(Exercise exercise, List<TestCase> cases, boolean finished, Tally tally) {
    if (finished) {
      for (TestCase one : cases) {
        tally.that(one.green(), exercise.id() + " " + one.name(), "%s", one.message().strip());
      }
      return;
    }
    String where = exercise.id() + " " + exercise.title();
    boolean green = cases.stream().allMatch(TestCase::green);
    List<TestCase> hung =
        cases.stream().filter(one -> one.message().contains(Limit.STILL_RUNS)).toList();
    if (!hung.isEmpty()) {
      tally.fail(where, "hangs on the stubs: %s", hung.getFirst().name());
    } else if (exercise.walkedThrough()) {
      tally.that(green, where, "is walked through and yet red in its stage");
    } else {
      tally.that(!green, where, "is green in its stage");
    }
  }
}
