package workbook.lab.up;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import multinode.process.NodeName;
import workbook.harness.Child;
import workbook.lab.book.UserError;

/** Nodes of the finished system that end with this program. */
final class Cluster implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration FAREWELL = Duration.ofSeconds(3);

  private final Host host;
  private final Runnable changed;
  private final Map<NodeName, Child> nodes = new LinkedHashMap<>();
  private final Buttons buttons;

  /**
   * A cluster without nodes yet.
   *
   * @param host where they will run
   * @param changed called when there may be something new to see
   */
  Cluster(Host host, Runnable changed) {
    this.host = host;
    buttons = new Buttons(this);
    this.changed =
        () -> {
          changed.run();
          buttons.look();
        };
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::close));
  }

  /** Starts the nodes, all at once; they find each other. */
  void start(List<NodeName> names) throws InterruptedException {
    for (NodeName name : names) {
      synchronized (nodes) {
        nodes.put(name, host.start(name, changed));
      }
    }
    for (NodeName name : names) awaitListening(name);
  }

  /** Starts a node that has ended. */
  void startAgain(NodeName name) throws InterruptedException {
    synchronized (nodes) {
      nodes.put(name, host.start(name, changed));
    }
  }

  /** The nodes, in their order. */
  Map<NodeName, Child> nodes() {
    synchronized (nodes) {
      return new LinkedHashMap<>(nodes);
    }
  }

  private void awaitListening(NodeName name) throws InterruptedException {
    Child process = nodes.get(name);
    if (process.await(text -> text.contains("listening as " + name), LIMIT)) return;
    throw UserError.of(
        "The node %s %s. It printed:%n%s",
        name,
        process.isAlive() ? "does not listen after " + LIMIT.toSeconds() + " s" : "ended at once",
        process.printed().strip());
  }

  /** What the nodes themselves tell of whom they are connected to. */
  ConnectionTable table() {
    Map<String, String> printed = new TreeMap<>();
    Set<String> ended = new TreeSet<>();
    synchronized (nodes) {
      nodes.forEach((name, process) -> {
        printed.put(name.toString(), process.printed());
        if (!process.isAlive()) ended.add(name.toString());
      });
    }
    return ConnectionTable.of(printed, ended);
  }

  /** Ends all, and waits until they are gone. */
  @Override
  public void close() {
    buttons.close();
    synchronized (nodes) {
      nodes.values().forEach(Cluster::end);
      long end = System.nanoTime() + FAREWELL.toNanos();
      try {
        for (Child one : nodes.values()) {
          one.awaitEnd(Duration.ofNanos(end - System.nanoTime()));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      nodes.values().forEach(Child::close);
      host.close();
    }
  }

  /** One that is frozen would not hear it. */
  private static void end(Child node) {
    try {
      if (node.isAlive()) node.signal("CONT");
    } catch (IOException gone) {
      // There are no signals on Windows, and nothing is frozen.
    }
    node.end();
  }
}
