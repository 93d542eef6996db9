package workbook.harness;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * How a program ended that was run for what it prints.
 *
 * @param code 0 when it went well
 * @param out what it printed
 * @param err what it had to complain about
 */
public record ProgramResult(int code, String out, String err) {

  /**
   * Runs a program that reads nothing; empty when it takes longer than the limit, and is ended
   * then. May be used while this program is ending.
   */
  public static Optional<ProgramResult> of(ProcessBuilder command, Duration limit)
      throws IOException, InterruptedException {
    try (Child child = new Child(command, unchanged -> {})) {
      child.endInput();
      if (!child.awaitEnd(limit)) return Optional.empty();
      return Optional.of(new ProgramResult(child.exitCode(), child.printed(), child.errors()));
    }
  }

  /** What a program prints; empty when it is not there, fails, or takes longer than the limit. */
  public static Optional<String> said(ProcessBuilder command, Duration limit)
      throws InterruptedException {
    try {
      return of(command, limit).filter(ProgramResult::good).map(ProgramResult::out);
    } catch (IOException notThere) {
      return Optional.empty();
    }
  }

  /** Whether it went well. */
  public boolean good() {
    return code == 0;
  }
}
