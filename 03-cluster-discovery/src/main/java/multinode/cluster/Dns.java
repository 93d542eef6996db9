package multinode.cluster;

import com.hazelcast.config.JoinConfig;
import workbook.Todo;

/**
 * The strategy for a name that stands for all nodes: its address records are the hosts to look on.
 * So a Kubernetes headless service works, a name of a Docker network, and any DNS server's.
 *
 * <p>Each host runs one member then, on the first of the {@link PortRange}. A name that cannot be
 * looked up finds nobody, and loses nobody: it is looked up again a second later.
 *
 * <p>Java keeps what a name service says, 30 s unless the security property {@code
 * networkaddress.cache.ttl} is set before the first look-up; the program of a node sets it to 1 s.
 *
 * <p>libcluster calls it <a
 * href="https://hexdocs.pm/libcluster/Cluster.Strategy.DNSPoll.html">DNSPoll</a>.
 *
 * @param name the name to look up
 */
public record Dns(String name) implements Strategy {

  /** Refuses an empty name. */
  public Dns {
    if (name.isBlank()) throw new IllegalArgumentException("a name to look up is needed");
  }

  @Override
  public void configure(JoinConfig join, PortRange ports) {
    // 3.7: Hazelcast looks names up for its Kubernetes strategy. Which name, and which port there?
    throw new Todo("3.7", "have Hazelcast look the name up");
  }
}
