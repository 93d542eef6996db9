package multinode.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/**
 * What servers of the whole cluster cost against their number and that of the nodes: how long it
 * takes to start them, until all run again when a node is killed, and until its share is back where
 * it was when the node is; and how much heap each takes, with its entry and the copy of it.
 */
final class Sizes {

  private static final List<Integer> SERVERS = List.of(100, 1_000, 10_000, 100_000);
  private static final List<Integer> NODES = List.of(2, 3, 5);

  /** The heap of fewer is less than what comes and goes anyway. */
  private static final int FEW = 10_000;

  private final Settings settings;
  private final PrintStream out;

  Sizes(Settings settings, PrintStream out) {
    this.settings = settings;
    this.out = out;
  }

  /** Measures each pair once, in new JVMs that a few servers have warmed up. */
  void measure() throws IOException, InterruptedException {
    out.printf(
        "%7s %5s %11s %11s %11s %12s%n", "servers", "nodes", "start", "kill -9", "back", "heap");
    for (int nodes : NODES) {
      for (int servers : SERVERS) {
        Bench.progress("measuring %,d servers over %d nodes".formatted(servers, nodes));
        one(servers, nodes);
      }
    }
  }

  private void one(int servers, int nodes) throws IOException, InterruptedException {
    try (Members members = new Members(settings)) {
      members.start(nodes);
      members.awaitWhole();
      members.awaitSpread();
      warmUp(members);

      Child first = members.first();
      double before = used(members.all());
      long begin = BenchNode.moment();
      first.tell("servers 0 " + servers);
      first.await("SERVERS");
      double start = (BenchNode.moment() - begin) / 1e6;
      double heap = (used(members.all()) - before) / servers;
      String each = servers < FEW ? "–" : "%,.0f bytes".formatted(heap);
      members.awaitSpread();

      long killed = members.killLast();
      first.await("MEMBER_DOWN");
      first.tell("running " + servers);
      double recovered = (Long.parseLong(first.await("RUNNING")) - killed) / 1e6;
      members.awaitSpread();

      members.startOne().await("READY");
      long ready = BenchNode.moment();
      double back = (members.awaitSpread() - ready) / 1e6;
      out.printf(
          "%,7d %5d %,8.0f ms %,8.0f ms %,8.0f ms %12s%n",
          servers, nodes, start, recovered, back, each);
    }
  }

  private static void warmUp(Members members) throws InterruptedException {
    Child first = members.first();
    for (int round = 0; round < 5; round++) {
      first.tell("servers 0 1000");
      first.await("SERVERS");
      first.tell("end 0 1000");
      first.await("ENDED");
    }
    members.awaitSpread();
  }

  private static double used(List<Child> all) throws InterruptedException {
    double used = 0;
    for (Child each : all) used += each.ask("used", "USED");
    return used;
  }
}
