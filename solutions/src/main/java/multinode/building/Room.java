package multinode.building;

import java.io.Serializable;

/**
 * A room of a building.
 *
 * @param name what people call it, such as {@code d210}
 * @param capacity how many people it holds, 1 or more
 * @param projector whether it has one
 */
public record Room(String name, int capacity, boolean projector) implements Serializable {

  /**
   * A room.
   *
   * @throws IllegalArgumentException when it would hold nobody
   */
  public Room {
    if (capacity < 1) {
      throw new IllegalArgumentException(
          "room %s would hold %d people; it must hold 1 or more".formatted(name, capacity));
    }
  }

  /** The form the console prints: {@code d210(50, projector)}. */
  @Override
  public String toString() {
    return name + "(" + capacity + (projector ? ", projector)" : ")");
  }
}
