package workbook.lab.node;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import workbook.lab.book.Trouble;

/** A node in a process of its own: what it prints is kept, what is typed is sent. */
public final class NodeProcess implements AutoCloseable {

  private final Process process;
  private final BufferedWriter input;
  private final StringBuilder output = new StringBuilder();
  private final Runnable changed;

  private NodeProcess(Process process, Runnable changed) {
    this.process = process;
    this.changed = changed;
    this.input = process.outputWriter(StandardCharsets.UTF_8);
    Thread.ofVirtual().name("output of " + process.pid()).start(this::read);
    process.onExit().thenRun(changed);
  }

  /** Starts one; {@code arguments} are what comes after {@code java}. */
  public static NodeProcess start(List<String> arguments) {
    return start(arguments, () -> {});
  }

  /** The same; {@code changed} is called when it has printed something, and when it has ended. */
  public static NodeProcess start(List<String> arguments, Runnable changed) {
    List<String> command = new ArrayList<>(List.of(NodeJvm.java().toString()));
    command.addAll(arguments);
    return run(new ProcessBuilder(command), changed);
  }

  /** Starts one by a command, such as one that starts a container. */
  public static NodeProcess run(ProcessBuilder command, Runnable changed) {
    try {
      return new NodeProcess(command.redirectErrorStream(true).start(), changed);
    } catch (IOException e) {
      throw Trouble.of("Cannot start a node as a process of its own: %s", e.getMessage());
    }
  }

  private void read() {
    byte[] bytes = new byte[8192];
    try (InputStream in = process.getInputStream()) {
      for (int n; (n = in.read(bytes)) >= 0; ) {
        String text = new String(bytes, 0, n, StandardCharsets.UTF_8);
        synchronized (output) {
          output.append(text);
          output.notifyAll();
        }
        changed.run();
      }
    } catch (IOException ended) {
      // With its process.
    }
    synchronized (output) {
      output.notifyAll();
    }
  }

  /** All that it has printed so far. */
  public String printed() {
    synchronized (output) {
      return output.toString();
    }
  }

  /** Waits until what it has printed is as wanted; false when it is not in time, or it ended. */
  public boolean await(Predicate<String> wanted, Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    synchronized (output) {
      while (!wanted.test(output.toString())) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0 || !process.isAlive()) return wanted.test(output.toString());
        output.wait(Math.min(left, 100));
      }
    }
    return true;
  }

  /** Types a line. */
  public void type(String line) {
    try {
      input.write(line);
      input.newLine();
      input.flush();
    } catch (IOException ended) {
      // What it printed tells how.
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

  /** Sends it a signal, such as {@code -STOP}. */
  public void signal(String signal) throws IOException, InterruptedException {
    if (signal.equals("-9")) {
      process.destroyForcibly().waitFor();
      return;
    }
    new ProcessBuilder("kill", signal, Long.toString(pid())).inheritIO().start().waitFor();
  }

  /** Asks it to end, by the end of its input and a signal; does not wait. */
  public void end() {
    try {
      input.close();
    } catch (IOException gone) {
      // As wished.
    }
    process.destroy();
  }

  /** Waits until it has ended; false when it has not in time. */
  public boolean awaitEnd(Duration limit) {
    try {
      return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Ends it, whatever state it is in, and waits for that. */
  @Override
  public void close() {
    process.destroyForcibly();
    awaitEnd(Duration.ofSeconds(5));
  }
}
