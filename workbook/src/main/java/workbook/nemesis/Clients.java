package workbook.nemesis;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import multinode.distribution.Registration;
import multinode.swarm.Manager;
import multinode.swarm.Swarm;
import workbook.nemesis.Operation.Kind;

/**
 * The clients of one node: each does one thing after the other, drawn at random, until they are to
 * end.
 */
final class Clients {

  /** The managers that are there from the beginning. */
  static final List<String> MANAGERS = names("m", 24);

  /** Names that are given and taken back again and again. */
  private static final List<String> SHORT_LIVED = names("u", 4);

  /** All clients of all nodes race for one new name in each such time, in microseconds. */
  private static final long RACE = 250_000;

  private static final long LONGEST_PAUSE = 20_000_000;

  private final Swarm swarm;
  private final Journal journal;
  private final CountDownLatch ended;
  private volatile boolean quiet;

  private Clients(Swarm swarm, Journal journal, int count) {
    this.swarm = swarm;
    this.journal = journal;
    ended = new CountDownLatch(count);
  }

  private static List<String> names(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
  }

  /** Starts so many. */
  static Clients start(Swarm swarm, Journal journal, int count, long seed) {
    Clients all = new Clients(swarm, journal, count);
    for (int i = 0; i < count; i++) {
      int client = i;
      Random random = new Random(seed * 31 + i);
      Thread.ofVirtual().name("client " + i).start(() -> all.run(client, random));
    }
    return all;
  }

  private void run(int client, Random random) {
    while (!quiet) {
      act(client, random);
      LockSupport.parkNanos(random.nextLong(LONGEST_PAUSE));
    }
    ended.countDown();
  }

  private void act(int client, Random random) {
    String manager = one(MANAGERS, random);
    String brief = one(SHORT_LIVED, random);
    int draw = random.nextInt(100);
    if (draw < 50) assign(client, manager);
    else if (draw < 65) tasks(client, manager);
    else if (draw < 75) lookup(client, manager);
    else if (draw < 80) lookup(client, fresh(4));
    else if (draw < 83) register(client, manager);
    else if (draw < 92) register(client, fresh(0));
    else if (draw < 96) register(client, brief);
    else journal.operation(client, Kind.UNREGISTER, brief, () -> swarm.unregister(brief));
  }

  private static String one(List<String> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }

  /** The name that all race for now, or did so many races ago. */
  private static String fresh(int ago) {
    return "r" + (Journal.now() / RACE - ago) % 1_000_000;
  }

  private void assign(int client, String name) {
    journal.operation(client, Kind.ASSIGN, name, () -> swarm.call(name, new Manager.Assign()));
  }

  private void tasks(int client, String name) {
    journal.operation(client, Kind.TASKS, name, () -> swarm.call(name, new Manager.Tasks()));
  }

  private void lookup(int client, String name) {
    Supplier<?> where = () -> swarm.whereis(name).map(Object::toString).orElse("nowhere");
    journal.operation(client, Kind.LOOKUP, name, where);
  }

  private void register(int client, String name) {
    journal.operation(
        client,
        Kind.REGISTER,
        name,
        () ->
            switch (swarm.register(name, new Manager(name), Manager.GROUP)) {
              case Registration.Registered _ -> "registered";
              case Registration.AlreadyRegistered _ -> "already";
              case Registration.NotStarted not -> throw new IllegalStateException("" + not);
            });
  }

  /** Has them end, each after what it is doing, and waits for that. */
  void quiet() throws InterruptedException {
    quiet = true;
    ended.await();
  }

  /** Starts the managers that are there from the beginning. */
  static void startManagers(Swarm swarm, Journal journal, int client) {
    Clients one = new Clients(swarm, journal, 0);
    MANAGERS.forEach(name -> one.register(client, name));
  }

  /** What there is in the end, seen from here. */
  static void readAll(Swarm swarm, Journal journal, int client, List<String> names) {
    Clients one = new Clients(swarm, journal, 0);
    for (String name : names) {
      if (MANAGERS.contains(name)) one.tasks(client, name);
      else one.lookup(client, name);
    }
  }
}
