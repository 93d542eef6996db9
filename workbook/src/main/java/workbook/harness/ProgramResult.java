package workbook.harness;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

  /** The first program with one of these names in a folder of the {@code PATH}. */
  public static Optional<Path> find(List<String> names) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .flatMap(folder -> names.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Whether it went well. */
  public boolean good() {
    return code == 0;
  }
}
