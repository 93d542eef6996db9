package workbook.lab.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import workbook.lab.book.Book;
import workbook.lab.book.Fingerprint;
import workbook.lab.book.Stage;
import workbook.lab.book.UserError;

/**
 * The tests of all stages, compiled against the finished system. A stub has the API of its
 * solution, so they need not be compiled again for a student's files.
 */
public final class TestClasses {

  private TestClasses() {}

  /** The folder with them; compiles them where they have changed. */
  public static Path of(Book book) throws IOException {
    return with(book, Map.of());
  }

  /**
   * The same, with more class files among them, which so come before those of the system.
   *
   * @param more what is in each file, by its path in the folder
   */
  public static Path with(Book book, Map<String, byte[]> more) throws IOException {
    List<Source> sources = new ArrayList<>();
    for (Stage stage : book.stages()) {
      for (Path file : Stage.javaFiles(stage.tests())) {
        sources.add(Source.read(stage.tests(), file));
      }
    }
    ClassStore store = new ClassStore(book);
    String fingerprint = store.fingerprint(sources) + (more.isEmpty() ? "" : hash(more));
    Optional<Path> made = store.find(fingerprint);
    if (made.isPresent()) return made.get();
    return store.make(draft -> {
      List<CompileError> errors = Javac.compile(sources, book.classPath(), draft);
      if (!errors.isEmpty()) {
        throw UserError.of(
            "The tests do not compile, and they are not for you to change: %s%n"
                + "git restore puts them back.",
            errors.getFirst());
      }
      for (var one : more.entrySet()) {
        Path file = draft.resolve(one.getKey());
        Files.createDirectories(file.getParent());
        Files.write(file, one.getValue());
      }
      return fingerprint;
    });
  }

  private static String hash(Map<String, byte[]> more) {
    Fingerprint fingerprint = new Fingerprint();
    new TreeMap<>(more)
        .forEach((name, code) -> fingerprint.add(name).add(HexFormat.of().formatHex(code)));
    return "-" + fingerprint.hex();
  }
}
