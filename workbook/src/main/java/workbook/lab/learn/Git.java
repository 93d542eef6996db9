package workbook.lab.learn;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import workbook.harness.ProgramResult;

/** The git of the workbook's folder, asked and never changed. */
public record Git(Path root) {

  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** The commits that changed a file, the latest first; none without git. */
  public List<String> commits(String file) {
    return ask("log", "--format=%H", "--", file).stream().flatMap(String::lines).toList();
  }

  /** A file as it was in a commit; empty when it was not there. */
  public Optional<String> show(String commit, String file) {
    return ask("show", commit + ":./" + file);
  }

  /** The files that it keeps, by their paths from the workbook's folder; empty without git. */
  public Optional<Set<String>> files() {
    return ask("ls-files", "-z").map(text -> Set.copyOf(List.of(text.split("\0"))));
  }

  private Optional<String> ask(String... words) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    try {
      return ProgramResult.said(new ProcessBuilder(command).directory(root.toFile()), LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
