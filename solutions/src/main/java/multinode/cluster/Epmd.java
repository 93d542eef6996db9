package multinode.cluster;

import com.hazelcast.config.JoinConfig;
import java.util.List;
import multinode.process.NodeName;

/**
 * The strategy for nodes that somebody has written down: each member looks on the hosts of all of
 * them, again and again, until somebody answers. What it finds there is not only what is on the
 * list: every node that runs on such a host and has the same topology and cookie is found too.
 *
 * <p>It takes no multicast and no name service. libcluster calls it <a
 * href="https://hexdocs.pm/libcluster/Cluster.Strategy.Epmd.html">Epmd</a>.
 *
 * @param list the nodes
 */
public record Epmd(HostList list) implements Strategy {

  /** A strategy for nodes as {@link HostList#parse} reads them. */
  public static Epmd of(String list) {
    return new Epmd(HostList.parse(list));
  }

  @Override
  public void configure(JoinConfig join, PortRange ports) {
    List<String> hosts = list.nodes().stream().map(NodeName::host).distinct().toList();
    join.getTcpIpConfig().setEnabled(true).setConnectionTimeoutSeconds(1).setMembers(hosts);
  }
}
