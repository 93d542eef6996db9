package multinode.cluster;

import java.util.List;
import multinode.node.ConnectResult;
import multinode.node.Node;
import multinode.process.NodeName;

/**
 * What a topology does with the nodes that it finds: libcluster's {@code connect}, {@code
 * disconnect} and {@code list_nodes}, which can be exchanged there too.
 */
public interface Links {

  /** Connects to a node; blocks until that is decided. */
  ConnectResult connect(NodeName node);

  /** Ends the connection to a node; false when there is none. */
  boolean disconnect(NodeName node);

  /** The nodes that are connected. */
  List<NodeName> nodes();

  /** The connections of a node. */
  static Links of(Node node) {
    return new Links() {
      @Override
      public ConnectResult connect(NodeName other) {
        return node.connect(other);
      }

      @Override
      public boolean disconnect(NodeName other) {
        return node.disconnect(other);
      }

      @Override
      public List<NodeName> nodes() {
        return node.nodes();
      }
    };
  }
}
