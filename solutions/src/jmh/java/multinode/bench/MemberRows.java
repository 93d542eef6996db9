package multinode.bench;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The rows of nodes that find each other: three are launched at the same time, names are registered
 * on them, one is killed and launched again.
 */
final class MemberRows implements Measurement {

  private static final int NAMES = 1000;

  @Override
  public Set<Row> rows() {
    return EnumSet.of(
        Row.THREE_MEMBERS, Row.MEMBER_DOWN, Row.REJOIN, Row.REGISTER_NAME, Row.THOUSAND_NAMES);
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
      long begin = BenchNode.moment();
      members.start(3);
      results.add(Row.THREE_MEMBERS, (members.awaitWhole() - begin) / 1e6);
      names(settings, members.all(), results);
      for (int i = 0; i < (settings.quick() ? 1 : 3); i++) {
        long moment = members.killLast();
        double last = 0;
        for (Child each : members.all()) {
          String down = each.await("MEMBER_DOWN " + Members.name(3));
          last = Math.max(last, Long.parseLong(down) - moment);
        }
        results.add(Row.MEMBER_DOWN, last / 1e6);
        Thread.sleep(500);
        long again = BenchNode.moment();
        members.startOne();
        results.add(Row.REJOIN, (members.awaitWhole() - again) / 1e6);
        Thread.sleep(500);
      }
    }
  }

  private static void names(Settings settings, List<Child> all, Results results)
      throws InterruptedException {
    int next = 0;
    for (int round = 0; round < (settings.quick() ? 2 : 5); round++) {
      int from = next;
      int to = next += NAMES;
      // As at the peers, two rounds warm up.
      double each = all.get(0).ask("register " + from + " " + to, "TOOK");
      if (round > 1 || settings.quick()) results.add(Row.REGISTER_NAME, each / 1e3);
    }
    for (int round = 0; round < (settings.quick() ? 2 : 5); round++) {
      long begin = BenchNode.moment();
      for (int i = 0; i < 3; i++) {
        all.get(i).tell("names %d %d".formatted(next, next += i == 0 ? 334 : 333));
      }
      long last = 0;
      for (Child one : all) last = Math.max(last, Long.parseLong(one.await("NAMED")));
      for (Child one : all) {
        if (one.ask("registered", "REGISTERED") != next) {
          throw new IllegalStateException("not all names are seen by all");
        }
      }
      if (round > 1 || settings.quick()) results.add(Row.THOUSAND_NAMES, (last - begin) / 1e6);
    }
  }
}
