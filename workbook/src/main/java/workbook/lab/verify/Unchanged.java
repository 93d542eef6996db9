package workbook.lab.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A check that is not run again when it has passed on the same inputs.
 *
 * @param check the check
 * @param state what decides how it ends
 * @param passed what has passed
 */
record Unchanged(Check check, Inputs state, Passed passed) implements Check {

  @Override
  public String title() {
    return check.title();
  }

  @Override
  public boolean isMeantBy(String only) {
    return check.isMeantBy(only);
  }

  @Override
  public List<Path> inputs() {
    return check.inputs();
  }

  @Override
  public int seconds() {
    return check.seconds();
  }

  /** When it passed on the inputs as they are, if it did. */
  Optional<Passed.Before> before() throws IOException {
    return passed.before(title(), state.number(inputs()));
  }

  @Override
  public void run(Tally tally) throws Exception {
    String now = state.number(inputs());
    Optional<Passed.Before> before = passed.before(title(), now);
    if (before.isPresent()) {
      tally.unchanged(before.get());
      return;
    }
    check.run(tally);
    boolean right = tally.problems().isEmpty() && tally.skipped().isEmpty();
    if (right) passed.note(title(), now, tally);
  }
}
