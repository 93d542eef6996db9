package multinode.process;

/**
 * Identifies one process in the whole cluster: a pid is never used a second time.
 *
 * @param node the full name of the node on which the process runs, such as {@code a@127.0.0.1}
 * @param incarnation which start of that node; a node that restarts under its old name gets another
 *     one, so a pid from before the restart reaches nobody
 * @param id the number of the process on its node, counted from 1
 */
public record Pid(String node, int incarnation, long id) implements Destination, Comparable<Pid> {

  @Override
  public int compareTo(Pid other) {
    int order = node.compareTo(other.node);
    if (order == 0) order = Integer.compare(incarnation, other.incarnation);
    return order == 0 ? Long.compare(id, other.id) : order;
  }

  /** The form the console prints: {@code <17.a@127.0.0.1>}. */
  @Override
  public String toString() {
    return "<" + id + "." + node + ">";
  }
}
