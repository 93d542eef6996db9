package workbook.harness;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import multinode.process.NodeName;

/**
 * A node in a process of the operating system, which can be killed and frozen like one. It is ended
 * when the test ends, whatever state it is in.
 */
public final class RealNode implements AutoCloseable {

  /** How long a node may take from launch to listening, on a machine that is busy with others. */
  static final Duration START = Duration.ofSeconds(8);

  private static final int LAST_WORDS = 4;
  private static final String MAIN = "multinode.console.NodeMain";

  private final NodeName name;
  private final Nodes nodes;
  private final Child process;

  private RealNode(Nodes nodes, NodeName name, Child process) {
    this.nodes = nodes;
    this.name = name;
    this.process = process;
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
    ProcessBuilder command = new ProcessBuilder(command(nodes, full.toString(), arguments));
    return nodes.add(new RealNode(nodes, full, Child.start(command.redirectErrorStream(true))));
  }

  /** The command line of a node without a console, on the JDK that runs this. */
  private static List<String> command(Nodes nodes, String name, String... arguments) {
    String java = ProcessHandle.current().info().command().orElse("java");
    String path =
        System.getProperty("workbook.node.classpath", System.getProperty("java.class.path"));
    List<String> command = new ArrayList<>(List.of(java, "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-XX:+UseSerialGC", "-Xshare:auto"));
    command.addAll(List.of("--sun-misc-unsafe-memory-access=allow", "-cp", path, MAIN));
    command.addAll(List.of(name, "--headless", "--cookie", Nodes.COOKIE));
    command.addAll(List.of("--mapper-port", Integer.toString(nodes.mapperPort())));
    command.addAll(List.of(arguments));
    return command;
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
    return process.lines();
  }

  /** Waits until it listens, and returns it. */
  public RealNode awaitReady() {
    String ready = "listening as " + name + " on ";
    boolean decided =
        Await.holdsWithin(
            name + " listens",
            Patience.with(START),
            () -> !isAlive() || lines().stream().anyMatch(l -> l.startsWith(ready)));
    if (decided && isAlive()) return this;
    throw Claim.of("the node " + name + " starts as a process of its own")
        .expected("a line \"" + ready + "…\"")
        .failed(state() + "; it has printed:\n" + String.join("\n", lines()));
  }

  private String state() {
    return isAlive() ? "it runs" : "it has ended, exit code " + process.exitCode();
  }

  /** Kills it with SIGKILL, and waits until it is gone: nothing of it says goodbye. */
  public void kill9() {
    nodes.mark("kill -9 " + name.name());
    process.close();
  }

  /** Freezes it with SIGSTOP: its sockets stay open, and it does not do anything. */
  public void freeze() throws IOException {
    nodes.mark("freeze " + name.name());
    process.signal("STOP");
  }

  /** Lets it run on. */
  public void thaw() throws IOException {
    nodes.mark("thaw " + name.name());
    process.signal("CONT");
  }

  /** Ends its input, as who closes a terminal does, and waits until it has ended. */
  public void stop() {
    nodes.mark("stop " + name.name());
    process.endInput();
    Await.until("the process of " + name + " has ended", () -> !isAlive());
  }

  @Override
  public void close() {
    process.close();
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
