package workbook.lab.learn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import workbook.lab.book.Book;
import workbook.lab.book.Exercise;
import workbook.lab.book.Stage;

/**
 * Runs the tests of what is next, and again after each change; goes on by itself when they are
 * green. A change in the files of another exercise has that one run too.
 */
public final class Watch {

  /** Runs the tests of some exercises, and keeps the results. */
  public interface Tests {
    /** Blocks until they have ended. */
    void run(List<Exercise> exercises) throws IOException, InterruptedException;
  }

  /** What is typed to end it. */
  public static final String QUIT = "q";

  /** How often it looks at the files: some systems tell of changes only after seconds. */
  private static final long LOOK = 60;

  private final Book book;
  private final Supplier<Optional<Exercise>> next;
  private final Tests tests;
  private final BlockingQueue<String> typed;

  /**
   * A watch that has not begun.
   *
   * @param next tells what is next, from the results of the tests
   * @param tests runs those of some exercises, and keeps the results
   * @param typed the lines that somebody types: {@link #QUIT}, or anything else to run them again
   */
  public Watch(
      Book book, Supplier<Optional<Exercise>> next, Tests tests, BlockingQueue<String> typed) {
    this.book = book;
    this.next = next;
    this.tests = tests;
    this.typed = typed;
  }

  /** Runs until all is done, or somebody has seen enough. */
  public void run() throws IOException, InterruptedException {
    Map<Path, String> seen = look();
    List<Path> changed = List.of();
    for (Optional<Exercise> now; (now = next.get()).isPresent(); ) {
      tests.run(concerned(now.get(), changed));
      if (next.get().isEmpty() || !awaitChange(seen)) return;
      Map<Path, String> latest = settled();
      changed = changed(seen, latest);
      seen = latest;
    }
  }

  private List<Exercise> concerned(Exercise now, List<Path> changed) {
    TreeSet<Exercise> all = new TreeSet<>(List.of(now));
    for (Exercise one : book.exercises()) {
      if (one.files().stream().map(one.stage().sources()::resolve).anyMatch(changed::contains)) {
        all.add(one);
      }
    }
    return List.copyOf(all);
  }

  /** False when it is to end. */
  private boolean awaitChange(Map<Path, String> seen) throws InterruptedException {
    while (look().equals(seen)) {
      String line = typed.poll(LOOK, TimeUnit.MILLISECONDS);
      if (line != null) return !line.strip().equals(QUIT);
    }
    return true;
  }

  /** What there is when it stays so: many editors write a file in pieces. */
  private Map<Path, String> settled() throws InterruptedException {
    for (Map<Path, String> last = look(); ; ) {
      TimeUnit.MILLISECONDS.sleep(LOOK);
      Map<Path, String> now = look();
      if (now.equals(last)) return now;
      last = now;
    }
  }

  /** The students' files, and how each looks from outside. */
  private Map<Path, String> look() {
    Map<Path, String> all = new HashMap<>();
    for (Stage stage : book.stages()) {
      for (Path file : Stage.javaFiles(stage.sources())) {
        all.put(file, file.toFile().lastModified() + " " + file.toFile().length());
      }
    }
    return all;
  }

  private static List<Path> changed(Map<Path, String> before, Map<Path, String> after) {
    return after.keySet().stream()
        .filter(file -> !after.get(file).equals(before.get(file)))
        .toList();
  }
}
