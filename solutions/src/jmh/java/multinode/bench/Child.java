package multinode.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of the operating system that is told things, and tells things, line by line. */
final class Child implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final Writer in;
  private final List<String> lines = new ArrayList<>();

  private Child(Process process) {
    this.process = process;
    this.in = process.outputWriter();
    Thread.ofPlatform().daemon().name("output of " + process.pid()).start(this::read);
  }

  static Child start(List<String> command) throws IOException {
    return new Child(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  private void read() {
    process.inputReader().lines().forEach(this::heard);
  }

  private synchronized void heard(String line) {
    lines.add(line);
    notifyAll();
  }

  long pid() {
    return process.pid();
  }

  /** Says something to it. */
  void tell(String line) {
    try {
      in.write(line + "\n");
      in.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for a line that begins so, and returns what follows. Takes it out; the others wait. */
  synchronized String await(String beginning) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (; ; ) {
      for (Iterator<String> all = lines.iterator(); all.hasNext(); ) {
        String line = all.next();
        if (!line.startsWith(beginning)) continue;
        all.remove();
        return line.substring(beginning.length()).strip();
      }
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) throw new IllegalStateException("waited in vain for " + beginning);
      wait(left);
    }
  }

  /** Says something to it, and waits for the number that it answers. */
  double ask(String question, String answer) throws InterruptedException {
    tell(question);
    return Double.parseDouble(await(answer));
  }

  /** Ends its input, and it if that is not enough; waits until it has ended. */
  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException gone) {
      // It has ended already.
    }
    process.onExit().orTimeout(5, TimeUnit.SECONDS).exceptionally(late -> kill()).join();
  }

  private Process kill() {
    return process.destroyForcibly().onExit().join();
  }
}
