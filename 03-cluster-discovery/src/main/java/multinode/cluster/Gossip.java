package multinode.cluster;

import com.hazelcast.config.JoinConfig;
import workbook.Todo;

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
    // 3.2: 224.0.0.0 to 239.255.255.255 are groups, written as numbers; 1 to 65535 are ports.
    throw new Todo("3.2", "refuse what is no multicast group, and what is no port");
  }

  @Override
  public void configure(JoinConfig join, PortRange ports) {
    // 3.2: who hears a member that shouts on this very machine?
    throw new Todo(
        "3.2", "switch multicast on: the group, the port, a second, and this machine too");
  }
}
