package workbook.lab.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import workbook.harness.Limit;
import workbook.lab.book.Exercise;
import workbook.lab.book.Folders;
import workbook.lab.book.Stage;
import workbook.lab.book.TestCase;
import workbook.lab.book.UserError;
import workbook.lab.compile.Overlay;
import workbook.lab.compile.Source;
import workbook.lab.compile.TestClasses;
import workbook.lab.run.Job;

/** (f) Each exercise's tests catch the mistakes that students make, and speak of the mistake. */
record WrongAnswers(Setting setting, Workers workers) implements Check.Proof {

  private static final int LEAST = 3;

  @Override
  public void run(Tally tally) throws Exception {
    Path tests = TestClasses.of(setting.book());
    for (Exercise exercise : setting.book().exercises()) {
      if (exercise.walkedThrough()) continue;
      List<Path> files = files(exercise);
      if (files.size() < LEAST) {
        tally.fail(
            exercise.id(), "has %d wrong answers in solutions/wrong, not %d", files.size(), LEAST);
      }
      for (Path file : files) {
        String name = exercise.id() + "/" + file.getFileName();
        tally.doing(name);
        try {
          look(exercise, name, WrongAnswer.parse(file, Stage.read(file)), tests, tally);
        } catch (UserError error) {
          tally.fail(name, "%s", error.getMessage());
        }
      }
    }
  }

  private List<Path> files(Exercise exercise) {
    Path folder = setting.book().solutions().resolve("wrong").resolve(exercise.id());
    return Folders.files(folder, none -> false).stream()
        .filter(file -> file.toString().endsWith(".txt"))
        .toList();
  }

  private void look(Exercise exercise, String name, WrongAnswer wrong, Path tests, Tally tally)
      throws IOException, InterruptedException {
    Path solution = setting.book().finished().resolve(wrong.file());
    String changed = wrong.apply(Stage.read(solution));
    Source source = new Source(wrong.file(), solution, changed);
    Overlay overlay = Overlay.of(setting.book(), Map.of(wrong.file(), source));
    if (!overlay.errors().isEmpty()) {
      tally.fail(name, "does not compile, so it is no wrong answer: %s", overlay.errors());
      return;
    }
    Job job =
        Job.silent(overlay.classes(), tests, exercise.stage().dir(), exercise.testClass())
            .until(LikelyTest.of(Stage.read(exercise.test()), wrong.expect()), wrong.expect());
    judge(name, wrong, workers.run(job), tally);
  }

  private void judge(String name, WrongAnswer wrong, Workers.Result ran, Tally tally) {
    if (ran.broken().isPresent()) {
      tally.fail(name, "leaves no verdict: %s: \"%s\"", ran.broken().get(), wrong.title());
      return;
    }
    List<TestCase> red = ran.cases().stream().filter(one -> !one.green()).toList();
    Optional<TestCase> named =
        red.stream().filter(one -> wrong.isNamedBy(one.message())).findFirst();
    if (red.isEmpty()) {
      tally.fail(name, "is not caught: all %d tests are green", ran.cases().size());
    } else if (named.isEmpty()) {
      tally.fail(
          name,
          "is caught, but no message says \"%s\"; the first says: %s",
          wrong.expect(),
          red.getFirst().message().strip().replaceAll("\\s+", " "));
    } else if (named.get().message().contains("is not written yet")
        || named.get().message().contains(Limit.STILL_RUNS)) {
      tally.fail(
          name,
          "is red for the wrong reason: %s",
          named.get().message().lines().findFirst().orElse(""));
    } else {
      tally.pass("%s, by \"%s\", test %d".formatted(name, named.get().name(), ran.cases().size()));
    }
  }
}
