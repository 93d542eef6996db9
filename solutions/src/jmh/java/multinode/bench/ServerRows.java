package multinode.bench;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The rows of servers that are called from another node. */
final class ServerRows implements Measurement {

  private static final int WARM_UPS = 2;
  private static final int PASSES = 3;
  private static final String CALLER = "a@127.0.0.1";
  private static final String[] SERVERS = {"b@127.0.0.1", "c@127.0.0.1", "d@127.0.0.1"};

  @Override
  public Set<Row> rows() {
    return EnumSet.of(Row.REMOTE_CALL, Row.REMOTE_CALL_64, Row.REMOTE_CAST_SERVER, Row.MULTI_CALL);
  }

  @Override
  public void measure(Settings settings, Set<Row> wanted, Results results) throws Exception {
    for (int i = 0; i < settings.launches(); i++) {
      Bench.progress("  launch %d of %d".formatted(i + 1, settings.launches()));
      String mapper = Settings.freePort();
      List<Child> nodes = new ArrayList<>();
      try {
        for (String name : SERVERS) nodes.add(started(settings, name, mapper));
        Child caller = started(settings, CALLER, mapper);
        nodes.add(caller);
        for (String server : SERVERS) caller.ask("connect " + server, "CONNECTED");
        for (Row row : wanted) passes(caller, row, settings.quick(), results);
      } finally {
        for (Child node : nodes) node.close();
      }
    }
  }

  private static Child started(Settings settings, String name, String mapper) throws Exception {
    Child node = Child.start(settings.command(BenchNode.class, name, mapper));
    node.await("READY");
    return node;
  }

  private static void passes(Child caller, Row row, boolean quick, Results results)
      throws InterruptedException {
    String order =
        switch (row) {
          case REMOTE_CALL -> "call %s %d 1".formatted(SERVERS[0], quick ? 4_000 : 40_000);
          case REMOTE_CALL_64 -> "call %s %d 64".formatted(SERVERS[0], quick ? 64_000 : 200_000);
          case REMOTE_CAST_SERVER -> "cast %s %d".formatted(SERVERS[0], quick ? 100_000 : 300_000);
          default -> "multicall %d %s".formatted(quick ? 2_000 : 10_000, String.join(" ", SERVERS));
        };
    for (int i = 0; i < WARM_UPS; i++) caller.ask(order, "TOOK");
    for (int i = 0; i < PASSES; i++) results.add(row, caller.ask(order, "TOOK") / 1e3);
  }
}
