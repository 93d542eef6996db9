package workbook.lab.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import workbook.lab.book.Book;
import workbook.lab.book.Exercise;
import workbook.lab.book.Stage;
import workbook.lab.book.UserError;
import workbook.lab.compile.Source;
import workbook.lab.learn.Git;
import workbook.lab.learn.HandedOutFiles;

/**
 * The exercises' files in one version: as handed out, whatever a student has written since, or
 * finished.
 *
 * @param replaced those that do not count as they stand in their stages, and what counts instead
 * @param kept all files that git keeps, by their paths from the workbook's folder; empty when any
 *     file counts
 * @param tells in one line, where it is not what stands in the stages; empty when it is
 */
record ExerciseFiles(
    Book book, Map<Path, String> replaced, Optional<Set<String>> kept, String tells) {

  /** All files as they stand: what is about to be handed out. */
  static ExerciseFiles asTheyStand(Book book) {
    return new ExerciseFiles(book, Map.of(), Optional.empty(), "");
  }

  /** The finished files in the places of the students'. */
  static ExerciseFiles finished(Book book) {
    Map<Path, String> finished = new TreeMap<>();
    for (Exercise exercise : book.exercises()) {
      for (String file : exercise.files()) {
        finished.put(path(exercise, file), Stage.read(book.finished().resolve(file)));
      }
    }
    return new ExerciseFiles(book, finished, Optional.empty(), "");
  }

  /**
   * All files as they were handed out. A file counts as it stands while it has as many marks,
   * {@code new Todo("1.1", …)}, as in the latest commit. With fewer, the version in git takes its
   * place.
   */
  static ExerciseFiles handedOut(Book book) {
    Git git = new Git(book.root());
    Optional<Set<String>> kept = git.files();
    Map<Path, String> older = new TreeMap<>();
    boolean unknown = false;
    for (var owned : owners(book).entrySet()) {
      Path file = owned.getKey();
      String here = Files.isRegularFile(file) ? readable(file) : "";
      Optional<String> before = before(book, git, file, owned.getValue(), here);
      before.ifPresent(text -> older.put(file, text));
      unknown |= before.isEmpty() && kept.isEmpty() && isWritten(here, owned.getValue());
    }
    if (unknown) {
      String tells =
          "the stubs as they stand, without git: what you have written counts as red or wrong";
      return new ExerciseFiles(book, Map.of(), kept, tells);
    }
    List<String> files = older.keySet().stream().map(book::show).toList();
    String more = files.size() < 2 ? "" : " and %d more".formatted(files.size() - 1);
    String tells =
        files.isEmpty()
            ? ""
            : "the stubs as handed out, from git: you have written to " + files.getFirst() + more;
    return new ExerciseFiles(book, older, kept, tells);
  }

  private static Map<Path, List<String>> owners(Book book) {
    Map<Path, List<String>> owners = new TreeMap<>();
    for (Exercise exercise : book.exercises()) {
      if (exercise.walkedThrough()) continue;
      for (Path file : exercise.paths()) {
        owners.computeIfAbsent(file, _ -> new ArrayList<>()).add(exercise.id());
      }
    }
    return owners;
  }

  /** What there was of a file, when somebody has written to it since. */
  private static Optional<String> before(
      Book book, Git git, Path file, List<String> ids, String here) {
    Optional<String> latest = git.show("HEAD", book.show(file));
    // What is written may be committed too.
    boolean committed = isWritten(latest.orElse(here), ids);
    return (committed ? new HandedOutFiles(book).find(file, ids) : latest)
        .filter(text -> HandedOutFiles.marks(text, ids) > HandedOutFiles.marks(here, ids));
  }

  /** Whether nothing is left to write of one of the exercises of a file. */
  private static boolean isWritten(String text, List<String> ids) {
    return ids.stream().anyMatch(id -> HandedOutFiles.marks(text, List.of(id)) == 0);
  }

  /** A student's file may be in any encoding; then it has been written to, too. */
  private static String readable(Path file) {
    try {
      return Stage.read(file);
    } catch (UserError notUtf8) {
      return "";
    }
  }

  /** Those of an exercise, by their paths from {@code src/main/java}, without any that is gone. */
  Map<String, Source> of(Exercise exercise) {
    Map<String, Source> sources = new LinkedHashMap<>();
    for (String file : exercise.files()) {
      Path path = path(exercise, file);
      text(path).ifPresent(text -> sources.put(file, new Source(file, path, text)));
    }
    return sources;
  }

  /** Those of all exercises of a stage. */
  Map<String, Source> of(Stage stage) {
    Map<String, Source> sources = new LinkedHashMap<>();
    stage.exercises().forEach(exercise -> sources.putAll(of(exercise)));
    return sources;
  }

  /** The text of a file of a stage; empty when there is none. */
  Optional<String> text(Path file) {
    if (replaced.containsKey(file)) return Optional.of(replaced.get(file));
    return Files.isRegularFile(file) ? Optional.of(Stage.read(file)) : Optional.empty();
  }

  /** The contents of any file of the workbook. */
  byte[] bytes(Path file) throws IOException {
    String text = replaced.get(file);
    return text == null ? Files.readAllBytes(file) : text.getBytes(StandardCharsets.UTF_8);
  }

  /** Whether a file belongs to what was handed out, rather than to whoever learns with it. */
  boolean has(Path file) {
    return kept.map(files -> files.contains(book.show(file))).orElse(true);
  }

  private static Path path(Exercise exercise, String file) {
    return exercise.stage().sources().resolve(file);
  }
}
