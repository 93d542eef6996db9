package workbook.lab.learn;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workbook.lab.book.Book;
import workbook.lab.book.Exercise;
import workbook.lab.book.Stage;

/**
 * The exercises' files as they were handed out: from git; from the copies that {@code ./lab} keeps
 * when it is built, for a folder without git; and in a handout from where the full workbook has the
 * finished ones. What is left to write has a mark, {@code new Todo("1.1", …)}: so of several
 * versions that one counts which has most of them.
 */
public record HandedOutFiles(Book book) {

  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\\n]*");
  private static final Pattern CONFLICT = Pattern.compile("(?m)^<{7} ");

  /**
   * How many marks of these exercises the code in a text has; none where git has left both sides of
   * a conflict in it.
   */
  public static long marks(String text, Collection<String> ids) {
    if (CONFLICT.matcher(text).find()) return 0;
    String any = ids.stream().map(Pattern::quote).collect(Collectors.joining("|"));
    String code = COMMENT.matcher(text).replaceAll("");
    return Pattern.compile("new Todo\\(\\s*\"(" + any + ")\"").matcher(code).results().count();
  }

  /**
   * The latest version with most of these exercises left to write; empty when none has any: so a
   * student may commit what they have, half of it too.
   */
  public Optional<String> find(Path file, Collection<String> ids) {
    Git git = new Git(book.root());
    String path = book.show(file);
    Stream<String> committed =
        git.commits(path).stream().flatMap(commit -> git.show(commit, path).stream());
    List<String> versions = new ArrayList<>(committed.toList());
    text(copy(file)).ifPresent(versions::add);
    if (book.isHandout()) text(given(file)).ifPresent(versions::add);
    Optional<String> best = Optional.empty();
    for (String version : versions) {
      if (marks(version, ids) > marks(best.orElse(""), ids)) best = Optional.of(version);
    }
    return best;
  }

  /** Keeps copies of all files, those from before where less was written in them. */
  public void keep() throws IOException {
    for (Exercise exercise : book.exercises()) {
      for (Path file : exercise.paths()) {
        List<String> id = List.of(exercise.id());
        if (marks(text(file).orElse(""), id) <= marks(text(copy(file)).orElse(""), id)) continue;
        Files.createDirectories(copy(file).getParent());
        Files.copy(file, copy(file), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private Path copy(Path file) {
    return book.state().resolve("stubs").resolve(book.show(file));
  }

  private Path given(Path file) {
    return book.stages().stream()
        .map(Stage::sources)
        .filter(file::startsWith)
        .map(sources -> book.finished().resolve(sources.relativize(file).toString()))
        .findFirst()
        .orElse(file);
  }

  /** Whatever encoding the student's editor chose. */
  private static Optional<String> text(Path file) {
    try {
      return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    } catch (IOException notThere) {
      return Optional.empty();
    }
  }
}
