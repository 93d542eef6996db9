package workbook.lab.up;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import multinode.process.NodeName;
import workbook.lab.book.Screen;

/** Shows the nodes of a cluster until somebody has seen enough. */
public final class Up {

  private static final Duration MESH = Duration.ofSeconds(20);

  /** How long the nodes have for the mesh before what there is of it is shown. */
  private static final Duration FORMING = Duration.ofSeconds(8);

  /** How long the nodes may differ about who is connected before that is shown too. */
  private static final Duration DISPUTE = Duration.ofMillis(500);

  private final Screen screen;
  private final Cluster cluster;
  private final Host host;
  private final List<String> names;
  private final Semaphore changes;
  private volatile boolean leaving;
  private List<String> drawn = List.of();
  private boolean redraw;

  private Up(Screen screen, Cluster cluster, Host host, List<String> names, Semaphore changes) {
    this.screen = screen;
    this.cluster = cluster;
    this.host = host;
    this.names = names;
    this.changes = changes;
  }

  /**
   * Starts nodes n1, n2 and so on, and shows them; true when it left with the mesh complete.
   *
   * @param folder for what else is needed
   * @param check whether to leave as soon as the mesh is complete, instead of at the end of input
   */
  public static boolean run(Screen screen, Host host, int count, Path folder, boolean check)
      throws InterruptedException {
    List<NodeName> names = host.names(count);
    Semaphore changes = new Semaphore(1);
    try (Cluster cluster = new Cluster(host, changes::release);
        Doorplate door = new Doorplate(host.served(), folder, screen)) {
      host.prepare(names);
      screen.passing("Starting %d nodes".formatted(count));
      cluster.start(names);
      screen.passing("");
      Up up =
          new Up(screen, cluster, host, names.stream().map(NodeName::toString).toList(), changes);
      if (check) up.leave();
      else up.leaveAtEnd();
      door.open();
      return up.show(check ? "" : " " + host.hint() + "\n\nCtrl-C ends them.");
    }
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

  private boolean show(String hint) throws InterruptedException {
    long end = System.nanoTime() + MESH.toNanos();
    boolean told = false;
    boolean explained = false;
    for (; ; ) {
      ConnectionTable table =
          told ? await(DISPUTE, ConnectionTable::isSettled) : await(FORMING, this::isComplete);
      draw(table.draw(screen));
      boolean complete = isComplete(table);
      if (complete && !told) {
        told = true;
        screen.line("");
        screen.line(screen.green("Every node is connected to every other.") + hint);
        redraw = false;
      }
      if (leaving && complete) return true;
      boolean late = System.nanoTime() > end;
      if (!told && !explained && (late || !leaving)) {
        explained = true;
        explain(table);
      }
      if (leaving && (told || late)) return told;
      changes.tryAcquire(MESH.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void explain(ConnectionTable table) {
    screen.line("");
    screen.line("Not connected to all others: %s.", String.join(", ", table.lonely(names)));
    screen.line(host.advice() + (leaving ? "" : " Ctrl-C ends the nodes."));
    redraw = false;
  }

  private boolean isComplete(ConnectionTable table) {
    return table.isMesh(names);
  }

  /** What is to be seen once it is as wanted, or has not been for a while. */
  private ConnectionTable await(Duration limit, Predicate<ConnectionTable> wanted)
      throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    for (; ; ) {
      changes.drainPermits();
      ConnectionTable table = cluster.table();
      if (wanted.test(table)) return table;
      if (!changes.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) return table;
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
