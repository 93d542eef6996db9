package workbook.lab;

import java.util.List;
import java.util.Optional;
import workbook.harness.Board;
import workbook.harness.ExerciseResult;
import workbook.harness.Paint;
import workbook.lab.book.Book;
import workbook.lab.book.Screen;
import workbook.lab.book.Stage;

/** {@code ./lab}: where the student stands, a line a stage, and what is next. */
record StatusCommand(Book book, Screen screen) {

  void run() {
    StudentResults results = StudentResults.of(book);
    int width = book.stages().stream().mapToInt(stage -> stage.name().length()).max().orElse(0);
    screen.line("");
    for (Stage stage : book.stages()) {
      String name = Board.title(stage.name());
      screen.line("  " + head(results, stage, name + " ".repeat(width - name.length())));
    }
    screen.line("");
    next(results);
  }

  /** One stage on one line, and what is next. */
  void run(Stage stage) {
    StudentResults results = StudentResults.of(book);
    screen.line(head(results, stage, Board.title(stage.name())));
    next(results);
  }

  private String head(StudentResults results, Stage stage, String name) {
    return Board.head(name, results.results(stage), new Paint(screen.colour()));
  }

  private void next(StudentResults results) {
    List<ExerciseResult> all =
        book.stages().stream().flatMap(stage -> results.results(stage).stream()).toList();
    Optional<ExerciseResult> next = Board.next(all);
    if (next.isEmpty()) {
      screen.line("  " + screen.green("All of it is done."));
      return;
    }
    ExerciseResult one = next.get();
    boolean red = one.status() == ExerciseResult.Status.RED;
    String what = "%s %s, %d minutes".formatted(one.id(), one.title(), one.minutes());
    screen.line("  %s  %s", red ? screen.red("red ") : "next", screen.bold(what));
    if (one.id().endsWith(".0")) {
      screen.line("        %s", book.show(book.exercise(one.id()).stage().readme()));
    } else {
      screen.line("        %s", book.show(book.exercise(one.id()).firstFile()));
    }
    screen.line("        ./lab test %s", one.id());
  }
}
