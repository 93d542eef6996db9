package multinode.cluster;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import multinode.process.NodeName;

/**
 * The simplest topology: a list of nodes that somebody has written down. The same list is given to
 * all of them, so each finds itself on it. libcluster's strategy for such a list is called Epmd.
 *
 * @param nodes the nodes, each once, in the order of the list, unmodifiable
 */
public record HostList(List<NodeName> nodes) {

  /** These nodes; each is to be there once. */
  public HostList {
    nodes = List.copyOf(nodes);
  }

  /**
   * Reads names with commas between them, and any spaces or line ends around them: {@code
   * a@127.0.0.1, b@127.0.0.1}.
   *
   * @throws IllegalArgumentException telling all that is wrong with {@code text}: each entry that
   *     is not the name of a node, and each node that is there more than once
   */
  public static HostList parse(String text) {
    Set<NodeName> nodes = new LinkedHashSet<>();
    List<String> wrong = new ArrayList<>();
    for (String entry : text.split(",", -1)) {
      try {
        NodeName node = NodeName.parse(entry.strip());
        if (!nodes.add(node)) wrong.add(node + " is there more than once");
      } catch (IllegalArgumentException e) {
        wrong.add(e.getMessage());
      }
    }
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException("in the list of nodes, " + String.join("; ", wrong));
    }
    return new HostList(List.copyOf(nodes));
  }

  /** Whom {@code self} is to connect to: all but itself. It need not be on the list. */
  public List<NodeName> others(NodeName self) {
    return nodes.stream().filter(node -> !node.equals(self)).toList();
  }
}
