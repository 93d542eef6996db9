package workbook.lab.up;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import multinode.node.Cookie;
import multinode.node.NodeName;
import multinode.node.NodeOptions;
import workbook.lab.book.Book;
import workbook.lab.book.Screen;
import workbook.lab.book.Stage;

/** Shows the nodes of a cluster until somebody has seen enough. */
public final class Up {

  private static final Duration MESH = Duration.ofSeconds(20);
  private static final long SETTLE = 60;

  private final Screen screen;
  private final Cluster cluster;
  private final List<NodeName> names;
  private final Semaphore changes = new Semaphore(1);
  private volatile boolean leaving;
  private List<String> drawn = List.of();
  private boolean redraw;

  private Up(Screen screen, Cluster cluster, List<NodeName> names) {
    this.screen = screen;
    this.cluster = cluster;
    this.names = names;
  }

  /**
   * Starts nodes n1, n2 and so on, and shows them; true when it left with the mesh complete.
   *
   * @param cookie their secret; empty for the user's own
   * @param check whether to leave as soon as the mesh is complete, instead of at the end of input
   */
  public static boolean run(
      Book book, Screen screen, int count, Optional<String> cookie, int mapperPort, boolean check)
      throws InterruptedException {
    List<NodeName> names =
        IntStream.rangeClosed(1, count).mapToObj(i -> new NodeName("n" + i, "127.0.0.1")).toList();
    try (Cluster cluster = new Cluster(book, cookie, mapperPort)) {
      cluster.checkFree(names);
      screen.passing("Starting %d nodes".formatted(count));
      cluster.start(names);
      screen.passing("");
      Up up = new Up(screen, cluster, names);
      if (check) up.leave();
      else up.leaveAtEnd();
      String join = "  ./lab node a --connect n1";
      if (cookie.isPresent()) join += " --cookie " + cookie.get();
      if (mapperPort != NodeOptions.MAPPER_PORT) join += " --mapper-port " + mapperPort;
      String hint = check ? "" : " Join them from another terminal:%n%n%s%n%nCtrl-C ends them.";
      return up.run(Cookie.of(cookie.orElseGet(Up::usersCookie)), mapperPort, hint.formatted(join));
    }
  }

  /** As the nodes have just read it, or made it. */
  private static String usersCookie() {
    return Stage.read(Path.of(System.getProperty("user.home"), ".multinode.cookie")).strip();
  }

  /** From now on this runs only until the mesh is complete. */
  private void leave() {
    leaving = true;
    changes.release();
  }

  /** Leaves at the end of input. */
  private void leaveAtEnd() {
    Thread.ofPlatform()
        .daemon()
        .name("input")
        .start(() -> {
          try {
            while (System.in.read() >= 0) continue;
          } catch (IOException gone) {
            // As at its end.
          }
          leave();
        });
  }

  private boolean run(Cookie cookie, int mapperPort, String hint) throws InterruptedException {
    try (Watcher watcher = Watcher.start(cookie, mapperPort, changes::release)) {
      names.forEach(watcher::watch);
      long end = System.nanoTime() + MESH.toNanos();
      boolean told = false;
      for (; ; ) {
        changes.tryAcquire(500, TimeUnit.MILLISECONDS);
        Thread.sleep(SETTLE);
        changes.drainPermits();
        Sight sight = Sight.of(watcher.reports().values(), cluster.ended(), watcher.name());
        draw(sight.draw(screen));
        boolean complete = sight.isMesh(names.stream().map(NodeName::toString).toList());
        if (complete && !told) {
          told = true;
          screen.line("");
          screen.line(screen.green("Every node is connected to every other.") + hint);
          redraw = false;
        }
        if (leaving && complete) return true;
        if (leaving && (told || System.nanoTime() > end)) return told;
      }
    }
  }

  private void draw(List<String> lines) {
    if (lines.equals(drawn)) return;
    if (screen.terminal() && redraw) {
      screen.out().print("\033[" + drawn.size() + "A\033[J");
    } else {
      screen.line("");
    }
    lines.forEach(line -> screen.line(line));
    drawn = lines;
    redraw = true;
  }
}
