package workbook.lab.grade;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import workbook.lab.book.Book;
import workbook.lab.run.TestJvm;
import workbook.lab.run.Verdicts;

/** JVMs in cages for one submission's code, each ended when its time is over. */
final class CagedJvms implements Verdicts.Jvms, AutoCloseable {

  /** Longer than the tests of a stage take on a slow machine; a hung test ends long before. */
  private static final long SECONDS = 240;

  private static final List<String> FLAGS =
      List.of("-Dworkbook.patience=3", "-XX:MaxDirectMemorySize=128m", "-Duser.home=/tmp");

  private static final List<String> LIMITS = List.of("workbook.timeout.ms", "workbook.deadline.ms");

  private final Book book;
  private final Cage cage;
  private final AtomicInteger numbers;
  private final Path classes;
  private final Path tests;
  private final List<Cage.Ticket> used = new ArrayList<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());

  CagedJvms(Book book, Cage cage, AtomicInteger numbers, Path classes, Path tests) {
    this.book = book;
    this.cage = cage;
    this.numbers = numbers;
    this.classes = classes;
    this.tests = tests;
  }

  @Override
  public TestJvm next() throws IOException {
    Cage.Ticket ticket = Cage.Ticket.of(numbers.incrementAndGet(), book, classes, tests);
    used.add(ticket);
    List<String> flags = new ArrayList<>(FLAGS);
    for (String limit : LIMITS) {
      String value = System.getProperty(limit);
      if (value != null) flags.add("-D" + limit + "=" + value);
    }
    TestJvm jvm = TestJvm.caged(book, flags, cage.around(ticket));
    clock.schedule(jvm::close, SECONDS, TimeUnit.SECONDS);
    return jvm;
  }

  /** Ends what may be left; the JVMs themselves are closed by whoever takes them. */
  @Override
  public void close() {
    clock.shutdownNow();
    try {
      for (Cage.Ticket ticket : used) cage.end(ticket);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
