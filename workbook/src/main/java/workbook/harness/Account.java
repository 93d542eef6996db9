package workbook.harness;

import java.util.Optional;
import java.util.StringJoiner;

/** What a red test tells, in the order in which it tells it. */
record Account(
    String claim,
    Optional<String> step,
    Optional<String> done,
    Optional<String> expected,
    Optional<String> usually,
    Optional<String> read) {

  static Account of(String claim) {
    Optional<String> none = Optional.empty();
    return new Account(claim, none, none, none, none, none);
  }

  Account withStep(String value) {
    return new Account(claim, Optional.of(value), done, expected, usually, read);
  }

  Account withDone(String value) {
    return new Account(claim, step, Optional.of(value), expected, usually, read);
  }

  Account withExpected(String value) {
    return new Account(claim, step, done, Optional.of(value), usually, read);
  }

  Account withUsually(String value) {
    return new Account(claim, step, done, expected, Optional.of(value), read);
  }

  Account withRead(String value) {
    return new Account(claim, step, done, expected, usually, Optional.of(value));
  }

  Account expectedOr(String value) {
    return expected.isPresent() ? this : withExpected(value);
  }

  /** The failure, where {@code came} came instead. */
  Failed failed(String came) {
    return failed(came, Frames.ofTest());
  }

  /** The failure, where an exception came instead. Passes on what is no failure of this claim. */
  Failed failed(Throwable thrown) {
    if (thrown instanceof Failed failed) return failed;
    if (thrown instanceof VirtualMachineError error) throw error;
    return Gap.behind(thrown)
        .map(gap -> gap.failed(TestRun.currentExercise()))
        .orElseGet(() -> failed(Frames.describe(thrown), Frames.ofTest()));
  }

  Failed failed(String came, StackTraceElement[] trace) {
    Optional<Exercise> exercise = TestRun.currentExercise();
    StringJoiner message = new StringJoiner("\n");
    String head = exercise.map(Exercise::id).orElse("") + step.map(s -> ", " + s).orElse("");
    String title = head.isEmpty() ? claim : head + ": " + claim;
    message.add(String.join("\n  ", Text.wrap(title.replaceFirst("^, ", ""), Text.width() - 2)));
    done.ifPresent(text -> message.add(Text.labelled("done", text)));
    expected.ifPresent(text -> message.add(Text.labelled("expected", text)));
    message.add(Text.labelled("came", came));
    usually.ifPresent(text -> message.add(Text.labelled("usually", text)));
    read.or(() -> exercise.map(e -> "README.md, exercise " + e.id()))
        .ifPresent(text -> message.add(Text.labelled("read on", text)));
    return new Failed(ExerciseResult.Status.RED, message.toString(), trace);
  }
}
