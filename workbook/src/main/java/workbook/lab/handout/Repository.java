package workbook.lab.handout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import workbook.harness.ProgramResult;
import workbook.lab.book.Book;
import workbook.lab.book.UserError;
import workbook.lab.learn.Git;

/** The git repository of a handout, to which the maker's own settings and hooks mean nothing. */
record Repository(Path folder) {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final List<String> OWN =
      List.of(
          "user.name=Multinode",
          "user.email=workbook@multinode.invalid",
          "commit.gpgsign=false",
          "core.autocrlf=false",
          "core.excludesFile=" + Path.of("no", "ignored"),
          "core.attributesFile=" + Path.of("no", "attributes"),
          "core.hooksPath=" + Path.of("no", "hooks"));

  /** A new one around the files in a folder. */
  static Repository init(Path folder) throws IOException, InterruptedException {
    Repository made = new Repository(folder);
    made.git("init", "--quiet", "--template=", "--initial-branch=main");
    return made;
  }

  /** One that was handed out before, and has nothing that is not committed. */
  static Repository handedOut(Path folder) throws IOException, InterruptedException {
    if (!Files.exists(folder.resolve(".git")) || !new Book(folder).isHandout()) {
      throw UserError.of(
          "%s is no handout in git, so there is no history to continue. ./lab handout --git %1$s"
              + " makes one.",
          folder);
    }
    Repository known = new Repository(folder);
    if (!known.git("status", "--porcelain").isBlank()) {
      throw UserError.of("%s has changes that are not committed. Commit or stash them.", folder);
    }
    return known;
  }

  void removeAll() throws IOException, InterruptedException {
    git("rm", "-r", "-q", "--", ".");
  }

  /** Commits all there is; nothing where nothing has changed. */
  void commit(String message) throws IOException, InterruptedException {
    git("add", "--all");
    if (git("status", "--porcelain").isBlank()) return;
    git("commit", "--quiet", "--message", message);
  }

  private String git(String... words) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>();
    OWN.forEach(setting -> all.addAll(List.of("-c", setting)));
    all.addAll(List.of(words));
    Optional<ProgramResult> result;
    try {
      result = ProgramResult.of(Git.in(folder, all), LIMIT);
    } catch (IOException notThere) {
      throw new UserError("A handout with --git needs git, and there is none on the PATH.");
    }
    if (result.filter(ProgramResult::good).isPresent()) return result.get().out();
    throw UserError.of(
        "git %s failed in %s: %s",
        words[0], folder, result.map(one -> one.err().strip()).orElse("it does not end"));
  }
}
