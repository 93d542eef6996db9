package workbook.harness;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.opentest4j.TestAbortedException;

/** What a test says that has thrown something. */
final class Verdict {

  private Verdict() {}

  /** The verdict on what a test threw, with all there is to be seen of it. */
  static Throwable of(TestRun run, Throwable thrown) {
    if (thrown instanceof TestAbortedException) return thrown;
    return run.call(() -> {
      Failed failed = explain(run, run.gap(), thrown);
      boolean red = failed.status() == ExerciseResult.Status.RED;
      return red ? failed.with(Details.of(run, failed)) : failed;
    });
  }

  private static Failed explain(TestRun run, Optional<Gap> seen, Throwable thrown) {
    Optional<Failed> own = failed(thrown);
    if (own.filter(failed -> failed.status() != ExerciseResult.Status.RED).isPresent()) {
      return own.get();
    }
    Optional<Gap> behind = Gap.behind(thrown);
    return seen.filter(gap -> behind.isEmpty() || behind.get().isToldOf(gap))
        .or(() -> behind)
        .map(gap -> gap.failed(run.exercise()))
        .or(() -> own)
        .orElseGet(() -> unexpected(run, thrown));
  }

  private static Optional<Failed> failed(Throwable thrown) {
    Set<Throwable> seen = new HashSet<>();
    for (Throwable t = thrown; t != null && seen.add(t); t = t.getCause()) {
      if (t instanceof Failed failed) return Optional.of(failed);
    }
    return Optional.empty();
  }

  private static Failed unexpected(TestRun run, Throwable thrown) {
    boolean says = thrown instanceof AssertionError && thrown.getMessage() != null;
    String came = says ? thrown.getMessage().strip() : Frames.describe(thrown);
    return run.claim().failed(came, Frames.ofTest(thrown.getStackTrace()));
  }
}
