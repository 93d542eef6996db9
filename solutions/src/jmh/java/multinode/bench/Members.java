package multinode.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Nodes of a measurement that find each other, each a {@link BenchMember} in a JVM of its own. The
 * first stays; the last is killed, and started again.
 */
final class Members implements AutoCloseable {

  private final Settings settings;
  private final String mapper = Settings.freePort();
  private final KillShell shell = new KillShell();
  private final List<Child> all = new ArrayList<>();

  /** None yet. */
  Members(Settings settings) throws IOException {
    this.settings = settings;
  }

  /** The name of a node; the first is 1. */
  static String name(int number) {
    return "m" + number + "@127.0.0.1";
  }

  /** Starts so many more; does not wait for them. */
  void start(int count) throws IOException {
    for (int i = 0; i < count; i++) startOne();
  }

  /** Starts one more, under the name of the one that was killed if there was one. */
  Child startOne() throws IOException {
    String name = name(all.size() + 1);
    Child one = Child.start(settings.command(BenchMember.class, name, mapper, "bench-" + mapper));
    all.add(one);
    return one;
  }

  /** Those that run, the first first. */
  List<Child> all() {
    return List.copyOf(all);
  }

  Child first() {
    return all.getFirst();
  }

  /** Kills the last; returns the moment just before. */
  long killLast() throws IOException {
    return shell.kill(all.removeLast());
  }

  /** Waits until all have found all and are connected to all; returns the moment of the last. */
  long awaitWhole() throws InterruptedException {
    for (Child each : all) each.tell("whole " + all.size());
    long last = 0;
    for (Child each : all) last = Math.max(last, Long.parseLong(each.await("WHOLE")));
    return last;
  }

  /** Waits until each server of the cluster is where it belongs; returns the moment. */
  long awaitSpread() throws InterruptedException {
    first().tell("spread " + all.size());
    return Long.parseLong(first().await("SPREAD"));
  }

  @Override
  public void close() throws IOException {
    all.forEach(Child::close);
    shell.close();
  }
}
