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

  /** By which git tells its hooks, and all that they run, of one repository (githooks(5)). */
  private static final Set<String> OF_HOOKS =
      Set.of(
          "GIT_DIR",
          "GIT_WORK_TREE",
          "GIT_INDEX_FILE",
          "GIT_PREFIX",
          "GIT_COMMON_DIR",
          "GIT_NAMESPACE",
          "GIT_OBJECT_DIRECTORY",
          "GIT_ALTERNATE_OBJECT_DIRECTORIES");

  /** The command of git for a folder, and for no repository that the environment names. */
  public static ProcessBuilder in(Path folder, List<String> words) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(words);
    ProcessBuilder git = new ProcessBuilder(command).directory(folder.toFile());
    git.environment().keySet().removeAll(OF_HOOKS);
    return git;
  }

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
    try {
      return ProgramResult.said(in(root, List.of(words)), LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
