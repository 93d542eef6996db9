package workbook.lab.up;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import multinode.node.ConnectResult;
import multinode.node.Cookie;
import multinode.node.Luggage;
import multinode.node.Node;
import multinode.node.NodeName;
import multinode.node.NodeOptions;
import workbook.lab.book.Trouble;

/**
 * A node that only looks: it connects to the others, joins no mesh, and has each of them run a
 * {@link Report}, whose class travels there with it.
 */
final class Watcher implements AutoCloseable {

  private final Node node;
  private final Map<String, String> reports = new ConcurrentHashMap<>();
  private final Runnable changed;

  private Watcher(NodeOptions options, Runnable changed) throws IOException {
    this.changed = changed;
    this.node = Node.start(options.withConnectAll(false).withOutput(this::report));
    byte[] code = code(Report.class);
    node.luggage()
        .along(function -> new Luggage.Baggage(Map.of(Report.class.getName(), code), Map.of()));
  }

  /** Starts it; {@code changed} is called after each report. */
  static Watcher start(Cookie cookie, int mapperPort, Runnable changed) {
    NodeName name = NodeName.parse("lab-" + ProcessHandle.current().pid() + "@127.0.0.1");
    try {
      return new Watcher(NodeOptions.named(name, cookie).withMapperPort(mapperPort), changed);
    } catch (IOException e) {
      throw Trouble.of("Cannot watch the nodes: %s", e.getMessage());
    }
  }

  private static byte[] code(Class<?> type) {
    try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void report(String line) {
    reports.put(line.split(" ")[0], line);
    changed.run();
  }

  void watch(NodeName peer) {
    ConnectResult result = node.connect(peer);
    if (!result.connected()) throw Trouble.of("Cannot watch %s: %s", peer, result);
    node.spawn(peer, new Report());
  }

  String name() {
    return node.self().toString();
  }

  Map<String, String> reports() {
    return reports;
  }

  @Override
  public void close() {
    node.close();
  }
}
