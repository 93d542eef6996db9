package nemesis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One start of a node, in a process of its own. */
final class AgentProcess implements AutoCloseable {

  private final String name;
  private final Process process;
  private final Recorder recorder;
  private final Writer in;
  private final List<String> said = new ArrayList<>();
  private final Thread reader;
  private volatile long killed = Operation.NEVER;

  private AgentProcess(String name, Process process, Recorder recorder) {
    this.name = name;
    this.process = process;
    this.recorder = recorder;
    this.in = process.outputWriter();
    reader = Thread.ofPlatform().daemon().name("output of " + name).start(this::read);
  }

  /**
   * Starts one.
   *
   * @param name which node, in which of its starts, such as {@code n1.2}
   * @param command the whole command line
   * @param log where its log goes
   */
  static AgentProcess start(String name, List<String> command, Path log, Recorder recorder)
      throws IOException {
    return new AgentProcess(
        name, new ProcessBuilder(command).redirectError(log.toFile()).start(), recorder);
  }

  private void read() {
    try (BufferedReader output = process.inputReader()) {
      for (String line; (line = output.readLine()) != null; ) heard(line);
    } catch (IOException ended) {
      // With its process.
    }
    recorder.ended(name, Math.min(killed, Journal.now()));
    heard("ENDED");
  }

  private void heard(String line) {
    if (Journal.isLine(line)) {
      recorder.heard(name, line);
      return;
    }
    synchronized (said) {
      said.add(line);
      said.notifyAll();
    }
  }

  String name() {
    return name;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Says something to it, if it is still there. */
  void tell(String line) {
    try {
      in.write(line + "\n");
      in.flush();
    } catch (IOException gone) {
      // Whoever waits for the answer notices.
    }
  }

  /** Waits for a line that begins so, and returns what follows; empty when there is none. */
  Optional<String> await(String beginning, Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    synchronized (said) {
      for (; ; ) {
        for (String line : said) {
          if (!line.startsWith(beginning)) continue;
          said.remove(line);
          return Optional.of(line.substring(beginning.length()).strip());
        }
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0 || said.contains("ENDED")) return Optional.empty();
        said.wait(left);
      }
    }
  }

  /** Kills it, and waits until it is gone. */
  void kill() throws InterruptedException {
    killed = Journal.now();
    process.destroyForcibly().waitFor();
    reader.join();
  }

  /** Ends its input; false when it has not ended in time. */
  boolean stop(Duration limit) throws InterruptedException {
    try {
      in.close();
    } catch (IOException gone) {
      // As wished.
    }
    boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    if (ended) reader.join();
    return ended;
  }

  /** Sends it a signal, such as {@code STOP}. */
  void signal(String signal) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + signal, "" + process.pid()).inheritIO().start().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
