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
 * The exercises' files as they were handed out, whatever a student has written since. A file counts
 * as it stands while it has as many marks, {@code new Todo("1.1", …)}, as in the latest commit.
 * With fewer, the version in git takes its place.
 */
final class HandedOut {

  private final Book book;
  private final Git git;
  private final Map<Path, List<String>> owners = new TreeMap<>();
  private final Map<Path, String> older = new LinkedHashMap<>();
  private Optional<Set<String>> kept = Optional.empty();
  private String tells = "";

  private HandedOut(Book book) {
    this.book = book;
    this.git = new Git(book.root());
  }

  /** All files as they stand: what is about to be handed out. */
  static HandedOut asItStands(Book book) {
    return new HandedOut(book);
  }

  /** All files, those that a student has written to as git has them. */
  static HandedOut of(Book book) {
    HandedOut handedOut = new HandedOut(book);
    handedOut.findOwners();
    handedOut.findOlder();
    return handedOut;
  }

  private void findOwners() {
    for (Exercise exercise : book.exercises()) {
      if (exercise.walkedThrough()) continue;
      for (String file : exercise.files()) {
        owners.computeIfAbsent(path(exercise, file), _ -> new ArrayList<>()).add(exercise.id());
      }
    }
  }

  private void findOlder() {
    kept = git.files();
    boolean unknown = false;
    for (Path file : owners.keySet()) {
      String here = Files.isRegularFile(file) ? readable(file) : "";
      Optional<String> before = before(file, here);
      before.ifPresent(text -> older.put(file, text));
      unknown |= before.isEmpty() && kept.isEmpty() && isWritten(here, owners.get(file));
    }
    if (unknown) {
      older.clear();
      tells = "the stubs as they stand, without git: what you have written counts as red or wrong";
      return;
    }
    if (older.isEmpty()) return;
    List<String> files = older.keySet().stream().map(book::show).toList();
    tells =
        "the stubs as handed out, from git: you have written to %s%s"
            .formatted(files.getFirst(), more(files.size() - 1));
  }

  private static String more(int files) {
    return files == 0 ? "" : " and %d more".formatted(files);
  }

  /** What there was of a file, when somebody has written to it since. */
  private Optional<String> before(Path file, String here) {
    List<String> ids = owners.get(file);
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

  /**
   * An exercise's files, by their paths from {@code src/main/java}; without those that are gone.
   */
  Map<String, Source> stubs(Exercise exercise) {
    Map<String, Source> stubs = new LinkedHashMap<>();
    for (String file : exercise.files()) {
      Path path = path(exercise, file);
      text(path).ifPresent(text -> stubs.put(file, new Source(file, path, text)));
    }
    return stubs;
  }

  /** The files of all exercises of a stage. */
  Map<String, Source> stubs(Stage stage) {
    Map<String, Source> stubs = new LinkedHashMap<>();
    stage.exercises().forEach(exercise -> stubs.putAll(stubs(exercise)));
    return stubs;
  }

  /** A file of a stage as it was handed out; empty when there is none. */
  Optional<String> text(Path file) {
    if (older.containsKey(file)) return Optional.of(older.get(file));
    return Files.isRegularFile(file) ? Optional.of(Stage.read(file)) : Optional.empty();
  }

  /** The contents of any file, as it was handed out. */
  byte[] bytes(Path file) throws IOException {
    String text = older.get(file);
    return text == null ? Files.readAllBytes(file) : text.getBytes(StandardCharsets.UTF_8);
  }

  /** Whether a file belongs to what was handed out, rather than to whoever learns with it. */
  boolean has(Path file) {
    return kept.map(files -> files.contains(book.show(file))).orElse(true);
  }

  /** In one line, where it is not what stands in the stages; empty when it is. */
  String tells() {
    return tells;
  }

  private static Path path(Exercise exercise, String file) {
    return exercise.stage().sources().resolve(file);
  }
}
