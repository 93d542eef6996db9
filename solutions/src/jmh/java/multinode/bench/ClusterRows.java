package multinode.bench;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/**
 * The rows of nodes that come and go. As at the peers, one node stays, and each round starts the
 * others anew: the first is connected to, the second joins both by connecting to the first, and
 * both are killed.
 */
final class ClusterRows implements Measurement {

  private static final String STAYS = "d@127.0.0.1";
  private static final String FIRST = "x@127.0.0.1";
  private static final String SECOND = "c@127.0.0.1";

  @Override
  public Set<Row> rows() {
    return EnumSet.of(Row.CONNECT, Row.CONNECT_WARM, Row.MESH, Row.NODE_DOWN);
  }

  @Override
  public void measure(Settings settings, Set<Row> wanted, Results results) throws Exception {
    String mapper = Settings.freePort();
    try (KillShell shell = new KillShell();
        Child stays = start(settings, STAYS, mapper)) {
      int rounds = settings.quick() ? 2 : 7;
      for (int i = 0; i < rounds; i++) {
        Bench.progress("  round %d of %d".formatted(i + 1, rounds));
        round(settings, mapper, stays, shell, results);
      }
      if (wanted.contains(Row.CONNECT_WARM)) {
        try (Child other = start(settings, FIRST, mapper)) {
          connectOften(stays, other, settings.quick() ? 20 : 100, results);
        }
      }
    }
  }

  private static Child start(Settings settings, String name, String mapper)
      throws IOException, InterruptedException {
    Child node = Child.start(settings.command(BenchNode.class, name, mapper));
    node.await("READY");
    Thread.sleep(500);
    return node;
  }

  private void round(
      Settings settings, String mapper, Child stays, KillShell shell, Results results)
      throws IOException, InterruptedException {
    try (Child first = start(settings, FIRST, mapper)) {
      results.add(Row.CONNECT, stays.ask("connect " + FIRST, "CONNECTED") / 1e6);
      stays.await("UP " + FIRST);
      first.await("UP " + STAYS);
      Thread.sleep(300);
      try (Child second = start(settings, SECOND, mapper)) {
        results.add(Row.MESH, join(stays, first, second) / 1e6);
        Thread.sleep(300);
        shell.kill(second);
        stays.await("DOWN " + SECOND);
        Thread.sleep(300);
      }
      long killed = shell.kill(first);
      results.add(Row.NODE_DOWN, (moment(stays, "DOWN " + FIRST) - killed) / 1e6);
    }
  }

  /** Lets the second connect to the first; how long until each of the four has seen the other. */
  private static long join(Child stays, Child first, Child second) throws InterruptedException {
    second.tell("connect " + FIRST);
    long called = moment(second, "CALLED");
    long last = moment(stays, "UP " + SECOND);
    last = Math.max(last, moment(first, "UP " + SECOND));
    for (int i = 0; i < 2; i++) {
      String[] up = second.await("UP").split(" ");
      last = Math.max(last, Long.parseLong(up[1]));
    }
    return last - called;
  }

  private static long moment(Child node, String what) throws InterruptedException {
    return Long.parseLong(node.await(what));
  }

  private static void connectOften(Child one, Child other, int times, Results results)
      throws InterruptedException {
    for (int i = -times; i < times; i++) {
      double took = one.ask("connect " + FIRST, "CONNECTED") / 1e6;
      if (i >= 0) results.add(Row.CONNECT_WARM, took);
      other.await("UP");
      one.tell("disconnect " + FIRST);
      one.await("DOWN");
      other.await("DOWN");
    }
  }
}
