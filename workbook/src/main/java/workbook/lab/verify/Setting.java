package workbook.lab.verify;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import workbook.lab.book.Book;
import workbook.lab.book.Stage;
import workbook.lab.compile.CompileFailed;
import workbook.lab.compile.Layer;

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

  /** The finished system, compiled. */
  Path solutions() {
    return book.state().resolve("lib/solutions.jar");
  }

  /** Where the answers to the lessons' questions are. */
  Path answers() {
    return book.solutions().resolve("answers");
  }

  /** The container labs, in their order. */
  List<Path> labs() {
    try (Stream<Path> labs = Files.list(book.solutions().resolve("labs"))) {
      return labs.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything that tests are compiled with: the finished system, the harness, libraries. */
  List<Path> classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .toList();
  }

  /** The tests of all stages, compiled against the finished system. */
  synchronized Path tests() throws IOException, CompileFailed {
    Path out = folder.resolve("tests");
    List<Path> sources = new ArrayList<>();
    book.stages().forEach(stage -> sources.addAll(Stage.javaFiles(stage.tests())));
    Layer.of(sources, classPath(), out).update();
    for (Stage stage : book.stages()) {
      workbook.lab.compile.Folders.copy(stage.dir().resolve("src/test/resources"), out);
    }
    return out;
  }
}
