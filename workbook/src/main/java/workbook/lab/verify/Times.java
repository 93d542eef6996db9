package workbook.lab.verify;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** How many seconds each check took when it was last run, by its title; kept in a file. */
final class Times {

  private final Path file;
  private final Properties seconds = new Properties();

  private Times(Path file) {
    this.file = file;
  }

  static Times read(Path file) throws IOException {
    Times times = new Times(file);
    if (Files.isRegularFile(file)) {
      try (Reader in = Files.newBufferedReader(file)) {
        times.seconds.load(in);
      }
    }
    return times;
  }

  /** About how many it will take. */
  double of(Check check) {
    String last = seconds.getProperty(check.title());
    return last == null ? check.seconds() : Double.parseDouble(last);
  }

  /** Keeps those of the checks that were run to their ends, for the next time. */
  void keep(Iterable<Progress.Run> runs) throws IOException {
    for (Progress.Run run : runs) {
      boolean whole = run.tally().since().isEmpty() && run.tally().skipped().isEmpty();
      if (whole) seconds.setProperty(run.title(), "%.1f".formatted(run.seconds()));
    }
    try (Writer out = Files.newBufferedWriter(file)) {
      seconds.store(out, null);
    }
  }
}
