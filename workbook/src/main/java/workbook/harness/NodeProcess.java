package workbook.harness;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The operating system's part of a real node: its command line, and signals to it. */
final class NodeProcess {

  private static final String MAIN = "multinode.console.NodeMain";

  private NodeProcess() {}

  /** The command line of a node without a console, on the JDK that runs this. */
  static List<String> command(Nodes nodes, String name, String... arguments) {
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

  /** Sends a signal, such as {@code STOP}; there are none on Windows. */
  static void signal(Process process, String signal) throws IOException {
    String pid = Long.toString(process.pid());
    Process kill = new ProcessBuilder("kill", "-" + signal, pid).redirectErrorStream(true).start();
    Await.until("kill -" + signal + " " + pid + " ends", () -> !kill.isAlive());
    if (kill.exitValue() == 0) return;
    String said = new String(kill.getInputStream().readAllBytes()).strip();
    throw new IOException("kill -" + signal + " " + pid + " failed: " + said);
  }
}
