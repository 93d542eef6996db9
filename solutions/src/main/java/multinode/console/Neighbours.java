package multinode.console;

import static java.util.stream.Collectors.joining;

import java.util.List;
import multinode.node.Node;
import multinode.node.NodeName;
import multinode.process.Event;

/**
 * Tells whom a node is connected to, for who cannot ask it: a line at the start, and one after each
 * change, such as {@code connected to b@127.0.0.1, c@127.0.0.1}.
 */
record Neighbours(Node node) {

  void tell() {
    node.events().listen(this::heard);
    print();
  }

  private void heard(Event event) {
    switch (event.kind()) {
      case NODE_UP, NODE_DOWN -> print();
      default -> {}
    }
  }

  /** One at a time, so that the last line is the latest. */
  private synchronized void print() {
    List<NodeName> nodes = node.nodes();
    String all = nodes.stream().map(NodeName::toString).collect(joining(", "));
    System.out.println("connected to " + (nodes.isEmpty() ? "nobody" : all));
  }
}
