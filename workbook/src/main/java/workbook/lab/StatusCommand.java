package workbook.lab;

import java.util.List;
import workbook.harness.ExerciseResult.Status;
import workbook.lab.book.Book;
import workbook.lab.book.Exercise;
import workbook.lab.book.Screen;
import workbook.lab.book.Stage;

/** {@code ./lab}: where the student stands. */
record StatusCommand(Book book, Screen screen) {

  void run() {
    Standing standing = Standing.of(book);
    for (Stage stage : book.stages()) {
      List<Exercise> all =
          standing.states().keySet().stream().filter(e -> e.stage().equals(stage)).toList();
      long done = all.stream().filter(e -> standing.states().get(e) == Status.DONE).count();
      screen.line("%-24s %d of %d", stage.name(), done, all.size());
    }
    standing.next().ifPresent(this::next);
  }

  private void next(Exercise next) {
    screen.line("");
    screen.line("Next: %s %s, about %d minutes", next.id(), next.title(), next.minutes());
    screen.line("  file     %s", book.show(next.firstFile()));
    screen.line("  command  ./lab test %s", next.id());
  }
}
