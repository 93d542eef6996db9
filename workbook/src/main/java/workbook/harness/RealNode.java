package workbook.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import multinode.node.NodeName;

/**
 * A node in a process of the operating system, which can be killed and frozen like one. It is ended
 * when the test ends, whatever state it is in.
 */
public final class RealNode implements AutoCloseable {

  private static final String MAIN = "multinode.console.NodeMain";

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
   * @param arguments more words of its command line, such as {@code --connect a@127.0.0.1}
   */
  public static RealNode start(Nodes nodes, String name, String... arguments) throws IOException {
    NodeName full = nodes.name(name);
    List<String> command = new ArrayList<>(List.of(java(), "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-XX:+UseSerialGC", "-Xshare:auto", "-cp", classPath(), MAIN));
    command.add(full.toString());
    command.addAll(List.of("--cookie", Nodes.COOKIE, "--headless"));
    command.addAll(List.of("--mapper-port", Integer.toString(nodes.mapperPort())));
    command.addAll(List.of(arguments));
    return start(nodes, full, command);
  }

  static RealNode start(Nodes nodes, NodeName name, List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return nodes.add(new RealNode(nodes, name, process));
  }

  private static String java() {
    return ProcessHandle.current().info().command().orElse("java");
  }

  private static String classPath() {
    return System.getProperty("workbook.node.classpath", System.getProperty("java.class.path"));
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

  /** What it has printed so far. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  /** Waits until it listens, and returns it. */
  public RealNode awaitReady() {
    String ready = "listening as " + name + " on ";
    boolean up =
        Await.holdsWithin(
            Await.deadline(),
            () -> !isAlive() || lines.stream().anyMatch(l -> l.startsWith(ready)));
    if (!up || !isAlive()) {
      String state = isAlive() ? "it runs and does not listen" : "it ended, " + exit();
      throw Account.of("the node " + name + " starts as a process of its own")
          .withExpected("a line \"" + ready + "…\"")
          .failed(state + "; it printed:\n" + String.join("\n", lines));
    }
    return this;
  }

  private String exit() {
    return "exit code " + process.exitValue();
  }

  /** Kills it with SIGKILL: nothing of it runs any more, nor says goodbye. */
  public void kill9() {
    nodes.mark("kill -9 " + name);
    process.destroyForcibly();
    Await.until("the process of " + name + " is gone", () -> !process.isAlive());
  }

  /** Freezes it with SIGSTOP: its sockets stay open, and it does not do anything. */
  public void freeze() throws IOException {
    nodes.mark("freeze " + name);
    signal("-STOP");
  }

  /** Lets it run on. */
  public void thaw() throws IOException {
    nodes.mark("thaw " + name);
    signal("-CONT");
  }

  private void signal(String signal) throws IOException {
    Process kill = new ProcessBuilder("kill", signal, Long.toString(pid())).start();
    Await.until("kill " + signal + " " + pid(), () -> !kill.isAlive());
  }

  /** Says goodbye as a person does who closes the terminal, and waits until it has ended. */
  public void stop() throws IOException {
    process.outputWriter().close();
    Await.until("the process of " + name + " has ended", () -> !process.isAlive());
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
      // Then the hook is of no more use.
    }
  }

  private void kill() {
    process.destroyForcibly();
  }

  /** Its name, process and last words. */
  @Override
  public String toString() {
    String state = isAlive() ? "runs" : "has ended, " + exit();
    List<String> said = lines();
    List<String> last = said.subList(Math.max(0, said.size() - LAST_WORDS), said.size());
    String head = "  %s, process %d, %s".formatted(Ladder.shorten(name.toString()), pid(), state);
    return head + (last.isEmpty() ? "" : "; it printed last:\n    " + String.join("\n    ", last));
  }
}
