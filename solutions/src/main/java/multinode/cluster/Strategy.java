package multinode.cluster;

import com.hazelcast.config.JoinConfig;

/**
 * How the nodes of a topology find each other: from a {@linkplain Epmd list}, by {@linkplain Gossip
 * multicast}, by {@linkplain Dns names}, or by asking {@linkplain Kubernetes the orchestrator}. The
 * word is libcluster's; the work is Hazelcast's.
 *
 * <p>A strategy only says where to look. Whom Hazelcast finds, a {@link Connector} connects.
 */
public interface Strategy {

  /**
   * Switches on one way of joining; all are off before.
   *
   * @param ports where members listen
   */
  void configure(JoinConfig join, PortRange ports);
}
