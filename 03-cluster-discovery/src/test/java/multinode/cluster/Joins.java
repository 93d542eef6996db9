package multinode.cluster;

import com.hazelcast.config.JoinConfig;
import java.util.ArrayList;
import java.util.List;

/** What a strategy makes of Hazelcast's ways to look for members. */
final class Joins {

  private Joins() {}

  /** A configuration where all ways were off, and then the strategy was asked. */
  static JoinConfig configured(Strategy strategy, PortRange ports) {
    JoinConfig join = new JoinConfig();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    strategy.configure(join, ports);
    return join;
  }

  /** The ways that are on. */
  static List<String> on(JoinConfig join) {
    List<String> on = new ArrayList<>();
    if (join.getMulticastConfig().isEnabled()) on.add("multicast");
    if (join.getTcpIpConfig().isEnabled()) on.add("TCP/IP");
    if (join.getKubernetesConfig().isEnabled()) on.add("Kubernetes");
    if (join.getAutoDetectionConfig().isEnabled()) on.add("auto-detection");
    return on;
  }
}
