package workbook.lab.run;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import workbook.harness.Child;
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
          "-XX:-PrintWarnings",
          "-Dworkbook.lab=true");

  /** Mockito lets its agent in when a test first needs it: allowed, and without warnings. */
  private static final List<String> OPEN =
      List.of("-XX:+EnableDynamicAgentLoading", "-Djdk.attach.allowAttachSelf=true");

  /** The harness ends a test long before, unless the code under test does not let it. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

  private static final int OUT_OF_MEMORY = 3;
  private static final int ABORTED = 134;

  private final Child process;
  private final String mark;
  private volatile Consumer<TestEvent> listener = event -> {};

  /** How many jobs it was given, how many have ended, and how many lines it has told of them. */
  private volatile int given;

  private volatile int ended;
  private volatile int told;
  private volatile boolean last;

  private TestJvm(ProcessBuilder command, String mark) throws IOException {
    this.mark = mark;
    this.process =
        Child.start(
            command.redirectErrorStream(true), child -> child.takeLines().forEach(this::hear));
  }

  /**
   * Starts one.
   *
   * @param properties more flags, such as {@code -Dworkbook.timeout.ms=6000}
   */
  public static TestJvm start(Book book, List<String> properties) throws IOException {
    Path cache = cache(book);
    List<String> all = new ArrayList<>(OPEN);
    all.addAll(properties);
    if (Files.exists(cache)) all.add("-XX:AOTCache=" + cache);
    return launch(book, System.getProperty("java.class.path"), all, command -> command);
  }

  /**
   * Starts one that nobody can attach to, with Mockito's agent in it from the start.
   *
   * @param properties more flags
   * @param cage makes of a command the one that runs it where it can do no harm
   */
  public static TestJvm caged(Book book, List<String> properties, UnaryOperator<List<String>> cage)
      throws IOException {
    List<String> all = new ArrayList<>(properties);
    all.addAll(List.of("-XX:+DisableAttachMechanism", "-XX:-UsePerfData"));
    Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(jar -> Path.of(jar).getFileName().toString().startsWith("mockito-core"))
        .forEach(jar -> all.add("-javaagent:" + jar));
    return launch(book, System.getProperty("java.class.path"), all, cage);
  }

  private static TestJvm launch(
      Book book, String classPath, List<String> more, UnaryOperator<List<String>> cage)
      throws IOException {
    String mark = UUID.randomUUID() + " ";
    List<String> words = new ArrayList<>(FLAGS);
    Path crash = Files.createDirectories(book.state().resolve("crashes"));
    words.add("-XX:ErrorFile=" + crash.resolve("crash-%p.log"));
    words.add("-Dworkbook.root=" + book.root());
    for (String shown : List.of("workbook.terminal", "workbook.columns")) {
      String value = System.getProperty(shown);
      if (value != null) words.add("-D" + shown + "=" + value);
    }
    words.addAll(more);
    words.addAll(List.of("-cp", classPath));
    words.add(TestMain.class.getName());
    List<String> command = cage.apply(NodeJvm.java(words));
    TestJvm jvm = new TestJvm(new ProcessBuilder(command).directory(book.root().toFile()), mark);
    jvm.process.type(mark);
    return jvm;
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
    List<String> flags = new ArrayList<>(OPEN);
    flags.add("-XX:AOTCacheOutput=" + cache(book));
    try (TestJvm jvm = launch(book, jars, flags, command -> command)) {
      jvm.run(job, event -> {});
      jvm.process.endInput();
      jvm.process.awaitEnd(LONGEST_SILENCE);
    }
  }

  /** Runs a job for nothing but to be warm for the next; does not wait for it. */
  public void warmUp(Job job) {
    given++;
    process.type(job.write());
  }

  /**
   * Runs a job.
   *
   * @param listener is told what happens, on another thread; the tests wait for it
   * @return why it did not come to its end; empty when it did
   */
  public Optional<String> run(Job job, Consumer<TestEvent> listener) throws InterruptedException {
    this.listener = listener;
    warmUp(job);
    for (; ; ) {
      int before = told;
      if (process.await(() -> ended == given || told > before, LONGEST_SILENCE)) {
        if (ended == given) return Optional.empty();
      } else if (process.isOver()) {
        return Optional.of(howItEnded());
      } else {
        process.close();
        return Optional.of(
            "nothing was heard of it for %d s, so it was ended"
                .formatted(LONGEST_SILENCE.toSeconds()));
      }
    }
  }

  private void hear(String line) {
    int at = line.indexOf(mark);
    if (at != 0) tell(new TestEvent.Printed(at < 0 ? line + "\n" : line.substring(0, at)));
    if (at < 0) return;
    told++;
    String[] parts = line.substring(at + mark.length()).split(" ", 2);
    List<String> words = parts[1].isEmpty() ? List.of() : Job.decodeAll(parts[1]);
    switch (Channel.Kind.valueOf(parts[0])) {
      case STARTED -> tell(new TestEvent.Started(words.get(0), words.get(1)));
      case CASE -> tell(new TestEvent.Ended(Channel.testCase(words)));
      case SKIPPED -> tell(new TestEvent.Skipped(Channel.testCase(words)));
      case OUT -> tell(new TestEvent.Printed(words.get(0)));
      case END -> ended++;
      case LAST -> {
        last = true;
        ended++;
      }
    }
  }

  /** What comes of a job that nobody waits for is told to nobody. */
  private void tell(TestEvent event) {
    if (ended == given - 1) listener.accept(event);
  }

  private String howItEnded() {
    int code = process.exitCode();
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
    return !last && process.isAlive();
  }

  /** Whether the JVM itself crashed, which says nothing about the code under test. */
  public boolean hasCrashed() {
    return !process.isAlive() && process.exitCode() == ABORTED;
  }

  /** Ends it, with all that it has started. */
  @Override
  public void close() {
    process.close();
  }
}
