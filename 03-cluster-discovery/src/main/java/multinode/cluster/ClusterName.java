package multinode.cluster;

import multinode.node.Cookie;
import workbook.Todo;

/**
 * What Hazelcast calls the cluster of a topology with a secret. Members with another cluster name
 * never join, so the nodes of each secret keep to themselves, whatever they call their topology.
 *
 * <p>The name crosses the network in the clear. It tells the topology, and not the cookie; but a
 * listener can repeat it. So it only keeps strangers apart that do not mean to meet. The nodes'
 * handshake, which cannot be repeated, decides who really belongs to us.
 */
final class ClusterName {

  private static final int DIGITS = 16;

  private ClusterName() {}

  /**
   * The name for nodes with this secret: the topology's, and a keyed hash of it.
   *
   * @return such as {@code lab-93f1c2…}, with 16 hexadecimal digits
   */
  static String of(String topology, Cookie cookie) {
    // 3.5: everybody may see this name. What may it tell, and what must nobody be able to try out?
    throw new Todo(
        "3.5", "make the name from the topology and what only the cookie can make of it");
  }
}
