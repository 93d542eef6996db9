package workbook.lab.tours;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import workbook.lab.book.Book;
import workbook.lab.book.Folders;

/** The tours of a workbook, in the order of their files; none in a handout. */
public final class Tours {

  private Tours() {}

  /** The files that they are read from. */
  public static List<Path> files(Book book) {
    return Folders.files(book.solutions().resolve("doc/tours"), _ -> false).stream()
        .filter(file -> file.toString().endsWith(".md"))
        .toList();
  }

  /** Writes them to where CodeTour looks for them: {@code .tours}, a file each. */
  public static void write(Book book) throws IOException {
    Path folder = book.root().resolve(".tours");
    for (Path file : files(book)) {
      String name = file.getFileName().toString().replaceFirst("md$", "tour");
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(name), Tour.read(file).json(book));
    }
  }
}
