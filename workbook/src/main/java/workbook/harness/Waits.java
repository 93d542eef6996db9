package workbook.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * How near waits come to their limits, a line each in the file that the system property {@code
 * workbook.waits} names: what comes near may be red on a slower machine. Without that property
 * nothing is noted.
 */
final class Waits {

  /** What took a smaller share of its limit is not worth a line. */
  private static final double LEAST = 0.05;

  private Waits() {}

  /** Notes a wait that was not in vain, or a whole test. */
  static void note(String what, Duration limit, long nanos) {
    String file = System.getProperty("workbook.waits");
    double share = (double) nanos / limit.toNanos();
    if (file == null || share < LEAST) return;
    String test =
        TestRun.current()
            .map(run -> run.testClass().getSimpleName() + "." + run.method())
            .orElse("no test");
    String line =
        "%.2f\t%.2f s of %s\t%s\t%s%n"
            .formatted(share, nanos / 1e9, Text.time(limit), test, Text.brief(what, 80));
    try {
      Path path = Path.of(file);
      Files.writeString(path, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
