package multinode.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

/** What has to be quick. A machine that was busy for a moment is given a second try. */
public final class Soon {

  private Soon() {}

  /** Does something twice at most, and fails when neither took less than the limit. */
  public static void within(Duration limit, Fuzz.Task task) throws Exception {
    Duration first = time(task);
    if (first.compareTo(limit) < 0) return;
    assertThat(time(task)).as("the second time, after %s", first).isLessThan(limit);
  }

  private static Duration time(Fuzz.Task task) throws Exception {
    long start = System.nanoTime();
    task.run();
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
