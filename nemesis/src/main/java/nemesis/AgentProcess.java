package nemesis;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import workbook.harness.Child;

/** One start of a node, in a process of its own. */
final class AgentProcess implements AutoCloseable {

  private final String name;
  private final Recorder recorder;
  private final Child process;

  /** Its answers that nobody has taken yet; changed and looked at only while the child waits. */
  private final List<String> said = new ArrayList<>();

  private volatile long killed = Operation.NEVER;

  private AgentProcess(String name, ProcessBuilder command, Recorder recorder) throws IOException {
    this.name = name;
    this.recorder = recorder;
    process = Child.start(command, this::changed);
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
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
    return new AgentProcess(name, builder, recorder);
  }

  private void changed(Child child) {
    for (String line : child.takeLines()) {
      if (Journal.isLine(line)) recorder.heard(name, line);
      else said.add(line);
    }
    if (child.isOver()) recorder.ended(name, Math.min(killed, Journal.now()));
  }

  String name() {
    return name;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Says something to it, if it is still there. */
  void tell(String line) {
    process.type(line);
  }

  /** Waits for a line that begins so, and returns what follows; empty when there is none. */
  Optional<String> await(String beginning, Duration limit) throws InterruptedException {
    List<String> found = new ArrayList<>();
    process.await(
        () -> {
          said.stream()
              .filter(line -> line.startsWith(beginning))
              .findFirst()
              .ifPresent(found::add);
          return said.removeAll(found);
        },
        limit);
    return found.stream().findFirst().map(line -> line.substring(beginning.length()).strip());
  }

  /** Kills it, and waits until it is gone. */
  void kill() {
    killed = Journal.now();
    process.close();
  }

  /** Ends its input; false when it has not ended in time. */
  boolean stop(Duration limit) throws InterruptedException {
    process.endInput();
    return process.awaitEnd(limit);
  }

  /** Sends it a signal, such as {@code STOP}. */
  void signal(String signal) throws IOException {
    process.signal(signal);
  }

  @Override
  public void close() {
    process.close();
  }
}
