package nemesis;

import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import multinode.roomy.Roomy;
import multinode.swarm.Swarm;
import nemesis.Operation.Kind;

/** Clients of one node who have people walk from room to room, all of them the same people. */
final class Walkers {

  /** The rooms that there are. */
  static final List<String> ROOMS =
      List.of(
          "attic", "bath", "bedroom", "cellar", "den", "garage", "garden", "hall", "kitchen",
          "library", "office", "studio");

  /** The people. */
  static final List<String> PEOPLE =
      List.of(
          "ada",
          "alan",
          "barbara",
          "claude",
          "donald",
          "edsger",
          "frances",
          "grace",
          "hedy",
          "ivan",
          "james",
          "jess",
          "ken",
          "leslie",
          "lucy",
          "margaret",
          "niklaus",
          "olga",
          "peter",
          "radia",
          "robin",
          "sophie",
          "tony",
          "vera");

  private static final String TO = " to ";

  /** The number of the client who has the first person come in. */
  private static final int FIRST = 100;

  private final Roomy roomy;
  private final Journal journal;

  Walkers(Swarm swarm, Journal journal) {
    this.roomy = new Roomy(swarm);
    this.journal = journal;
  }

  /** Has the rooms be there, and everybody come into the hall at once. */
  static void moveIn(Swarm swarm, Journal journal) {
    Walkers all = new Walkers(swarm, journal);
    all.roomy.addRooms(ROOMS);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String person : PEOPLE) {
        int client = FIRST + PEOPLE.indexOf(person);
        threads.execute(() -> all.walk(client, person, "hall"));
      }
    }
  }

  /** Starts so many. */
  static Crowd start(Swarm swarm, Journal journal, int count, long seed) {
    return Crowd.start(count, seed, new Walkers(swarm, journal)::walk);
  }

  /** Has somebody walk somewhere. */
  void walk(int client, Random random) {
    walk(client, one(PEOPLE, random), one(ROOMS, random));
  }

  private static String one(List<String> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }

  private void walk(int client, String person, String room) {
    journal.operation(
        client,
        Kind.WALK,
        person + TO + room,
        () -> {
          roomy.walkInto(room, person);
          return room;
        });
  }

  /** Who walks in such an operation. */
  static String person(Operation walk) {
    return walk.name().split(TO)[0];
  }

  /** Where to. */
  static String room(Operation walk) {
    return walk.name().split(TO)[1];
  }
}
