package multinode.console;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import multinode.node.Node;
import multinode.process.Event;
import multinode.process.Events;
import multinode.process.NodeName;

/**
 * Tells whom a node is connected to, for a reader of its log: a line at the start and one after
 * each change, such as {@code connected to b@127.0.0.1, c@127.0.0.1}. While discovery finds other
 * nodes than those, the line names them too: {@code connected to nobody; found b@127.0.0.1}.
 */
final class Neighbours {

  private final Node node;
  private final Set<NodeName> found = new TreeSet<>();

  private Neighbours(Node node) {
    this.node = node;
  }

  /** Begins to tell. */
  static void tell(Node node) {
    Neighbours neighbours = new Neighbours(node);
    node.events().listen(Events.NODES, neighbours::heard);
    neighbours.print();
  }

  /** One at a time, so that the last line is the latest. */
  private synchronized void heard(Event event) {
    switch (event.kind()) {
      case NODE_UP, NODE_DOWN -> print();
      case MEMBER_UP -> found(event.peer(), true);
      case MEMBER_DOWN -> found(event.peer(), false);
      default -> {}
    }
  }

  private void found(String name, boolean there) {
    NodeName member = NodeName.parse(name);
    if (member.equals(node.self())) return;
    if (there ? found.add(member) : found.remove(member)) print();
  }

  private synchronized void print() {
    System.out.println(line(new TreeSet<>(node.nodes()), found));
  }

  static String line(Set<NodeName> connected, Set<NodeName> found) {
    String line = "connected to " + names(connected);
    return found.isEmpty() || found.equals(connected) ? line : line + "; found " + names(found);
  }

  private static String names(Collection<NodeName> nodes) {
    return nodes.isEmpty()
        ? "nobody"
        : String.join(", ", nodes.stream().map(NodeName::toString).toList());
  }
}
