package workbook.lab.verify;

import java.util.List;
import workbook.harness.Limit;
import workbook.lab.book.Exercise;
import workbook.lab.book.Stage;
import workbook.lab.book.TestCase;

/** (b) A stage as it is handed out: every exercise red but those that are walked through. */
record StageRed(Setting setting, HandedOut handedOut) implements Check.Proof {

  @Override
  public void run(Tally tally) throws Exception {
    for (Stage stage : setting.book().stages()) {
      new StageRun(setting, stage, handedOut.stubs(stage), tally)
          .cases()
          .forEach((exercise, cases) -> look(exercise, cases, tally));
    }
  }

  static void look(Exercise exercise, List<TestCase> cases, Tally tally) {
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
