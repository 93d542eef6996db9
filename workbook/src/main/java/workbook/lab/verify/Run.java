package workbook.lab.verify;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A check in one run of {@code ./lab verify}; one that has passed on the same inputs is not run.
 */
final class Run {

  private final Check check;
  private final Passed passed;
  private final String inputs;
  private final Optional<Passed.Before> before;
  private final double expected;
  private volatile Tally tally = new Tally();
  private volatile long begun;
  private volatile double seconds = -1;

  private Run(Check check, Passed passed, String inputs) throws IOException {
    this.check = check;
    this.passed = passed;
    this.inputs = inputs;
    this.before = passed.before(check.title(), inputs);
    this.expected =
        before.isPresent() ? 0 : passed.seconds(check.title()).orElse((double) check.seconds());
  }

  /** A run to be, on the inputs as they are now. */
  static Run of(Check check, Inputs state, Passed passed) throws IOException {
    return new Run(check, passed, state.number(check.proof().inputs()));
  }

  /**
   * Runs it; anything thrown is one more thing wrong.
   *
   * @param failed is told what is wrong, at once
   */
  void run(Consumer<Tally.Item> failed) {
    begun = System.nanoTime();
    tally = new Tally(failed);
    try {
      if (before.isPresent()) repeat(before.get());
      else prove();
    } catch (Exception | StackOverflowError e) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace, true));
      tally.fail(title(), "%s", trace);
    }
    seconds = elapsed();
  }

  private void repeat(Passed.Before then) {
    then.right().forEach(tally::pass);
    then.leftOut().forEach(tally::leaveOut);
  }

  private void prove() throws Exception {
    check.proof().run(tally);
    boolean right = tally.problems().isEmpty();
    if (tally.skipped().isEmpty()) passed.note(title(), right ? inputs : "", tally, elapsed());
  }

  String title() {
    return check.title();
  }

  Check check() {
    return check;
  }

  Tally tally() {
    return tally;
  }

  /** When it passed on the same inputs; empty when it is run now. */
  Optional<Instant> since() {
    return before.map(Passed.Before::when);
  }

  /** What it says nothing about, and why, a line each. */
  List<String> leftOut() {
    List<String> lines = new ArrayList<>();
    String skipped = tally.skipped().replaceAll("\\R+", "; ");
    if (!skipped.isEmpty()) lines.add(title() + ": " + skipped);
    lines.addAll(tally.leftOut());
    return lines;
  }

  /** How long it should take, by the last time: nothing when it is not run again. */
  double expected() {
    return expected;
  }

  /** How long it took. */
  double seconds() {
    return seconds;
  }

  boolean isRunning() {
    return begun != 0 && !hasEnded();
  }

  boolean hasEnded() {
    return seconds >= 0;
  }

  double elapsed() {
    return begun == 0 ? 0 : (System.nanoTime() - begun) / 1e9;
  }
}
