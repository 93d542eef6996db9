package workbook.lab.run;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import workbook.lab.book.Book;
import workbook.lab.node.NodeJvm;

/**
 * A JVM that runs tests on code that may do anything: hang, end the JVM, use up its memory. Whether
 * the tests came to their end is decided here, by what that JVM told and by how it ended.
 */
public final class TestJvm implements AutoCloseable {

  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xmx768m",
          "-XX:+ExitOnOutOfMemoryError",
          "-Xlog:disable",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Djava.util.concurrent.ForkJoinPool.common.parallelism=2",
          // The harness looks for virtual threads there, to tell where they hang.
          "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED",
          // Mockito lets its agent in when a test first needs it: allowed, and without warnings.
          "-XX:+EnableDynamicAgentLoading",
          "-XX:-PrintWarnings",
          "-Djdk.attach.allowAttachSelf=true",
          "-Dworkbook.lab=true");

  /** The harness ends a test long before, unless the code under test does not let it. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

  private static final int OUT_OF_MEMORY = 3;
  private static final int ABORTED = 134;
  private static final int QUEUE = 10_000;

  private final Process process;
  private final String mark;
  private final BufferedWriter jobs;
  private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>(QUEUE);
  private final Thread hook = Thread.ofPlatform().unstarted(this::kill);
  private int unread;
  private boolean over;

  private TestJvm(Process process, String mark) {
    this.process = process;
    this.mark = mark;
    this.jobs = process.outputWriter(StandardCharsets.UTF_8);
    Thread.ofVirtual().name("tests of " + process.pid()).start(this::read);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Starts one.
   *
   * @param properties more flags, such as {@code -Dworkbook.timeout.ms=6000}
   */
  public static TestJvm start(Book book, List<String> properties) throws IOException {
    Path cache = cache(book);
    List<String> all = new ArrayList<>(properties);
    if (Files.exists(cache)) all.add("-XX:AOTCache=" + cache);
    return launch(book, System.getProperty("java.class.path"), all);
  }

  private static TestJvm launch(Book book, String classPath, List<String> more) throws IOException {
    String mark = UUID.randomUUID() + " ";
    List<String> command = new ArrayList<>(List.of(NodeJvm.java().toString()));
    command.addAll(FLAGS);
    Path crash = Files.createDirectories(book.state().resolve("crashes"));
    command.add("-XX:ErrorFile=" + crash.resolve("crash-%p.log"));
    command.add("-Dworkbook.root=" + book.root());
    for (String shown : List.of("workbook.terminal", "workbook.columns")) {
      String value = System.getProperty(shown);
      if (value != null) command.add("-D" + shown + "=" + value);
    }
    command.addAll(more);
    command.addAll(List.of("-cp", classPath));
    command.addAll(List.of(TestMain.class.getName(), mark));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    return new TestJvm(builder.directory(new File(book.root().toString())).start(), mark);
  }

  private static Path cache(Book book) {
    return book.state().resolve("tests.aot");
  }

  /**
   * Records the start-up cache (JEP 514) of these JVMs, by running a job; blocks for some seconds.
   * Where that fails, starts are slower, and nothing else.
   */
  public static void record(Book book, Job job) throws IOException, InterruptedException {
    Files.deleteIfExists(cache(book));
    String jars = book.jar().resolveSibling("*").toString();
    try (TestJvm jvm = launch(book, jars, List.of("-XX:AOTCacheOutput=" + cache(book)))) {
      jvm.run(job, event -> {});
      jvm.jobs.close();
      jvm.process.waitFor(LONGEST_SILENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private void read() {
    try {
      try (BufferedReader from = process.inputReader(StandardCharsets.UTF_8)) {
        for (String line; (line = from.readLine()) != null; ) lines.put(Optional.of(line));
      } catch (IOException ended) {
        // With its process.
      }
      lines.put(Optional.empty());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Runs a job for nothing but to be warm for the next; does not wait for it. */
  public void warmUp(Job job) throws IOException {
    send(job);
    unread++;
  }

  /**
   * Runs a job.
   *
   * @return why it did not come to its end; empty when it did
   */
  public Optional<String> run(Job job, Consumer<TestEvent> listener)
      throws IOException, InterruptedException {
    try {
      send(job);
    } catch (IOException itHasEnded) {
      return Optional.of(await());
    }
    for (; unread > 0; unread--) {
      Optional<String> broken = hear(event -> {});
      if (broken.isPresent()) return broken;
    }
    return hear(listener);
  }

  private void send(Job job) throws IOException {
    jobs.write(job.write());
    jobs.newLine();
    jobs.flush();
  }

  private Optional<String> hear(Consumer<TestEvent> listener) throws InterruptedException {
    long last = System.nanoTime();
    for (; ; ) {
      long left = LONGEST_SILENCE.toNanos() - (System.nanoTime() - last);
      Optional<String> line = lines.poll(left, TimeUnit.NANOSECONDS);
      if (line == null) {
        kill();
        return Optional.of(
            "nothing was heard of it for %d s, so it was ended"
                .formatted(LONGEST_SILENCE.toSeconds()));
      }
      if (line.isEmpty()) return Optional.of(await());
      int at = line.get().indexOf(mark);
      if (at != 0) {
        String text = at < 0 ? line.get() + "\n" : line.get().substring(0, at);
        listener.accept(new TestEvent.Printed(text));
      }
      if (at < 0) continue;
      String[] told = line.get().substring(at + mark.length()).split(" ", 2);
      List<String> words = told[1].isEmpty() ? List.of() : Job.decodeAll(told[1]);
      switch (Channel.Kind.valueOf(told[0])) {
        case STARTED -> listener.accept(new TestEvent.Started(words.get(0), words.get(1)));
        case CASE -> listener.accept(new TestEvent.Ended(Channel.testCase(words)));
        case SKIPPED -> listener.accept(new TestEvent.Skipped(Channel.testCase(words)));
        case OUT -> listener.accept(new TestEvent.Printed(words.get(0)));
        case LAST -> {
          over = true;
          return Optional.empty();
        }
        case END -> {
          return Optional.empty();
        }
      }
      last = System.nanoTime();
    }
  }

  /** Waits for its end, and says what that means. */
  private String await() throws InterruptedException {
    if (!process.waitFor(LONGEST_SILENCE.toSeconds(), TimeUnit.SECONDS)) kill();
    int code = process.waitFor();
    return switch (code) {
      case OUT_OF_MEMORY -> "its JVM had no memory left (or called System.exit(3))";
      case ABORTED -> "its JVM crashed";
      default ->
          code > 128
              ? "its JVM was ended by signal " + (code - 128)
              : "it ended the JVM, as System.exit(" + code + ") does";
    };
  }

  /** Whether it takes more jobs. */
  public boolean isUsable() {
    return !over && process.isAlive();
  }

  /** Whether the JVM itself crashed, which says nothing about the code under test. */
  public boolean hasCrashed() {
    return !process.isAlive() && process.exitValue() == ABORTED;
  }

  private void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** Ends it, with all that it has started. */
  @Override
  public void close() {
    kill();
    process.onExit().join();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // Then the hook does its work now.
    }
  }
}
