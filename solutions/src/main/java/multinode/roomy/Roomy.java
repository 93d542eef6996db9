package multinode.roomy;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import multinode.genserver.CallFailed;
import multinode.genserver.GenServer;
import multinode.genserver.Request;
import multinode.process.ExitReason;
import multinode.registry.Registration;
import multinode.swarm.GroupReply;
import multinode.swarm.Swarm;

/**
 * Rooms, and people who walk into them: each a server of the whole cluster, which any of its nodes
 * may ask, whichever runs it. What was answered is kept on two nodes.
 *
 * <p>A person is in one room at a time. Between two rooms he is in the corridor, and for that
 * moment in none. While a network is in two parts he may walk in both. When they have met and are
 * settled he is in one room: where he went further, which is where he made more steps; of as many,
 * in either of the two. Rooms and people that only one part knew are known to all then.
 *
 * <p>Nobody and nothing is ever forgotten: a person has a server from his first walk on, also when
 * he has left, and a room keeps an entry for each person who was ever in it, however often.
 *
 * <p>All methods block until it is done, and may be called from any thread.
 *
 * @param swarm whose servers they are
 */
public record Roomy(Swarm swarm) {

  private static final Duration LIMIT = GenServer.CALL_LIMIT;

  /** Has a room of this name; one that there is already stays as it is. */
  public void addRoom(String room) {
    addRooms(List.of(room));
  }

  /**
   * The same for many.
   *
   * @throws IllegalStateException when some could not be started
   */
  public void addRooms(Collection<String> rooms) {
    Map<String, Room> servers = new HashMap<>();
    for (String room : rooms) servers.put(Room.server(room), new Room(room));
    register(servers, Room.GROUP);
  }

  private void register(Map<String, ? extends GenServer<?>> servers, String... groups) {
    SortedMap<String, Registration> failed = new TreeMap<>(swarm.registerAll(servers, groups));
    failed.values().removeIf(result -> !(result instanceof Registration.NotStarted));
    if (failed.isEmpty()) return;
    String first = failed.firstKey() + ": " + failed.get(failed.firstKey());
    throw new IllegalStateException(
        "could not start %,d of %,d, such as %s".formatted(failed.size(), servers.size(), first));
  }

  /** The names of all rooms, sorted. */
  public SortedSet<String> getAllRooms() {
    return swarm.members(Room.GROUP).stream()
        .map(Room::of)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Has a person walk into a room, out of the one where he was.
   *
   * @throws NoSuchElementException when there is no such room: he stays where he is
   * @throws CallFailed when there was no answer: he may have gone, or go yet, or not
   */
  public void walkInto(String room, String person) {
    walkInto(room, List.of(person));
  }

  /** The same for many people at once. */
  public void walkInto(String room, Collection<String> people) {
    Map<String, Person> all = new HashMap<>();
    for (String one : people) all.put(Person.server(one), new Person(one, SwarmDoors.SWARM));
    Person.Walk walk = new Person.Walk(Optional.of(room));
    GroupReply<Boolean> first = swarm.multiCall(all.keySet(), walk, LIMIT);
    failIfAny(first.failed());
    Map<String, Person> strangers = new HashMap<>(all);
    strangers.keySet().removeAll(first.replies().keySet());
    register(strangers);
    GroupReply<Boolean> second = swarm.multiCall(strangers.keySet(), walk, LIMIT);
    if (!second.failed().isEmpty()) throw second.failed().firstEntry().getValue();
    Set<Boolean> moved = new HashSet<>(first.replies().values());
    moved.addAll(second.replies().values());
    if (!moved.contains(false)) return;
    throw unknown(room, moved.contains(true) ? "" : ", and nobody has moved");
  }

  /** Fails with the first failure that is more than that nobody has this name. */
  private static void failIfAny(SortedMap<String, CallFailed> failed) {
    for (CallFailed one : failed.values()) {
      if (!one.reason().equals(ExitReason.NOPROC)) throw one;
    }
  }

  private static NoSuchElementException unknown(String room, String so) {
    return new NoSuchElementException(
        "there is no room \"%s\"%s; addRoom adds one".formatted(room, so));
  }

  /** Has a person leave the room where he is; nothing happens when he is in none. */
  public void leave(String person) {
    Person.Walk out = new Person.Walk(Optional.empty());
    failIfAny(swarm.multiCall(List.of(Person.server(person)), out, LIMIT).failed());
  }

  /**
   * Who is in a room, sorted.
   *
   * @throws NoSuchElementException when there is no such room
   */
  public SortedSet<String> whoIsIn(String room) {
    return new TreeSet<>(ask(List.of(Room.server(room))).firstEntry().getValue().keySet());
  }

  /** Who is in which room, everything sorted; rooms that are empty too. */
  public SortedMap<String, SortedSet<String>> dump() {
    return byRoom(ask(swarm.members(Room.GROUP)));
  }

  /**
   * The same for some rooms.
   *
   * @throws NoSuchElementException when there is no room of one of these names
   */
  public SortedMap<String, SortedSet<String>> dump(Collection<String> rooms) {
    return byRoom(ask(servers(rooms)));
  }

  /** The same for those of these rooms that answer within a limit; the others are left out. */
  public SortedMap<String, SortedSet<String>> dump(Collection<String> rooms, Duration limit) {
    return byRoom(swarm.multiCall(servers(rooms), new RoomRequest.WhoIsIn(), limit).replies());
  }

  private static List<String> servers(Collection<String> rooms) {
    return rooms.stream().map(Room::server).toList();
  }

  /** Asks rooms at once; those whose node died with the question, once more. */
  private SortedMap<String, SortedMap<String, Long>> ask(Collection<String> servers) {
    SortedMap<String, SortedMap<String, Long>> answers = new TreeMap<>();
    Collection<String> left = servers;
    for (long end = System.nanoTime() + LIMIT.toNanos(); ; ) {
      Request<SortedMap<String, Long>> request = new RoomRequest.WhoIsIn();
      Duration limit = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
      GroupReply<SortedMap<String, Long>> reply = swarm.multiCall(left, request, limit);
      answers.putAll(reply.replies());
      left = reply.failed().keySet();
      if (left.isEmpty()) return answers;
      reply
          .failed()
          .forEach((server, failed) -> {
            if (failed.reason().equals(ExitReason.NOPROC)) throw unknown(Room.of(server), "");
            if (System.nanoTime() > end) throw failed;
          });
    }
  }

  /** The rooms are asked at different moments: of two rooms a person is in the later one. */
  private static SortedMap<String, SortedSet<String>> byRoom(
      SortedMap<String, SortedMap<String, Long>> answers) {
    Map<String, Long> last = new HashMap<>();
    for (SortedMap<String, Long> inside : answers.values()) {
      inside.forEach((person, step) -> last.merge(person, step, Math::max));
    }
    SortedMap<String, SortedSet<String>> rooms = new TreeMap<>();
    answers.forEach((server, inside) -> {
      SortedSet<String> people = new TreeSet<>(inside.keySet());
      people.removeIf(person -> inside.get(person) < last.get(person));
      rooms.put(Room.of(server), people);
    });
    return rooms;
  }
}
