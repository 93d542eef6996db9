package workbook.lab.verify;

import java.util.List;
import workbook.harness.Limit;
import workbook.lab.book.Exercise;
import workbook.lab.book.TestCase;

/** (b) A stage as it is handed out: every exercise red but those that are walked through. */
record StageRed(Setting setting) implements Check {

  @Override
  public String title() {
    return "red as handed out";
  }

  @Override
  public void run(Tally tally) throws Exception {
    List<Exercise> exercises = setting.book().exercises();
    List<String> stages = exercises.stream().map(e -> e.stage().name()).distinct().toList();
    List<TestCase> cases = new MavenTests(setting, "stages", stages, 1).run(tally);
    for (Exercise exercise : exercises) look(exercise, cases, tally);
  }

  static void look(Exercise exercise, List<TestCase> all, Tally tally) {
    List<TestCase> own = all.stream().filter(exercise::owns).toList();
    String where = exercise.id() + " " + exercise.title();
    List<TestCase> hung =
        own.stream().filter(one -> one.message().contains(Limit.STILL_RUNS)).toList();
    if (own.isEmpty()) {
      tally.fail(where, "none of its tests was run in its stage");
    } else if (!hung.isEmpty()) {
      tally.fail(where, "hangs on the stubs: %s", hung.getFirst().name());
    } else if (exercise.walkedThrough()) {
      tally.that(
          own.stream().allMatch(TestCase::green),
          where,
          "is walked through and yet red in its stage");
    } else {
      tally.that(!own.stream().allMatch(TestCase::green), where, "is green in its stage");
    }
  }
}
