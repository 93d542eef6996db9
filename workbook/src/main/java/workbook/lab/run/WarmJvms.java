package workbook.lab.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import workbook.lab.book.Book;

/**
 * Keeps one JVM ready, in which tests have been run before: so the next ones start at once.
 *
 * @see TestJvm#warmUp
 */
public final class WarmJvms implements Verdicts.Jvms, AutoCloseable {

  private final Book book;
  private Optional<TestJvm> ready = Optional.empty();

  /** None is ready yet. */
  public WarmJvms(Book book) {
    this.book = book;
  }

  /** Gets one ready, while nothing else needs the machine; does not wait for it. */
  public synchronized void prepare(Path tests) throws IOException {
    if (ready.isPresent()) return;
    TestJvm jvm = TestJvm.start(book, List.of());
    ready = Optional.of(jvm);
    jvm.warmUp(Job.warmUp(book, tests));
  }

  @Override
  public synchronized TestJvm next() throws IOException {
    Optional<TestJvm> taken = ready.filter(TestJvm::isUsable);
    if (taken.isEmpty()) close();
    ready = Optional.empty();
    return taken.isPresent() ? taken.get() : TestJvm.start(book, List.of());
  }

  @Override
  public synchronized void close() {
    ready.ifPresent(TestJvm::close);
    ready = Optional.empty();
  }
}
