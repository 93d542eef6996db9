package multinode.building;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The rooms of one building, each name once, in the order in which they were added.
 *
 * <p>A value: nothing changes it, and adding a room gives another value. So it can be the state of
 * a server, be sent to another node, and be kept there as a copy that is never half new.
 *
 * @param all the rooms, unmodifiable
 */
public record Rooms(List<Room> all) implements Serializable {

  /** What comes of {@link Rooms#add}. */
  public sealed interface Addition {

    /** There is one room more now: these are all. */
    record Added(Rooms rooms) implements Addition {}

    /** Nothing has changed; the reason is for a person to read. */
    record Refused(String reason) implements Addition {}
  }

  /**
   * Rooms of your own, instead of the {@link #standard} ones. Later changes to the list that was
   * given change nothing here.
   *
   * @throws IllegalArgumentException naming a name that is there twice
   */
  public Rooms {
    all = List.copyOf(all);
    Set<String> names = new HashSet<>();
    for (Room room : all) {
      if (!names.add(room.name())) {
        throw new IllegalArgumentException("there are two rooms named " + room.name());
      }
    }
  }

  /** The rooms of a new building: d210 and d220 for 50 with a projector, d224 for 6 without. */
  public static Rooms standard() {
    return new Rooms(
        List.of(
            new Room("d210", 50, true), new Room("d220", 50, true), new Room("d224", 6, false)));
  }

  /**
   * These rooms and one more, last, without a projector. Refused, not thrown, when the name is
   * taken or the capacity is below 1: the caller has made a mistake, the building has not.
   */
  public Addition add(String name, int capacity) {
    if (all.stream().anyMatch(room -> room.name().equals(name))) {
      return new Addition.Refused("there is a room named %s already".formatted(name));
    }
    if (capacity < 1) {
      return new Addition.Refused(
          "room %s would hold %d people; it must hold 1 or more".formatted(name, capacity));
    }
    List<Room> more = new ArrayList<>(all);
    more.add(new Room(name, capacity, false));
    return new Addition.Added(new Rooms(more));
  }
}
