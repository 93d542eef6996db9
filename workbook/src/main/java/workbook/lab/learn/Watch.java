package workbook.lab.learn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import workbook.lab.book.Book;
import workbook.lab.book.Exercise;

/**
 * Runs the tests of what is next, and again after each change; goes on by itself when they are
 * green. A change in the files of another exercise has that one run too. Keys move it, and ask for
 * help.
 */
public final class Watch {

  /** Where the results are shown, and questions answered. */
  public interface Desk {
    /** Runs the tests of some exercises, and keeps the results; blocks until they have ended. */
    void run(List<Exercise> exercises) throws IOException, InterruptedException;

    /** Answers a key that does not move the watch: hint, list, reset or solution. */
    void answer(Key key, Exercise exercise) throws IOException, InterruptedException;

    /** Says something in a line. */
    void say(String sentence);
  }

  private final Book book;
  private final Function<Exercise, Optional<Exercise>> next;
  private final Desk desk;
  private final BlockingQueue<Character> typed;
  private final StudentFiles files;
  private Exercise from;

  /** Where a key has led to; the next change leads away from a finished exercise. */
  private Optional<Exercise> moved = Optional.empty();

  /**
   * A watch that has not begun.
   *
   * @param from the first exercise to run
   * @param next tells what is next from an exercise on, from the results of the tests
   * @param typed what somebody types, see {@link Key}
   */
  public Watch(
      Book book,
      Exercise from,
      Function<Exercise, Optional<Exercise>> next,
      Desk desk,
      BlockingQueue<Character> typed) {
    this.book = book;
    this.from = from;
    this.next = next;
    this.desk = desk;
    this.typed = typed;
    this.files = new StudentFiles(book);
  }

  /** Runs until all is done, which gives true, or until somebody has seen enough. */
  public boolean run() throws IOException, InterruptedException {
    List<Path> changed = List.of();
    for (Optional<Exercise> now; (now = moved.or(() -> next.apply(from))).isPresent(); ) {
      desk.run(concerned(now.get(), changed));
      if (moved.isEmpty() && next.apply(from).isEmpty()) return true;
      if (!awaitWish(now.get())) return false;
      changed = files.changed();
      if (!changed.isEmpty()) moved = Optional.empty();
    }
    return true;
  }

  private List<Exercise> concerned(Exercise now, List<Path> changed) {
    TreeSet<Exercise> all = new TreeSet<>(List.of(now));
    for (Exercise one : book.exercises()) {
      if (one.paths().stream().anyMatch(changed::contains)) all.add(one);
    }
    return List.copyOf(all);
  }

  /** Waits for a reason to run tests again; false when it is to end. */
  private boolean awaitWish(Exercise at) throws IOException, InterruptedException {
    while (!files.haveChanged()) {
      Character key = typed.poll(StudentFiles.LOOK_MILLIS, TimeUnit.MILLISECONDS);
      if (key == null) continue;
      Optional<Key> known = Key.of(key);
      if (known.isEmpty()) {
        desk.say("That key does nothing here.");
        continue;
      }
      switch (known.get()) {
        case QUIT -> {
          return false;
        }
        case AGAIN -> {
          return true;
        }
        case NEXT -> {
          if (hasMoved(at, 1)) return true;
        }
        case PREVIOUS -> {
          if (hasMoved(at, -1)) return true;
        }
        case HINT -> desk.answer(Key.HINT, moved.or(() -> next.apply(from)).orElse(at));
        case LIST, RESET, SOLUTION -> desk.answer(known.get(), at);
      }
    }
    return true;
  }

  private boolean hasMoved(Exercise at, int by) {
    List<Exercise> all = book.exercises();
    int to = all.indexOf(at) + by;
    if (to < 0 || to >= all.size()) {
      desk.say("%s is the %s exercise.".formatted(at.id(), by < 0 ? "first" : "last"));
      return false;
    }
    from = all.get(to);
    moved = Optional.of(from);
    return true;
  }
}
