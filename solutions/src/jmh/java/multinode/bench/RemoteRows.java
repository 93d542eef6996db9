package multinode.bench;

import java.util.EnumSet;
import java.util.Set;

/** The rows of two connected nodes. */
final class RemoteRows implements Measurement {

  private static final int WARM_UPS = 2;
  private static final int PASSES = 3;

  @Override
  public Set<Row> rows() {
    return EnumSet.of(Row.REMOTE_PING, Row.REMOTE_PING_64, Row.REMOTE_CAST);
  }

  @Override
  public void measure(Settings settings, Set<Row> wanted, Results results) throws Exception {
    for (int i = 0; i < settings.launches(); i++) {
      Bench.progress("  launch %d of %d".formatted(i + 1, settings.launches()));
      String mapper = Settings.freePort();
      try (Child server = Child.start(settings.command(BenchNode.class, "b@127.0.0.1", mapper))) {
        server.await("READY");
        try (Child caller = Child.start(settings.command(BenchNode.class, "a@127.0.0.1", mapper))) {
          caller.await("READY");
          caller.ask("connect b@127.0.0.1", "CONNECTED");
          for (Row row : wanted) passes(caller, row, settings.quick(), results);
        }
      }
    }
  }

  private static void passes(Child caller, Row row, boolean quick, Results results)
      throws InterruptedException {
    String order =
        switch (row) {
          case REMOTE_PING -> "ask b@127.0.0.1 %d 1".formatted(quick ? 4_000 : 40_000);
          case REMOTE_PING_64 -> "ask b@127.0.0.1 %d 64".formatted(quick ? 64_000 : 200_000);
          default -> "tell b@127.0.0.1 %d".formatted(quick ? 100_000 : 300_000);
        };
    for (int i = 0; i < WARM_UPS; i++) caller.ask(order, "TOOK");
    for (int i = 0; i < PASSES; i++) results.add(row, caller.ask(order, "TOOK") / 1e3);
  }
}
