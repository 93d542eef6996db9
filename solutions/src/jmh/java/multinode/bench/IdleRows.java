package multinode.bench;

import java.util.EnumSet;
import java.util.Set;

/** The memory of processes that only wait. */
final class IdleRows implements Measurement {

  @Override
  public Set<Row> rows() {
    return Memory.isKnown()
        ? EnumSet.of(Row.IDLE_HEAP, Row.IDLE_RESIDENT, Row.IDLE_SERVER)
        : EnumSet.of(Row.IDLE_HEAP, Row.IDLE_SERVER);
  }

  @Override
  public void measure(Settings settings, Set<Row> wanted, Results results) throws Exception {
    for (int i = 0; i < settings.launches(); i++) {
      if (wanted.contains(Row.IDLE_SERVER)) servers(settings, results);
      if (wanted.equals(EnumSet.of(Row.IDLE_SERVER))) continue;
      String mapper = Settings.freePort();
      try (Child node = Child.start(settings.command(BenchNode.class, "a@127.0.0.1", mapper))) {
        node.await("READY");
        node.tell("idle " + (settings.quick() ? 10_000 : 100_000));
        String[] bytes = node.await("IDLE").split(" ");
        results.add(Row.IDLE_HEAP, Double.parseDouble(bytes[0]));
        if (Memory.isKnown()) results.add(Row.IDLE_RESIDENT, Double.parseDouble(bytes[1]));
      }
    }
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
