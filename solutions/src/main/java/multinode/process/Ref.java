package multinode.process;

import java.io.Serializable;

/**
 * A reference that is unique in the whole cluster. It tells answers apart: which monitor fired,
 * which request was answered.
 *
 * @param node the full name of the node that made it
 * @param incarnation which start of that node
 * @param id a number counted on that node from 1
 */
public record Ref(String node, int incarnation, long id) implements Serializable {

  /** Whether a message ends the wait for this: its {@link Reply} or its {@link Down}. */
  public boolean settledBy(Object message) {
    return switch (message) {
      case Reply reply -> reply.ref().equals(this);
      case Down down -> down.ref().equals(this);
      default -> false;
    };
  }

  /** The number alone tells nearly all of them apart. */
  @Override
  public int hashCode() {
    return Long.hashCode(id);
  }

  @Override
  public String toString() {
    return "#Ref<" + id + "." + node + ">";
  }
}
