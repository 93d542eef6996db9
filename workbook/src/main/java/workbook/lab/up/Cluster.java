package workbook.lab.up;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import multinode.cluster.Options;
import multinode.node.MapperClient;
import multinode.node.NodeName;
import multinode.node.NodeOptions;
import workbook.lab.book.Book;
import workbook.lab.book.Trouble;
import workbook.lab.node.NodeJvm;
import workbook.lab.node.NodeProcess;

/** Nodes of the finished system, each a process of this machine, that end with this one. */
final class Cluster implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration FAREWELL = Duration.ofSeconds(3);

  private final Book book;
  private final List<String> options;
  private final int mapperPort;
  private final Runnable changed;
  private final Map<NodeName, NodeProcess> nodes = new LinkedHashMap<>();

  /**
   * A cluster without nodes yet.
   *
   * @param cookie the secret of its nodes; empty for the user's own
   * @param changed called when there may be something new to see
   */
  Cluster(Book book, Optional<String> cookie, int mapperPort, Runnable changed) {
    this.book = book;
    this.changed = changed;
    this.mapperPort = mapperPort;
    this.options = new ArrayList<>(List.of("--mapper-port", "" + mapperPort, "--headless"));
    options.addAll(List.of("--gossip", "--topology", topology(mapperPort)));
    cookie.ifPresent(text -> options.addAll(List.of("--cookie", text)));
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::close));
  }

  /** The topology of the nodes that share a port mapper; of the usual one, the usual topology. */
  static String topology(int mapperPort) {
    String usual = Options.TOPOLOGY;
    return mapperPort == NodeOptions.MAPPER_PORT ? usual : usual + "-" + mapperPort;
  }

  /** Says what is in the way, before anything is started. */
  void checkFree(List<NodeName> names) {
    try (MapperClient mapper = new MapperClient(mapperPort)) {
      Map<NodeName, Integer> running = mapper.names("127.0.0.1");
      for (NodeName name : names) {
        if (running.containsKey(name)) {
          throw Trouble.of(
              "The name %s is in use, by a node at port %d: perhaps another ./lab up.%n"
                  + "End that one, or keep apart from it with a port mapper of your own: %s",
              name, running.get(name), "./lab up --mapper-port " + (mapperPort + 1));
        }
      }
    } catch (ConnectException nobody) {
      // The first node opens the port mapper.
    } catch (IOException | RuntimeException e) {
      if (e instanceof Trouble trouble) throw trouble;
      throw Trouble.of(
          "Port %d is taken by a program that is not a port mapper (%s).%n"
              + "End it, or use another port: ./lab up --mapper-port %d",
          mapperPort, e.getMessage(), mapperPort + 1);
    }
  }

  /** Starts the nodes, all at once; they find each other. */
  void start(List<NodeName> names) throws InterruptedException {
    names.forEach(this::launch);
    for (NodeName name : names) awaitListening(name);
  }

  private void launch(NodeName name) {
    List<String> words = new ArrayList<>(List.of(name.toString()));
    words.addAll(options);
    synchronized (nodes) {
      nodes.put(name, NodeProcess.start(NodeJvm.arguments(book, words), changed));
    }
  }

  private void awaitListening(NodeName name) throws InterruptedException {
    NodeProcess process = nodes.get(name);
    if (process.await(text -> text.contains("listening as " + name), LIMIT)) return;
    throw Trouble.of(
        "The node %s %s. It printed:%n%s",
        name,
        process.isAlive() ? "does not listen after " + LIMIT.toSeconds() + " s" : "ended at once",
        process.printed().strip());
  }

  /** What the nodes themselves tell of whom they are connected to. */
  Sight sight() {
    Map<String, String> printed = new TreeMap<>();
    Set<String> ended = new TreeSet<>();
    synchronized (nodes) {
      nodes.forEach((name, process) -> {
        printed.put(name.toString(), process.printed());
        if (!process.isAlive()) ended.add(name.toString());
      });
    }
    return Sight.of(printed, ended);
  }

  /** Ends all, and waits until they are gone. */
  @Override
  public void close() {
    synchronized (nodes) {
      nodes.values().forEach(NodeProcess::end);
      long end = System.nanoTime() + FAREWELL.toNanos();
      for (NodeProcess one : nodes.values()) {
        one.awaitEnd(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
      }
      nodes.values().forEach(NodeProcess::close);
    }
  }
}
