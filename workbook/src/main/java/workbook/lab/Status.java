package workbook.lab;

import java.nio.file.Path;
import java.util.Optional;
import workbook.harness.Board;
import workbook.harness.ExerciseResult;
import workbook.lab.book.Book;
import workbook.lab.book.Screen;
import workbook.lab.book.Stage;

/** Shows where the student stands, a line a stage, and what is next. */
record Status(Book book, Screen screen, StudentResults results) {

  static Status of(Book book, Screen screen) {
    return new Status(book, screen, StudentResults.of(book));
  }

  void show() {
    int width = book.stages().stream().mapToInt(stage -> stage.name().length()).max().orElse(0);
    screen.line("");
    for (Stage stage : book.stages()) {
      String name = Board.title(stage.name());
      screen.line("  " + head(stage, name + " ".repeat(width - name.length())));
    }
    screen.line("");
    showNext();
  }

  /** One stage on one line, and what is next. */
  void show(Stage stage) {
    screen.line(head(stage, Board.title(stage.name())));
    showNext();
  }

  private String head(Stage stage, String name) {
    return Board.head(name, results.results(stage), screen);
  }

  private void showNext() {
    Optional<ExerciseResult> next =
        Board.next(results.inOrder().stream().map(results.results()::get).toList());
    if (next.isEmpty()) {
      screen.line("  " + screen.green("All of it is done."));
      return;
    }
    Path file = book.exercise(next.get().id()).stage().dir().resolve(next.get().firstFile());
    screen.line("%s", Board.next(next.get(), book.show(file), screen));
  }
}
