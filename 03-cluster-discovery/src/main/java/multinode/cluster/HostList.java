package multinode.cluster;

import java.util.List;
import multinode.process.NodeName;
import workbook.Todo;

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
    // 3.1: NodeName reads one name, or says what is wrong with it. Who has to hear all of it?
    throw new Todo("3.1", "read the names between the commas, or tell all that is wrong");
  }

  /** Whom {@code self} is to connect to: all but itself. It need not be on the list. */
  public List<NodeName> others(NodeName self) {
    // 3.1: when are two names the name of one node?
    throw new Todo("3.1", "give the nodes of the list without this one");
  }
}
