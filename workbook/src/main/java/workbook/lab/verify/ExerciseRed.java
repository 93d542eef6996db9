package workbook.lab.verify;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import workbook.harness.Limit;
import workbook.lab.book.Exercise;
import workbook.lab.book.Stage;
import workbook.lab.book.TestCase;
import workbook.lab.compile.CompileFailed;

/**
 * (b) Each exercise by itself, its files stubbed and all else finished: every test is red, and red
 * because the exercise is not written.
 */
record ExerciseRed(Setting setting, WorkerJvm worker) implements Check {

  @Override
  public String title() {
    return "each red for its Todo";
  }

  @Override
  public void run(Tally tally) throws Exception {
    Path tests = setting.tests();
    for (Exercise exercise : setting.book().exercises()) {
      if (exercise.walkedThrough()) continue;
      tally.doing(exercise.id());
      look(exercise, tests, tally);
    }
  }

  private void look(Exercise exercise, Path tests, Tally tally) throws Exception {
    String where = exercise.id() + " " + exercise.title();
    Map<String, String> stubs = new LinkedHashMap<>();
    for (String file : exercise.files()) {
      stubs.put(file, Stage.read(exercise.stage().sources().resolve(file)));
    }
    Path classes;
    try {
      classes = new Variant("stub-" + exercise.id(), stubs).compile(setting);
    } catch (CompileFailed e) {
      tally.fail(where, "its stub does not compile with the finished system: %s", e.getMessage());
      return;
    }
    Job job =
        new Job(
            classes.toString(),
            tests.toString(),
            exercise.testClass(),
            exercise.stage().dir().toString(),
            "",
            "");
    Optional<List<TestCase>> ran = worker.run(job);
    if (ran.isEmpty()) tally.fail(where, "its tests do not end on the stub");
    for (TestCase one : ran.orElse(List.of())) judge(exercise, one, tally);
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
