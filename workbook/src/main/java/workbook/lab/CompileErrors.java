package workbook.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import workbook.lab.book.Book;
import workbook.lab.book.Screen;
import workbook.lab.compile.CompileError;

/** Shows the errors of a stage's code: the first one in full, the rest as a list. */
record CompileErrors(Book book, Screen screen) {

  private static final int LISTED = 5;
  private static final int TAB = 8;

  void show(List<CompileError> errors) {
    CompileError first = errors.getFirst();
    String what = first.line() < 1 ? "This cannot be tested yet:" : "This does not compile yet:";
    screen.line("%s", screen.red(what));
    screen.line("");
    if (first.line() < 1) screen.sentence("%s: %s", place(first), first.headline());
    else screen.line("%s: %s", screen.bold(place(first)), first.headline());
    source(first);
    first.message().lines().skip(1).forEach(line -> screen.line("    %s", line.strip()));
    if (errors.size() == 1) return;
    screen.line("");
    screen.line("%d more, perhaps because of it:", errors.size() - 1);
    errors.stream()
        .skip(1)
        .limit(LISTED)
        .forEach(error -> screen.line("  " + screen.dim(place(error)) + ": " + error.headline()));
    if (errors.size() > LISTED + 1) screen.line("  …");
  }

  private String place(CompileError error) {
    return book.show(error.file()) + (error.line() < 1 ? "" : ":" + error.line());
  }

  private void source(CompileError error) {
    if (error.line() < 1) return;
    try {
      Path file = error.file();
      String line = expand(Files.readAllLines(file).get((int) error.line() - 1));
      int shift = line.length() - line.stripLeading().length();
      screen.line("    %s", line.strip());
      int column = (int) error.column() - 1 - shift;
      if (column >= 0) screen.line("    %s^", " ".repeat(column));
    } catch (IOException | IndexOutOfBoundsException changedMeanwhile) {
      // The place is told; its text is only a help.
    }
  }

  /** Spaces for tabs, as the compiler counts columns. */
  private static String expand(String line) {
    StringBuilder expanded = new StringBuilder();
    for (char letter : line.toCharArray()) {
      if (letter == '\t') expanded.repeat(' ', TAB - expanded.length() % TAB);
      else expanded.append(letter);
    }
    return expanded.toString();
  }
}
