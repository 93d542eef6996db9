package workbook.lab.verify;

import java.nio.file.Path;
import workbook.harness.Limit;
import workbook.lab.book.Exercise;
import workbook.lab.book.TestCase;
import workbook.lab.compile.Overlay;
import workbook.lab.compile.TestClasses;
import workbook.lab.run.Job;

/**
 * (b) Each exercise by itself, its files stubbed and all else finished: every test is red, and red
 * because the exercise is not written.
 */
record ExerciseRed(Setting setting, ExerciseFiles handedOut, Workers workers)
    implements Check.Proof {

  @Override
  public void run(Tally tally) throws Exception {
    Path tests = TestClasses.of(setting.book());
    for (Exercise exercise : setting.book().exercises()) {
      if (exercise.walkedThrough()) continue;
      tally.doing(exercise.id());
      look(exercise, tests, tally);
    }
  }

  private void look(Exercise exercise, Path tests, Tally tally) throws Exception {
    String where = exercise.id() + " " + exercise.title();
    Overlay overlay = Overlay.of(setting.book(), handedOut.of(exercise));
    if (!overlay.errors().isEmpty()) {
      tally.fail(where, "its stub does not fit the finished system: %s", overlay.errors());
      return;
    }
    Job job = Job.silent(overlay.classes(), tests, exercise.stage().dir(), exercise.testClass());
    Workers.Result result = workers.run(job);
    result
        .broken()
        .ifPresent(why -> tally.fail(where, "its tests do not end on the stub: %s", why));
    for (TestCase one : result.cases()) judge(exercise, one, tally);
  }

  static void judge(Exercise exercise, TestCase one, Tally tally) {
    String test = exercise.id() + " " + exercise.title() + ": " + one.name();
    String first = one.message().lines().findFirst().orElse("");
    if (one.green()) tally.fail(test, "is green on the stub");
    else if (one.message().contains(Limit.STILL_RUNS)) tally.fail(test, "hangs on the stub");
    else if (first.startsWith(exercise.id() + " is not written yet")) tally.pass(test);
    else tally.fail(test, "is red on the stub for another reason: %s", first);
  }
}
