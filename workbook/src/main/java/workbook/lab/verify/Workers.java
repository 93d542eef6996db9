package workbook.lab.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import workbook.lab.book.TestCase;
import workbook.lab.run.Job;
import workbook.lab.run.TestEvent;
import workbook.lab.run.TestJvm;

/**
 * A JVM for one job after the other; a new one where the last one hung, died, or is not at rest.
 */
final class Workers implements AutoCloseable {

  /** Tests that wait in vain for what a wrong answer never does wait shorter than usual. */
  private static final List<String> IMPATIENT = List.of("-Dworkbook.deadline.ms=1500");

  private final Setting setting;
  private Optional<TestJvm> jvm = Optional.empty();

  Workers(Setting setting) {
    this.setting = setting;
  }

  /** What came of a job: the tests that have ended, and why the others have not. */
  record Result(List<TestCase> cases, Optional<String> broken) {}

  /** Runs a job; once more where the JVM itself crashed, which is no answer. */
  synchronized Result run(Job job) throws IOException, InterruptedException {
    Result result = once(job);
    return result.broken().isPresent() && jvm.orElseThrow().hasCrashed() ? once(job) : result;
  }

  private Result once(Job job) throws IOException, InterruptedException {
    if (jvm.filter(TestJvm::isUsable).isEmpty()) {
      close();
      jvm = Optional.of(TestJvm.start(setting.book(), IMPATIENT));
    }
    List<TestCase> cases = new ArrayList<>();
    Optional<String> broken = jvm.get().run(job, event -> keep(event, cases));
    return new Result(cases, broken);
  }

  /** Keeps what is printed beside the results: it is of no concern unless something is wrong. */
  private void keep(TestEvent event, List<TestCase> cases) {
    if (event instanceof TestEvent.Ended(TestCase test)) cases.add(test);
    if (!(event instanceof TestEvent.Printed(String text))) return;
    Path log = setting.folder().resolve("worker.log");
    try {
      Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException fullDisk) {
      // The results are told all the same.
    }
  }

  @Override
  public synchronized void close() {
    jvm.ifPresent(TestJvm::close);
    jvm = Optional.empty();
  }
}
