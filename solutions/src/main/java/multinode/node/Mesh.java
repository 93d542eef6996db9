package multinode.node;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import multinode.process.NodeName;

/**
 * Makes every node know every other. A node that gets a new peer tells it the peers it has; a node
 * that is told of nodes it is not connected to connects to them. So one connection to any node of a
 * cluster is enough to join all of it.
 */
public final class Mesh {

  private final NodeName self;
  private final Supplier<List<NodeName>> peers;
  private final Consumer<NodeName> connect;

  /**
   * The mesh as one node sees it.
   *
   * @param self this node
   * @param peers the connected nodes that want to be in the mesh
   * @param connect starts to connect to a node, and does not wait until it is connected
   */
  public Mesh(NodeName self, Supplier<List<NodeName>> peers, Consumer<NodeName> connect) {
    this.self = self;
    this.peers = peers;
    this.connect = connect;
  }

  /** What to tell a new peer: the other peers. Empty when there is nothing to tell. */
  public List<NodeName> introduce(NodeName newPeer) {
    return peers.get().stream().filter(peer -> !peer.equals(newPeer)).toList();
  }

  /** A peer has told which nodes it knows. Does not block. */
  public void heard(List<NodeName> nodes) {
    List<NodeName> known = peers.get();
    nodes.stream().filter(node -> !node.equals(self) && !known.contains(node)).forEach(connect);
  }
}
