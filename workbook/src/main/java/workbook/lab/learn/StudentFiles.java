package workbook.lab.learn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import workbook.lab.book.Book;
import workbook.lab.book.Stage;

/**
 * The students' files, looked at again and again: some systems tell of changes only after seconds,
 * and some editors do not write a file, but put another one in its place.
 */
final class StudentFiles {

  /** How often it is worth to look. */
  static final long LOOK_MILLIS = 60;

  /** How long an editor may take to write a file in pieces, or to put one in another's place. */
  private static final long SETTLE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Book book;
  private Map<Path, String> seen;

  /** They have not changed yet. */
  StudentFiles(Book book) {
    this.book = book;
    this.seen = look();
  }

  /** Whether they look different from when {@link #changed} was last asked. */
  boolean haveChanged() {
    return !look().equals(seen);
  }

  /** The files that were changed, added or removed since this was last asked; waits for editors. */
  List<Path> changed() throws InterruptedException {
    Map<Path, String> before = seen;
    seen = look();
    if (seen.equals(before)) return List.of();
    long deadline = System.nanoTime() + SETTLE_NANOS;
    for (boolean settled = false; !settled && System.nanoTime() < deadline; ) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      Map<Path, String> now = look();
      settled = now.equals(seen) && now.keySet().containsAll(before.keySet());
      seen = now;
    }
    Map<Path, String> all = new HashMap<>(before);
    all.putAll(seen);
    return all.keySet().stream()
        .filter(file -> !String.valueOf(before.get(file)).equals(String.valueOf(seen.get(file))))
        .toList();
  }

  /** How each looks from outside. */
  private Map<Path, String> look() {
    Map<Path, String> all = new HashMap<>();
    for (Stage stage : book.stages()) {
      for (Path file : Stage.javaFiles(stage.sources())) all.put(file, look(file));
    }
    return all;
  }

  /** Its key tells a file from the one that was in its place before, where there are keys. */
  private static String look(Path file) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return now.lastModifiedTime() + " " + now.size() + " " + now.fileKey();
    } catch (IOException beingReplaced) {
      return "missing";
    }
  }
}
