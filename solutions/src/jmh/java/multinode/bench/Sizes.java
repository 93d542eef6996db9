package multinode.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What servers of the whole cluster cost against their number and that of the nodes: how long it
 * takes to start them, until all run again when a node is killed, and until its share is back where
 * it was when the node is; and how much heap each takes, with its entry and the copy of it.
 */
final class Sizes {

  private static final List<Integer> SERVERS = List.of(100, 1_000, 10_000, 100_000);
  private static final List<Integer> NODES = List.of(2, 3, 5);

  private final Settings settings;
  private final PrintStream out;

  Sizes(Settings settings, PrintStream out) {
    this.settings = settings;
    this.out = out;
  }

  /** Measures each pair once, in new JVMs that a few servers have warmed up. */
  void measure() throws IOException, InterruptedException {
    out.printf(
        "%7s %5s %11s %11s %8s %11s%n", "servers", "nodes", "start", "kill -9", "back", "heap");
    for (int nodes : NODES) {
      for (int servers : SERVERS) {
        Bench.progress("measuring %,d servers over %d nodes".formatted(servers, nodes));
        one(servers, nodes);
      }
    }
  }

  private void one(int servers, int nodes) throws IOException, InterruptedException {
    String mapper = Settings.freePort();
    List<Child> all = new ArrayList<>();
    try (KillShell shell = new KillShell()) {
      for (int i = 1; i <= nodes; i++) all.add(start(i, mapper));
      for (Child each : all) each.tell("whole " + nodes);
      for (Child each : all) each.await("WHOLE");
      Child first = all.getFirst();
      spread(first, nodes);
      warmUp(first, nodes);

      double before = used(all);
      long begin = BenchNode.moment();
      first.tell("servers 0 " + servers);
      first.await("SERVERS");
      double start = (BenchNode.moment() - begin) / 1e6;
      double heap = (used(all) - before) / servers;
      spread(first, nodes);

      long killed = shell.kill(all.removeLast());
      first.await("MEMBER_DOWN");
      first.tell("running " + servers);
      double recovered = (Long.parseLong(first.await("RUNNING")) - killed) / 1e6;
      spread(first, nodes - 1);

      Child again = start(nodes, mapper);
      all.add(again);
      again.await("READY");
      long ready = BenchNode.moment();
      double back = (spread(first, nodes) - ready) / 1e6;
      out.printf(
          "%,7d %5d %,8.0f ms %,8.0f ms %,5.0f ms %,5.0f bytes%n",
          servers, nodes, start, recovered, back, heap);
    } finally {
      all.forEach(Child::close);
    }
  }

  private static void warmUp(Child first, int nodes) throws InterruptedException {
    for (int round = 0; round < 5; round++) {
      first.tell("servers 0 1000");
      first.await("SERVERS");
      first.tell("end 0 1000");
      first.await("ENDED");
    }
    spread(first, nodes);
  }

  /** Waits until each server is where it belongs; returns the moment. */
  private static long spread(Child first, int nodes) throws InterruptedException {
    first.tell("spread " + nodes);
    return Long.parseLong(first.await("SPREAD"));
  }

  private static double used(List<Child> all) throws InterruptedException {
    double used = 0;
    for (Child each : all) used += each.ask("used", "USED");
    return used;
  }

  private Child start(int number, String mapper) throws IOException {
    String name = "s" + number + "@127.0.0.1";
    return Child.start(settings.command(BenchMember.class, name, mapper, "sizes-" + mapper));
  }
}
