package workbook.lab.container;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Predicate;

/** Looks at an engine again and again, for so long at most, until it sees what it should. */
public final class Looks {

  /** How often: each look is a process of its own. */
  private static final Duration PAUSE = Duration.ofMillis(100);

  private Looks() {}

  /** One look. */
  @FunctionalInterface
  public interface Look<T> {
    /** What there is to see now. */
    T take() throws IOException, InterruptedException;
  }

  /**
   * What the last look saw: what is wanted, or something else when the time is over. There is one
   * look at least.
   */
  public static <T> T until(Duration limit, Predicate<T> wanted, Look<T> look)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    T seen = look.take();
    while (!wanted.test(seen) && System.nanoTime() - end < 0) {
      Thread.sleep(PAUSE);
      seen = look.take();
    }
    return seen;
  }

  /** Whether something comes to be so in time. */
  public static boolean until(Duration limit, Look<Boolean> look)
      throws IOException, InterruptedException {
    return until(limit, so -> so, look);
  }
}
