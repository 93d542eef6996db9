package workbook.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A process of the operating system that ends with this program at the latest. It keeps what the
 * process prints, types lines into it, waits for what it prints, sends it signals, and ends it with
 * all the processes that it has started.
 *
 * <p>Of what it prints, the last million characters are kept. Text is UTF-8. Where the command says
 * nothing else, errors are kept apart from what is printed.
 */
public final class Child implements AutoCloseable {

  private static final int KEPT = 1 << 20;

  /** How long a process may take to end in good order when this program ends. */
  private static final Duration FAREWELL = Duration.ofSeconds(3);

  /** How long a killed process may take to be gone. */
  private static final Duration GONE = Duration.ofSeconds(5);

  /** How long its output may stay open after its end: what it has started may still hold it. */
  private static final Duration REST = Duration.ofSeconds(2);

  private final Process process;
  private final Writer input;
  private final Consumer<Child> changed;
  private final StringBuilder printed = new StringBuilder();
  private final StringBuilder errors = new StringBuilder();
  private final Thread atShutdown = new Thread(this::farewell);
  private final boolean hooked;

  /** Whether it has ended, and all it has printed is here; guarded by {@code printed}. */
  private boolean over;

  /** One that may be started while this program is ending, too. */
  Child(ProcessBuilder command, Consumer<Child> changed) throws IOException {
    this.changed = changed;
    this.process = command.start();
    this.input = process.outputWriter(StandardCharsets.UTF_8);
    this.hooked = endWithThisProgram();
    Thread out = thread(() -> read(process.getInputStream(), printed));
    Thread err = thread(() -> read(process.getErrorStream(), errors));
    thread(() -> awaitEndOf(out, err));
  }

  /** Starts one. Once this program is ending, nothing is started any more. */
  public static Child start(ProcessBuilder command) throws IOException {
    return start(command, unchanged -> {});
  }

  /**
   * The same.
   *
   * @param changed called when it has printed something, and once more when it is over; nobody else
   *     can look at the child meanwhile, so it must not wait for anybody
   */
  public static Child start(ProcessBuilder command, Consumer<Child> changed) throws IOException {
    Child child = new Child(command, changed);
    if (child.hooked) return child;
    child.close();
    throw new IOException("this program is ending");
  }

  private boolean endWithThisProgram() {
    try {
      Runtime.getRuntime().addShutdownHook(atShutdown);
      return true;
    } catch (IllegalStateException ending) {
      return false;
    }
  }

  private Thread thread(Runnable task) {
    return Thread.ofPlatform().daemon().name("child " + process.pid()).start(task);
  }

  private void read(InputStream stream, StringBuilder kept) {
    char[] chars = new char[8192];
    try (Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
      for (int n; (n = reader.read(chars)) >= 0; ) {
        synchronized (printed) {
          kept.append(chars, 0, n).delete(0, Math.max(0, kept.length() - KEPT));
          tellChanged();
        }
      }
    } catch (IOException gone) {
      // With its process.
    }
  }

  private void tellChanged() {
    changed.accept(this);
    printed.notifyAll();
  }

  private void awaitEndOf(Thread out, Thread err) {
    try {
      process.waitFor();
      out.join(REST);
      err.join(REST);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (printed) {
      over = true;
      tellChanged();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(atShutdown);
    } catch (IllegalStateException ending) {
      // Then the hook finds nothing to end.
    }
  }

  /** The number of its process. */
  public long pid() {
    return process.pid();
  }

  /** Whether it runs, or is frozen. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Whether it has ended, and all that it has printed is here. */
  public boolean isOver() {
    synchronized (printed) {
      return over;
    }
  }

  /** How it ended; only once it has. */
  public int exitCode() {
    return process.exitValue();
  }

  /** What it has printed so far. */
  public String printed() {
    synchronized (printed) {
      return printed.toString();
    }
  }

  /** What it has printed as errors, where they are kept apart. */
  public String errors() {
    synchronized (printed) {
      return errors.toString();
    }
  }

  /** The lines that it has printed so far; one without an end only when it is over. */
  public List<String> lines() {
    synchronized (printed) {
      return printed.substring(0, whole()).lines().toList();
    }
  }

  /** The same lines, which are not kept any longer. */
  public List<String> takeLines() {
    synchronized (printed) {
      List<String> lines = lines();
      printed.delete(0, whole());
      return lines;
    }
  }

  private int whole() {
    return over ? printed.length() : printed.lastIndexOf("\n") + 1;
  }

  /** Waits until what it has printed is as wanted; false when it is not in time, or is over. */
  public boolean await(Predicate<String> wanted, Duration limit) throws InterruptedException {
    return await(() -> wanted.test(printed.toString()), limit);
  }

  /** Waits for what {@code changed} brings about; false when that is not in time, or it is over. */
  public boolean await(BooleanSupplier wanted, Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    synchronized (printed) {
      while (!wanted.getAsBoolean()) {
        long left = end - System.nanoTime();
        if (over || left <= 0) return false;
        TimeUnit.NANOSECONDS.timedWait(printed, left);
      }
    }
    return true;
  }

  /** Waits until it has ended; false when it has not in time. */
  public boolean awaitEnd(Duration limit) throws InterruptedException {
    return await(() -> over, limit);
  }

  /** Types a line. Where it has ended, what it printed tells how. */
  public void type(String line) {
    try {
      input.write(line + System.lineSeparator());
      input.flush();
    } catch (IOException gone) {
      // As said.
    }
  }

  /** Ends its input, as somebody does who closes a terminal. */
  public void endInput() {
    try {
      input.close();
    } catch (IOException gone) {
      // It has ended already.
    }
  }

  /** Asks it to end, by the end of its input and SIGTERM; does not wait. */
  public void end() {
    endInput();
    process.toHandle().destroy();
  }

  /** Sends it a signal, such as {@code STOP}; there are none on Windows. */
  public void signal(String name) throws IOException {
    String[] kill = {"kill", "-" + name, "" + pid()};
    try {
      Optional<ProgramResult> result = ProgramResult.of(new ProcessBuilder(kill), GONE);
      if (result.filter(ProgramResult::good).isPresent()) return;
      String said = result.map(ProgramResult::err).orElse("it does not end");
      throw new IOException(String.join(" ", kill) + " failed: " + said.strip());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  /** Ends it at once, whatever state it is in, with all that it has started; waits for that. */
  @Override
  public void close() {
    if (isOver()) return;
    List<ProcessHandle> started = process.descendants().toList();
    process.toHandle().destroyForcibly(); // The process's own way would close its output.
    started.forEach(ProcessHandle::destroyForcibly);
    awaitGone(GONE);
  }

  /** In good order, if it does that soon. */
  private void farewell() {
    List<ProcessHandle> started = process.descendants().toList();
    process.toHandle().destroy();
    awaitGone(FAREWELL);
    close();
    started.forEach(ProcessHandle::destroyForcibly);
  }

  private void awaitGone(Duration limit) {
    try {
      awaitEnd(limit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
