package multinode.bench;

import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.Set;
import multinode.console.NodeMain;

/** How fast a node is there, and how much memory it takes, doing nothing. */
final class StartRows implements Measurement {

  private static final int WARM_UPS = 1;

  @Override
  public Set<Row> rows() {
    Set<Row> rows = EnumSet.of(Row.LISTENING, Row.PROMPT);
    if (Memory.isKnown()) rows.addAll(EnumSet.of(Row.NODE_RESIDENT, Row.NODE_PROPORTIONAL));
    return rows;
  }

  @Override
  public void measure(Settings settings, Set<Row> wanted, Results results) throws Exception {
    int launches = settings.quick() ? 2 : 7;
    boolean memory = wanted.contains(Row.NODE_RESIDENT) || wanted.contains(Row.NODE_PROPORTIONAL);
    for (int i = -WARM_UPS; i < launches; i++) {
      Bench.progress("  launch %d of %d".formatted(i + WARM_UPS + 1, launches + WARM_UPS));
      if (wanted.contains(Row.LISTENING)) {
        double millis = launch(settings, "listening as ", "--headless");
        if (i >= 0) results.add(Row.LISTENING, millis);
      }
      if (wanted.contains(Row.PROMPT)) {
        double millis = launch(settings, "(1)> ");
        if (i >= 0) results.add(Row.PROMPT, millis);
      }
    }
    for (int i = 0; memory && i < settings.launches(); i++) weigh(settings, results);
  }

  private static void weigh(Settings settings, Results results) throws Exception {
    Process node = start(settings, "--headless");
    try {
      Thread.sleep(5000);
      results.add(Row.NODE_RESIDENT, Memory.resident(node.pid()) / 1048576.0);
      results.add(Row.NODE_PROPORTIONAL, Memory.proportional(node.pid()) / 1048576.0);
    } finally {
      end(node);
    }
  }

  /** Starts a node; the milliseconds until it has written something. */
  private static double launch(Settings settings, String something, String... mode)
      throws Exception {
    long start = System.nanoTime();
    Process node = start(settings, mode);
    try {
      InputStream out = node.getInputStream();
      StringBuilder seen = new StringBuilder();
      for (int next; seen.indexOf(something) < 0; seen.append((char) next)) {
        if ((next = out.read()) < 0) throw new IllegalStateException("it only wrote: " + seen);
      }
      return (System.nanoTime() - start) / 1e6;
    } finally {
      end(node);
    }
  }

  private static Process start(Settings settings, String... mode) throws IOException {
    var command =
        settings.command(
            NodeMain.class,
            "a@127.0.0.1",
            "--cookie",
            "bench",
            "--rehearse",
            "--mapper-port",
            Settings.freePort());
    command.addAll(java.util.List.of(mode));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static void end(Process node) throws InterruptedException {
    node.destroyForcibly().waitFor();
  }
}
