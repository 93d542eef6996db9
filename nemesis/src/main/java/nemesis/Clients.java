package nemesis;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import multinode.node.Node;
import multinode.process.ExitReason;
import multinode.process.Pid;
import multinode.registry.Registration;
import multinode.swarm.Swarm;
import nemesis.Operation.Kind;

/**
 * The clients of one node: each does one thing after the other, drawn at random, until they are to
 * end.
 */
final class Clients {

  /** The managers that are there from the beginning. */
  static final List<String> MANAGERS = names("m", 24);

  /** The queues that are there from the beginning. */
  static final List<String> QUEUES = names("q", 4);

  /** The group of all ledgers. */
  static final String GROUP = "ledgers";

  /** Names that are given and taken back again and again. */
  private static final List<String> SHORT_LIVED = names("u", 4);

  /** Why a server is not started whose name somebody takes back meanwhile. */
  private static final ExitReason UNREGISTERED = ExitReason.because("unregistered");

  /** All clients of all nodes race for one new name in each such time, in microseconds. */
  private static final long RACE = 250_000;

  /** How many names there are to race for; then the first one comes again. */
  private static final long RACES = 1_000_000;

  /** After so many races, here five seconds, a server that was raced for has to run. */
  private static final long YOUNG = 20;

  private final Swarm swarm;
  private final Journal journal;
  private final Walkers walkers;

  private Clients(Swarm swarm, Journal journal) {
    this.swarm = swarm;
    this.journal = journal;
    walkers = new Walkers(swarm, journal);
  }

  private static List<String> names(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
  }

  /** Starts so many. */
  static Crowd start(Swarm swarm, Journal journal, int count, long seed) {
    return Crowd.start(count, seed, new Clients(swarm, journal)::act);
  }

  private void act(int client, Random random) {
    String manager = one(MANAGERS, random);
    String brief = one(SHORT_LIVED, random);
    int draw = random.nextInt(100);
    if (draw < 40) assign(client, manager, random.nextLong());
    else if (draw < 52) tasks(client, manager);
    else if (draw < 60) lookup(client, manager);
    else if (draw < 65) lookup(client, fresh(4));
    else if (draw < 68) register(client, manager);
    else if (draw < 77) register(client, fresh(0));
    else if (draw < 81) register(client, brief);
    else if (draw < 82) shortLife(random);
    else if (draw < 85)
      journal.operation(client, Kind.UNREGISTER, brief, () -> swarm.unregister(brief));
    else if (draw < 93) walkers.walk(client, random);
    else if (draw < 96) take(client, one(QUEUES, random));
    else put(client, one(QUEUES, random), random.nextLong());
  }

  /** Whether a server of this name is a {@link Ledger}. */
  static boolean isLedger(String name) {
    return name.matches("[mur]\\d+");
  }

  /**
   * Whether a server may be registered and not run: it comes and goes, or is just being started.
   */
  static boolean mayNotRun(String name) {
    return SHORT_LIVED.contains(name) || name.matches("r\\d+") && isYoung(name);
  }

  private static boolean isYoung(String raced) {
    long age = Journal.now() / RACE - Long.parseLong(raced.substring(1));
    return Math.floorMod(age, RACES) <= YOUNG;
  }

  /** Whether it is the name of a process with a short life. */
  static boolean isProcess(String name) {
    return name.matches("p\\d+");
  }

  /** Kills a process of any node. */
  static void kill(Node node, Pid pid) {
    node.run(self -> {
      self.exit(pid, ExitReason.KILL);
      return pid;
    });
  }

  /** A process gets a name, and dies; the name may be taken back at the same moment. */
  private void shortLife(Random random) {
    String name = "p" + random.nextInt(1_000_000);
    Node node = swarm.cluster().node();
    Pid pid = node.spawn(self -> self.receive());
    try {
      swarm.register(name, pid);
    } catch (RuntimeException e) {
      // Too few members, or none that keeps the name: it may have it, and loses it now.
    }
    kill(node, pid);
    if (random.nextBoolean()) return;
    try {
      swarm.unregister(name);
    } catch (RuntimeException e) {
      // It goes with its process.
    }
  }

  private static String one(List<String> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }

  /** The name that all race for now, or did so many races ago. */
  private static String fresh(int ago) {
    return "r" + (Journal.now() / RACE - ago) % RACES;
  }

  private void assign(int client, String name, long task) {
    journal.operation(client, Kind.ASSIGN, name, () -> swarm.call(name, new Ledger.Assign(task)));
  }

  private void tasks(int client, String name) {
    journal.operation(client, Kind.TASKS, name, () -> swarm.call(name, new Ledger.Count()));
  }

  private void all(int client, String name) {
    journal.operation(client, Kind.READ, name, () -> swarm.call(name, new Ledger.All()));
  }

  private void put(int client, String name, long item) {
    Supplier<?> put = () -> swarm.call(name, new Queue.Put(item));
    journal.operation(client, Kind.PUT, Queues.putting(name, item), put);
  }

  private void take(int client, String name) {
    journal.operation(client, Kind.TAKE, name, () -> swarm.call(name, new Queue.Take()));
  }

  private void queued(int client, String name) {
    journal.operation(client, Kind.QUEUED, name, () -> swarm.call(name, new Queue.All()));
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
            switch (swarm.register(name, Ledger.of(name), GROUP)) {
              case Registration.Registered _ -> "registered";
              case Registration.AlreadyRegistered _ -> "already";
              case Registration.NotStarted(ExitReason reason) when reason.equals(UNREGISTERED) ->
                  "taken back";
              case Registration.NotStarted not -> throw new IllegalStateException("" + not);
            });
  }

  /** Starts the managers that are there from the beginning. */
  static void startManagers(Swarm swarm, Journal journal, int client) {
    Clients one = new Clients(swarm, journal);
    MANAGERS.forEach(name -> one.register(client, name));
    QUEUES.forEach(name -> swarm.register(name, new Queue()));
  }

  /** What there is in the end, seen from here. */
  static void readAll(Swarm swarm, Journal journal, int client, List<String> names) {
    Clients one = new Clients(swarm, journal);
    for (String name : names) {
      if (MANAGERS.contains(name)) one.all(client, name);
      else if (QUEUES.contains(name)) one.queued(client, name);
      else one.lookup(client, name);
    }
  }
}
