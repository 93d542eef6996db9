package multinode.cluster;

import com.hazelcast.config.JoinConfig;
import java.net.InetAddress;

/**
 * The strategy without any list: a node that starts shouts into the local network, and the eldest
 * member answers. Works where multicast does: within a network segment, between the containers of
 * one bridge, on the loopback interface; not in most clouds.
 *
 * <p>libcluster's <a href="https://hexdocs.pm/libcluster/Cluster.Strategy.Gossip.html">Gossip</a>
 * does the same.
 *
 * @param group the multicast address, 224.0.0.0 to 239.255.255.255
 * @param port the UDP port
 */
public record Gossip(String group, int port) implements Strategy {

  /** Hazelcast's own group and port. */
  public static final Gossip STANDARD = new Gossip("224.2.2.3", 54327);

  /** Refuses an address that is no multicast group, and what is no port. */
  public Gossip {
    if (!group.matches("[0-9.]+") || !InetAddress.ofLiteral(group).isMulticastAddress()) {
      throw new IllegalArgumentException(
          "%s is not a multicast group: 224.0.0.0 to 239.255.255.255".formatted(group));
    }
    if (port < 1 || port > 65535) throw new IllegalArgumentException(port + " is not a port");
  }

  @Override
  public void configure(JoinConfig join, PortRange ports) {
    join.getMulticastConfig()
        .setEnabled(true)
        .setMulticastGroup(group)
        .setMulticastPort(port)
        .setMulticastTimeoutSeconds(1)
        .setLoopbackModeEnabled(true);
  }
}
