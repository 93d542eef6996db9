package nemesis;

import java.time.Duration;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import multinode.roomy.RoomRequest;
import multinode.swarm.GroupReply;
import multinode.swarm.Swarm;

/**
 * Who is in which room, as the rooms say themselves.
 *
 * @param rooms by room, who is there and with which of his steps he came
 */
record Whereabouts(SortedMap<String, SortedMap<String, Long>> rooms) {

  private static final Duration LIMIT = Duration.ofSeconds(5);

  /** The group of the servers of all rooms, and what their names begin with. */
  private static final String GROUP = "rooms";

  private static final String PREFIX = "room ";

  /** As all rooms say now. */
  static Whereabouts of(Swarm swarm) {
    GroupReply<SortedMap<String, Long>> reply =
        swarm.multiCall(GROUP, new RoomRequest.WhoIsIn(), LIMIT);
    if (!reply.failed().isEmpty()) throw reply.failed().firstEntry().getValue();
    SortedMap<String, SortedMap<String, Long>> rooms = new TreeMap<>();
    reply
        .replies()
        .forEach((server, guests) -> rooms.put(server.substring(PREFIX.length()), guests));
    return new Whereabouts(rooms);
  }

  /** The rooms of a person: one, when all is well. */
  SortedSet<String> of(String person) {
    return rooms.entrySet().stream()
        .filter(room -> room.getValue().containsKey(person))
        .map(room -> room.getKey())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Reads what {@link #toString} has written. */
  static Whereabouts parse(String text) {
    SortedMap<String, SortedMap<String, Long>> rooms = new TreeMap<>();
    for (String room : text.isEmpty() ? new String[0] : text.split(" ")) {
      String[] parts = room.split(":", 2);
      SortedMap<String, Long> guests = rooms.computeIfAbsent(parts[0], unused -> new TreeMap<>());
      for (String guest : parts[1].isEmpty() ? new String[0] : parts[1].split(",")) {
        guests.put(guest.split("=")[0], Long.valueOf(guest.split("=")[1]));
      }
    }
    return new Whereabouts(rooms);
  }

  /** Such as {@code bath: kitchen:alan=12,lucy=3}. */
  @Override
  public String toString() {
    return rooms.entrySet().stream()
        .map(room ->
            room.getKey()
                + ":"
                + room.getValue().entrySet().stream()
                    .map(Object::toString)
                    .collect(Collectors.joining(",")))
        .collect(Collectors.joining(" "));
  }
}
