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
 */
public record Topology(
    String name, Strategy strategy, Optional<Cookie> secret, PortRange ports, Detection detection) {

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
  }

  /** An open topology on Hazelcast's own ports, with the times for a lab. */
  public static Topology of(String name, Strategy strategy) {
    return new Topology(name, strategy, Optional.empty(), PortRange.STANDARD, Detection.STANDARD);
  }

  /** The same for those who have this secret: another topology than that of any other secret. */
  public Topology withSecret(Cookie cookie) {
    return new Topology(name, strategy, Optional.of(cookie), ports, detection);
  }

  /** The same on other ports. */
  public Topology withPorts(PortRange other) {
    return new Topology(name, strategy, secret, other, detection);
  }

  /** The same with other times. */
  public Topology withDetection(Detection other) {
    return new Topology(name, strategy, secret, ports, other);
  }

  /** What Hazelcast calls the cluster: members with another name never join. */
  String clusterName() {
    return secret.map(cookie -> ClusterName.of(name, cookie)).orElse(name);
  }
}
