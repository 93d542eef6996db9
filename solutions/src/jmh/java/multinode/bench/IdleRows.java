package multinode.bench;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The memory of processes that only wait: of the first, whose code the JVM still interprets, and of
 * those that come when it has been compiled.
 */
final class IdleRows implements Measurement {

  @Override
  public Set<Row> rows() {
    return Memory.isKnown()
        ? EnumSet.of(Row.IDLE_FIRST, Row.IDLE_HEAP, Row.IDLE_RESIDENT, Row.IDLE_SERVER)
        : EnumSet.of(Row.IDLE_FIRST, Row.IDLE_HEAP, Row.IDLE_SERVER);
  }

  @Override
  public void measure(Settings settings, Set<Row> wanted, Results results) throws Exception {
    for (int i = 0; i < settings.launches(); i++) {
      Bench.progress("  launch %d of %d".formatted(i + 1, settings.launches()));
      if (wanted.contains(Row.IDLE_SERVER)) servers(settings, results);
      if (wanted.equals(EnumSet.of(Row.IDLE_SERVER))) continue;
      String mapper = Settings.freePort();
      try (Child node = Child.start(settings.command(BenchNode.class, "a@127.0.0.1", mapper))) {
        node.await("READY");
        String order = "idle " + (settings.quick() ? 10_000 : 50_000);
        results.add(Row.IDLE_FIRST, idle(node, order)[0]);
        double[] bytes = idle(node, order);
        results.add(Row.IDLE_HEAP, bytes[0]);
        if (Memory.isKnown()) results.add(Row.IDLE_RESIDENT, bytes[1]);
      }
    }
  }

  private static double[] idle(Child node, String order) throws InterruptedException {
    node.tell(order);
    return Stream.of(node.await("IDLE").split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  private static void servers(Settings settings, Results results) throws Exception {
    String mapper = Settings.freePort();
    try (Child node = Child.start(settings.command(BenchNode.class, "a@127.0.0.1", mapper))) {
      node.await("READY");
      node.tell("servers " + (settings.quick() ? 10_000 : 100_000));
      results.add(Row.IDLE_SERVER, Double.parseDouble(node.await("IDLE").split(" ")[0]));
    }
  }
}
