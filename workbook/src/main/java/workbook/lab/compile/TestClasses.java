package workbook.lab.compile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import workbook.lab.book.Book;
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
    List<Source> sources = new ArrayList<>();
    for (Stage stage : book.stages()) {
      for (Path file : Stage.javaFiles(stage.tests())) {
        sources.add(Source.read(stage.tests(), file));
      }
    }
    ClassStore store = new ClassStore(book);
    String fingerprint = store.fingerprint(sources);
    Optional<Path> made = store.find(fingerprint);
    if (made.isPresent()) return made.get();
    return store.make(draft -> {
      List<CompileError> errors = Javac.compile(sources, book.classPath(), draft);
      if (errors.isEmpty()) return fingerprint;
      throw UserError.of(
          "The tests do not compile, and they are not for you to change: %s%n"
              + "git restore puts them back.",
          errors.getFirst());
    });
  }
}
