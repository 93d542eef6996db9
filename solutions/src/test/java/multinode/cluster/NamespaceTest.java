package multinode.cluster;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import workbook.harness.Await;

/**
 * Nodes on a machine without a network, and nodes that find each other by a name, with a real name
 * server. They live in a network namespace of their own, which has nothing but a loopback
 * interface; only root on Linux can make one.
 */
class NamespaceTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final String namespace = "multinode-" + ProcessHandle.current().pid();
  private final Path configuration = Path.of("/etc/netns", namespace);
  private final Path zone = configuration.resolve("zone");
  private final List<Process> processes = new ArrayList<>();
  private final Map<String, List<String>> printed = new ConcurrentHashMap<>();

  @Test
  @Timeout(120)
  @DisplayName("gossip works on a machine without a network")
  void offline() throws Exception {
    setUp();
    node("a@127.0.0.1", "--gossip");
    node("b@127.0.0.1", "--gossip");
    connected("a@127.0.0.1", "b@127.0.0.1");
    connected("b@127.0.0.1", "a@127.0.0.1");
  }

  @Test
  @Timeout(120)
  @DisplayName("a name that is gone for a while loses nobody, and a new address is a new node")
  void cluster() throws Exception {
    setUp();
    answer("127.0.0.2", "127.0.0.3");
    node("a@127.0.0.2");
    node("b@127.0.0.3");
    connected("a@127.0.0.2", "b@127.0.0.3");
    connected("b@127.0.0.3", "a@127.0.0.2");

    answer();
    Await.until(
        "a or b logs that there is no such name",
        LIMIT,
        () -> lines("a@127.0.0.2", "unknown host") + lines("b@127.0.0.3", "unknown host") > 0);
    node("c@127.0.0.4");
    Await.until(
        "c logs that there is no such name",
        LIMIT,
        () -> lines("c@127.0.0.4", "unknown host") == 1);
    connected("a@127.0.0.2", "b@127.0.0.3");
    connected("c@127.0.0.4", "nobody");

    answer("127.0.0.2", "127.0.0.3", "127.0.0.4");
    connected("a@127.0.0.2", "b@127.0.0.3, c@127.0.0.4");
    connected("b@127.0.0.3", "a@127.0.0.2, c@127.0.0.4");
    connected("c@127.0.0.4", "a@127.0.0.2, b@127.0.0.3");
    for (String node : printed.keySet()) {
      Await.until(node + " said it once", () -> lines(node, "unknown host") <= 1);
      Await.until(node + " was never without those that it had", () -> !lost(node));
    }
  }

  @Test
  @Timeout(120)
  @DisplayName(
      "a frozen member behind the name, or one that has only just started, holds up nobody")
  void frozen() throws Exception {
    setUp();
    answer("127.0.0.2", "127.0.0.3", "127.0.0.4", "127.0.0.5");
    node("a@127.0.0.2");
    node("b@127.0.0.3");
    connected("a@127.0.0.2", "b@127.0.0.3");
    signal("STOP", processes.subList(1, 3));
    node("c@127.0.0.4");
    node("d@127.0.0.5");
    connected("c@127.0.0.4", "d@127.0.0.5");
    connected("d@127.0.0.5", "c@127.0.0.4");
    signal("CONT", processes.subList(1, 3));
    connected("a@127.0.0.2", "b@127.0.0.3, c@127.0.0.4, d@127.0.0.5");
    for (String node : printed.keySet()) {
      Await.until(node + " was not refused", () -> lines(node, "does not get into") == 0);
    }
  }

  private void setUp() throws Exception {
    boolean able =
        Files.isDirectory(Path.of("/proc/self/ns"))
            && Files.isWritable(Path.of("/etc"))
            && run("ip", "netns", "add", namespace);
    if (!able) System.err.println("skipped: NamespaceTest (not root, not Linux, or no ip)");
    assumeTrue(able, "only root on Linux, with the program ip, can make a network namespace");
    assumeTrue(
        run("ip", "-n", namespace, "link", "set", "lo", "up"),
        "the loopback of a network namespace cannot be set up");
    Files.createDirectories(configuration);
    Files.writeString(
        configuration.resolve("resolv.conf"), "nameserver 127.0.0.1\noptions timeout:1\n");
    answer();
    start("server", SmallDns.class.getName(), zone.toString());
    Await.until("the name server answers", LIMIT, () -> lines("server", "answering") == 1);
    printed.remove("server");
  }

  private static void signal(String name, List<Process> processes) throws InterruptedException {
    for (Process process : processes) run("kill", "-" + name, "" + process.pid());
  }

  /** The addresses of the name from now on; a file is replaced as a whole. */
  private void answer(String... addresses) throws IOException {
    Path next = configuration.resolve("next");
    Files.write(next, List.of(addresses));
    Files.move(next, zone, StandardCopyOption.ATOMIC_MOVE);
  }

  private void node(String name) throws IOException {
    node(name, "--dns", "nodes.test");
  }

  private void node(String name, String... discovery) throws IOException {
    List<String> words = new ArrayList<>(List.of("multinode.console.NodeMain", name, "--headless"));
    words.addAll(List.of("--cookie", "monster"));
    words.addAll(List.of(discovery));
    start(name, words.toArray(String[]::new));
  }

  private void start(String name, String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    processes.add(process);
    List<String> lines = new CopyOnWriteArrayList<>();
    printed.put(name, lines);
    Thread.ofVirtual().start(() -> read(process, lines));
  }

  private static void read(Process process, List<String> lines) {
    try (BufferedReader output = process.inputReader()) {
      for (String line; (line = output.readLine()) != null; ) lines.add(line);
    } catch (IOException ended) {
      // With its process.
    }
  }

  private long lines(String name, String part) {
    return printed.get(name).stream().filter(line -> line.contains(part)).count();
  }

  /** Whether a node has told that it is connected to nobody, after it was connected. */
  private boolean lost(String name) {
    return printed.get(name).stream()
        .filter(line -> line.startsWith("connected to "))
        .dropWhile(line -> line.contains("to nobody"))
        .anyMatch(line -> line.contains("to nobody"));
  }

  /** Waits until the last that a node has told of its connections is this. */
  private void connected(String name, String others) {
    Await.until(
        name + " is connected to " + others,
        LIMIT,
        () ->
            printed.get(name).stream()
                .filter(line -> line.startsWith("connected to "))
                .reduce((first, second) -> second)
                .filter(("connected to " + others)::equals)
                .isPresent(),
        () -> printed.get(name));
  }

  @AfterEach
  void tearDown() throws Exception {
    for (Process process : processes) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
    }
    if (!Files.isDirectory(configuration)) return;
    run("ip", "netns", "delete", namespace);
    try (var files = Files.list(configuration)) {
      files.forEach(NamespaceTest::delete);
    }
    delete(configuration);
  }

  private static void delete(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    } catch (IOException none) {
      return false;
    }
  }
}
