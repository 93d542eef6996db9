package workbook.lab.handout;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import workbook.lab.book.Book;
import workbook.lab.book.Exercise;
import workbook.lab.book.Stage;

/**
 * What no handout may have: the lines of finished exercises that neither their stubs nor the given
 * code have. Those that are too short to say anything are left out.
 */
record Secrets(Set<String> lines) {

  private static final int SAYS_SOMETHING = 16;

  static Secrets of(Book book, List<Stage> stages) {
    Set<String> files = new HashSet<>();
    for (Exercise exercise : book.exercises()) files.addAll(exercise.files());
    Set<String> known = new HashSet<>();
    for (var file : Stage.javaFiles(book.finished())) {
      String name = book.finished().relativize(file).toString().replace('\\', '/');
      if (!files.contains(name)) known.addAll(lines(Stage.read(file)));
    }
    Set<String> secret = new TreeSet<>();
    for (Stage stage : stages) {
      for (Exercise exercise : stage.exercises()) {
        for (String file : exercise.files()) {
          Set<String> finished = lines(Stage.read(book.finished().resolve(file)));
          finished.removeAll(lines(Stage.read(stage.sources().resolve(file))));
          secret.addAll(finished);
        }
      }
    }
    secret.removeAll(known);
    secret.removeIf(line -> line.length() < SAYS_SOMETHING || line.matches("(import|//|/?\\*).*"));
    return new Secrets(secret);
  }

  private static Set<String> lines(String text) {
    Set<String> lines = new HashSet<>();
    text.lines().map(String::strip).forEach(lines::add);
    return lines;
  }

  /** Those that a text has. */
  Set<String> in(String text) {
    Set<String> found = lines(text);
    found.retainAll(lines);
    return found;
  }
}
