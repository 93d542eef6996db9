package workbook.lab.doctor;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Asks programs of this machine. */
final class Shell {

  private static final long SECONDS = 10;

  private Shell() {}

  /** What a command prints; empty when it fails, is not there, or takes too long. */
  static Optional<String> run(String... command) throws InterruptedException {
    try {
      Path output = Files.createTempFile("lab", ".txt");
      try {
        Process process =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(Redirect.from(new File(isWindows() ? "NUL" : "/dev/null")))
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
        if (!ended) process.destroyForcibly();
        return ended && process.exitValue() == 0
            ? Optional.of(Files.readString(output))
            : Optional.empty();
      } finally {
        Files.delete(output);
      }
    } catch (IOException notThere) {
      return Optional.empty();
    }
  }

  /** The first of these programs that is on the path. */
  static Optional<Path> find(String... names) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(names)
        .flatMap(name ->
            Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, isWindows() ? name + ".exe" : name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static boolean isWindows() {
    return File.separatorChar == '\\';
  }
}
