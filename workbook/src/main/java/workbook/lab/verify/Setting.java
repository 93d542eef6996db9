package workbook.lab.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import workbook.lab.book.Book;

/**
 * What all checks work on.
 *
 * @param book the workbook
 * @param folder where they leave what they find
 */
record Setting(Book book, Path folder) {

  static Setting of(Book book) throws IOException {
    return new Setting(book, Files.createDirectories(book.state().resolve("verify")));
  }

  /** Where the answers to the lessons' questions are. */
  Path answers() {
    return book.solutions().resolve("answers");
  }

  /** The container labs, in their order. */
  List<Path> labs() {
    Path all = book.solutions().resolve("labs");
    if (!Files.isDirectory(all)) return List.of();
    try (Stream<Path> labs = Files.list(all)) {
      return labs.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
