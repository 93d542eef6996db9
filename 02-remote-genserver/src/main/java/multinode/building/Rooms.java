package multinode.building;

import java.io.Serializable;
import java.util.List;
import workbook.Todo;

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
    // 2.1: who else could change this list? And may two rooms have one name?
    throw new Todo("2.1", "keep a copy that nobody can change; refuse a name that is there twice");
  }

  /** The rooms of a new building: d210 and d220 for 50 with a projector, d224 for 6 without. */
  public static Rooms standard() {
    // 2.1: the three rooms that stand above, in that order.
    throw new Todo("2.1", "give the three rooms of a new building");
  }

  /**
   * These rooms and one more, last, without a projector. Refused, not thrown, when the name is
   * taken or the capacity is below 1: the caller has made a mistake, the building has not.
   */
  public Addition add(String name, int capacity) {
    // 2.1: Refused, when it must be; else Added, with other rooms than these.
    throw new Todo("2.1", "answer with the rooms and one more, or with a reason why not");
  }
}
