package multinode.cluster;

import com.hazelcast.config.TcpIpConfig;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Where to look with a list: on the ports of its hosts, and where former members were. */
final class Listed extends TcpIpConfig {

  private final PortRange ports;
  private final Answering answering;

  /** Looks on these hosts. */
  Listed(TcpIpConfig hosts, PortRange ports, Answering answering) {
    this.ports = ports;
    this.answering = answering;
    setEnabled(hosts.isEnabled());
    setConnectionTimeoutSeconds(hosts.getConnectionTimeoutSeconds());
    setMembers(hosts.getMembers());
  }

  /** Addresses, and hosts that cannot be resolved, about which Hazelcast complains. */
  @Override
  public List<String> getMembers() {
    Set<InetSocketAddress> all = new LinkedHashSet<>(answering.former());
    for (String host : super.getMembers()) {
      IntStream.range(0, ports.count())
          .forEach(i -> all.add(new InetSocketAddress(host, ports.first() + i)));
    }
    Map<Boolean, List<InetSocketAddress>> byUnknown =
        all.stream().collect(Collectors.partitioningBy(InetSocketAddress::isUnresolved));
    return Stream.concat(
            byUnknown.get(true).stream().map(InetSocketAddress::getHostString).distinct(),
            answering.among(byUnknown.get(false), address -> address).stream().map(Listed::text))
        .toList();
  }

  private static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }
}
