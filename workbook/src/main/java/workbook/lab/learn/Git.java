package workbook.lab.learn;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import workbook.lab.book.Trouble;

/** The git of the workbook's folder, asked and never changed. */
record Git(Path root) {

  /** The commits that changed a file, the latest first. */
  List<String> commits(String file) {
    return ask("log", "--format=%H", "--", file)
        .map(text -> text.lines().toList())
        .orElseThrow(() ->
            Trouble.of("%s is not in git, or is no clone; so there is nothing to put back.", root));
  }

  /** A file as it was in a commit; empty when it was not there. */
  Optional<String> show(String commit, String file) {
    return ask("show", commit + ":./" + file);
  }

  private Optional<String> ask(String... words) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    try {
      Process git =
          new ProcessBuilder(command)
              .directory(root.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      git.getOutputStream().close();
      String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return git.waitFor() == 0 ? Optional.of(said) : Optional.empty();
    } catch (IOException e) {
      throw Trouble.of("Cannot run git, which has the files as they were: %s", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
