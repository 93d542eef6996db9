package workbook.lab.tours;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import workbook.lab.book.Book;
import workbook.lab.book.Stage;
import workbook.lab.book.UserError;

/**
 * A place in the finished code, found by what stands there and not by a number, which would be
 * wrong after the next change.
 *
 * @param file the file
 * @param line from 1
 * @param lines the file
 */
record Place(Path file, int line, List<String> lines) {

  /** How many lines of code are shown before a place and from it on. */
  private static final int BEFORE = 2;

  private static final int AFTER = 14;

  /**
   * Finds it.
   *
   * @param className a class of the finished system, in whatever package it is
   * @param anchor a text that exactly one line of it has
   */
  static Place find(Book book, String className, String anchor) {
    List<Path> files =
        Stage.javaFiles(book.finished()).stream()
            .filter(file -> file.getFileName().toString().equals(className + ".java"))
            .toList();
    if (files.size() != 1) {
      throw UserError.of(
          "A tour leads to the class %s, of which there are %d.", className, files.size());
    }
    List<String> lines = Stage.read(files.getFirst()).lines().toList();
    int[] at =
        IntStream.range(0, lines.size()).filter(i -> lines.get(i).contains(anchor)).toArray();
    if (at.length == 1) return new Place(files.getFirst(), at[0] + 1, lines);
    throw UserError.of(
        "A tour leads to a line of %s with \"%s\", of which there are %d.",
        className, anchor, at.length);
  }

  /** The code around it. */
  String excerpt() {
    int from = Math.max(0, line - 1 - BEFORE);
    return String.join("\n", lines.subList(from, Math.min(lines.size(), line - 1 + AFTER)));
  }
}
