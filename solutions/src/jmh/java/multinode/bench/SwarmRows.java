package multinode.bench;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/**
 * The rows of servers of the whole cluster: a thousand are started over two nodes, one of which is
 * killed, and comes back. Every server keeps every change on two nodes.
 */
final class SwarmRows implements Measurement {

  private static final int SERVERS = 1000;
  private static final int CALLS = 5000;

  @Override
  public Set<Row> rows() {
    return EnumSet.of(
        Row.THOUSAND_SERVERS,
        Row.SERVERS_RECOVERED,
        Row.SERVERS_BACK,
        Row.SINGLETON,
        Row.PLAIN_CALL,
        Row.DURABLE_CALL);
  }

  @Override
  public void measure(Settings settings, Set<Row> wanted, Results results) throws Exception {
    int launches = settings.quick() ? 1 : 5;
    for (int i = 0; i < launches; i++) {
      Bench.progress("  launch %d of %d".formatted(i + 1, launches));
      launch(settings, results);
    }
  }

  private static void launch(Settings settings, Results results)
      throws IOException, InterruptedException {
    try (Members members = new Members(settings)) {
      members.start(2);
      members.awaitWhole();
      members.awaitSpread();
      Child first = members.first();

      // Two rounds warm up.
      for (int round = 0; round < (settings.quick() ? 1 : 5); round++) {
        long begin = BenchNode.moment();
        first.ask("servers %d %d".formatted(round * SERVERS, (round + 1) * SERVERS), "SERVERS");
        if (round > 1 || settings.quick()) {
          results.add(Row.THOUSAND_SERVERS, (BenchNode.moment() - begin) / 1e6);
        }
        if (round > 0) {
          first.tell("end %d %d".formatted(round * SERVERS, (round + 1) * SERVERS));
          first.await("ENDED");
        }
      }
      first.tell("assign 0 " + SERVERS);
      first.await("ASSIGNED");
      String there = second(first);
      for (int round = 0; round < 3; round++) {
        double kept = first.ask("call %s %d".formatted(there, CALLS), "TOOK") / 1e3;
        double asked = first.ask("ask %s %d".formatted(there, CALLS), "TOOK") / 1e3;
        if (round > 0 || settings.quick()) results.add(Row.DURABLE_CALL, kept);
        if (round > 0 || settings.quick()) results.add(Row.PLAIN_CALL, asked);
      }

      boolean singleton = false;
      for (int round = 0; round < (settings.quick() ? 2 : 4); round++, singleton = !singleton) {
        int one = Integer.parseInt(second(first).substring("manager".length()));
        long killed = members.killLast();
        first.tell(singleton ? "answer %d %d".formatted(one, one + 1) : "answer 0 " + SERVERS);
        double took = (Long.parseLong(first.await("ANSWERED")) - killed) / 1e6;
        results.add(singleton ? Row.SINGLETON : Row.SERVERS_RECOVERED, took);
        members.startOne().await("READY");
        long back = BenchNode.moment();
        results.add(Row.SERVERS_BACK, (members.awaitSpread() - back) / 1e6);
      }
    }
  }

  /** The name of a server that runs on the second node. */
  private static String second(Child first) throws InterruptedException {
    for (int i = 0; ; i++) {
      first.tell("where manager" + i);
      if (first.await("WHERE").equals(Members.name(2))) return "manager" + i;
    }
  }
}
