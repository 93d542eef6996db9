package workbook.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import multinode.node.NodeName;

/**
 * A node in a process of the operating system, which can be killed and frozen like one. It is ended
 * when the test ends, whatever state it is in.
 */
public final class RealNode implements AutoCloseable {

  /** How long a node may take from launch to listening, on a machine that is busy with others. */
  static final Duration START = Duration.ofSeconds(8);

  private static final int LAST_WORDS = 4;

  private final NodeName name;
  private final Nodes nodes;
  private final Process process;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Thread reader;
  private final Thread atShutdown = new Thread(this::kill);

  private RealNode(Nodes nodes, NodeName name, Process process) {
    this.nodes = nodes;
    this.name = name;
    this.process = process;
    Runtime.getRuntime().addShutdownHook(atShutdown);
    this.reader = Thread.ofVirtual().name("output of " + name).start(this::read);
  }

  /**
   * Starts one, with the cookie and the port mapper of the test's nodes. Does not wait until it
   * listens.
   *
   * @param name the part of its name before {@code @127.0.0.1}
   * @param arguments more words of its command line, such as {@code --connect a@127.0.0.1}; what is
   *     said twice counts as said last
   */
  public static RealNode start(Nodes nodes, String name, String... arguments) throws IOException {
    NodeName full = nodes.name(name);
    List<String> command = NodeProcess.command(nodes, full.toString(), arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return nodes.add(new RealNode(nodes, full, process));
  }

  private void read() {
    try (BufferedReader output = process.inputReader()) {
      for (String line; (line = output.readLine()) != null; ) lines.add(line);
    } catch (IOException ended) {
      // With its process.
    }
  }

  /** Its full name. */
  public NodeName name() {
    return name;
  }

  /** The number of its process. */
  public long pid() {
    return process.pid();
  }

  /** Whether its process runs, or is frozen. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** What it has printed so far, errors too. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  /** Waits until it listens, and returns it. */
  public RealNode awaitReady() {
    String ready = "listening as " + name + " on ";
    boolean decided =
        Await.holdsWithin(
            name + " listens",
            Patience.with(START),
            () -> !isAlive() || lines.stream().anyMatch(l -> l.startsWith(ready)));
    if (decided && isAlive()) return this;
    throw Account.of("the node " + name + " starts as a process of its own")
        .withExpected("a line \"" + ready + "…\"")
        .failed(state() + "; it has printed:\n" + String.join("\n", lines));
  }

  private String state() {
    return isAlive() ? "it runs" : "it has ended, exit code " + process.exitValue();
  }

  /** Kills it with SIGKILL, and waits until it is gone: nothing of it says goodbye. */
  public void kill9() {
    nodes.mark("kill -9 " + name.name());
    kill();
    Await.until("the process of " + name + " is gone", () -> !isAlive());
  }

  private void kill() {
    process.destroyForcibly();
  }

  /** Freezes it with SIGSTOP: its sockets stay open, and it does not do anything. */
  public void freeze() throws IOException {
    nodes.mark("freeze " + name.name());
    NodeProcess.signal(process, "STOP");
  }

  /** Lets it run on. */
  public void thaw() throws IOException {
    nodes.mark("thaw " + name.name());
    NodeProcess.signal(process, "CONT");
  }

  /** Ends its input, as who closes a terminal does, and waits until it has ended. */
  public void stop() throws IOException {
    nodes.mark("stop " + name.name());
    process.outputWriter().close();
    Await.until("the process of " + name + " has ended", () -> !isAlive());
  }

  @Override
  public void close() {
    kill();
    try {
      Runtime.getRuntime().removeShutdownHook(atShutdown);
      process.waitFor(5, TimeUnit.SECONDS);
      reader.join(Duration.ofSeconds(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IllegalStateException shuttingDown) {
      // Then the hook does its work now.
    }
  }

  /** Its name, process and last words. */
  @Override
  public String toString() {
    List<String> all = lines();
    List<String> last = all.subList(Math.max(0, all.size() - LAST_WORDS), all.size());
    String said = last.isEmpty() ? " nothing" : ":\n    " + String.join("\n    ", last);
    return "%s, process %d: %s; it has printed%s".formatted(name.name(), pid(), state(), said);
  }
}
