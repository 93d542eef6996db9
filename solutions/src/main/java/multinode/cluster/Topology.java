package multinode.cluster;

import java.util.Optional;
import multinode.node.Cookie;

/**
 * Nodes that belong together: a name, and how they find each other. A node may be in several.
 *
 * @param name what they call it, 1 to 40 letters, digits, dots, dashes and underscores
 * @param strategy how they find each other
 * @param secret who does not have it is not found; without one, a topology is open to everybody who
 *     knows its name
 * @param ports where they listen for each other
 * @param detection how soon they notice that one is gone
 * @param size how many nodes there are when all are there, so that more than half of them can be
 *     told from fewer; empty when nobody needs to know
 */
public record Topology(
    String name,
    Strategy strategy,
    Optional<Cookie> secret,
    PortRange ports,
    Detection detection,
    Optional<Integer> size) {

  /** Hazelcast keeps no more copies of an entry than these. */
  private static final int MOST_COPIES = 6;

  /** Refuses a topology without a proper name or a strategy. */
  public Topology {
    if (!name.matches("[\\w.-]{1,40}")) {
      throw new IllegalArgumentException(
          "\"%s\" does not name a topology: 1 to 40 letters, digits, . - _".formatted(name));
    }
    if (strategy == null) {
      throw new IllegalArgumentException(
          "the topology %s has no strategy: choose Epmd, Gossip, Dns or Kubernetes"
              .formatted(name));
    }
    if (size.isPresent() && size.get() < 1) {
      throw new IllegalArgumentException(
          "a cluster of %d nodes makes no sense: at least 1".formatted(size.get()));
    }
  }

  /** An open topology on Hazelcast's own ports, with the times for a lab. */
  public static Topology of(String name, Strategy strategy) {
    return new Topology(
        name, strategy, Optional.empty(), PortRange.STANDARD, Detection.STANDARD, Optional.empty());
  }

  /** The same for those who have this secret: another topology than that of any other secret. */
  public Topology withSecret(Cookie cookie) {
    return new Topology(name, strategy, Optional.of(cookie), ports, detection, size);
  }

  /** The same on other ports. */
  public Topology withPorts(PortRange other) {
    return new Topology(name, strategy, secret, other, detection, size);
  }

  /** The same with other times. */
  public Topology withDetection(Detection other) {
    return new Topology(name, strategy, secret, ports, other, size);
  }

  /** The same of so many nodes. */
  public Topology withSize(int nodes) {
    return new Topology(name, strategy, secret, ports, detection, Optional.of(nodes));
  }

  /**
   * On how many members each entry is kept besides its first one: one. In a topology with a size so
   * many, up to 6, that every part of more than half of the nodes has one of the copies, whichever
   * nodes it is made of.
   */
  public int copies() {
    return Math.clamp(size.orElse(1) / 2, 1, MOST_COPIES);
  }

  /** What Hazelcast calls the cluster: members with another name never join. */
  String clusterName() {
    return secret.map(cookie -> ClusterName.of(name, cookie)).orElse(name);
  }
}
