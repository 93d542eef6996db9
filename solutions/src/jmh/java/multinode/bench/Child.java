package multinode.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A process of the operating system that is told things, and tells things, line by line. */
final class Child implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 60;

  private final Process process;
  private final Writer in;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final List<String> others = new ArrayList<>();

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
    process.inputReader().lines().forEach(lines::add);
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

  /** Waits for a line that begins so, leaving the others, and returns what follows. */
  String await(String beginning) throws InterruptedException {
    for (String line : others) {
      if (line.startsWith(beginning) && others.remove(line)) return rest(line, beginning);
    }
    for (; ; ) {
      String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (line == null) throw new IllegalStateException("waited in vain for " + beginning);
      if (line.startsWith(beginning)) return rest(line, beginning);
      others.add(line);
    }
  }

  private static String rest(String line, String beginning) {
    return line.substring(beginning.length()).strip();
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
