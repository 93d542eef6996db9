package multinode.cluster;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.config.TcpIpConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where Hazelcast looks for members: on those ports of listed hosts, and at those addresses of
 * former members, where somebody listens at this moment. It would wait five seconds for each where
 * nobody does, and it asks this before each search.
 */
final class Listening extends TcpIpConfig implements MembershipListener {

  private static final Duration LIMIT = Duration.ofSeconds(1);

  private final PortRange ports;
  private final Set<InetSocketAddress> members = ConcurrentHashMap.newKeySet();
  private final Set<InetSocketAddress> former = ConcurrentHashMap.newKeySet();

  /** Looks on these hosts. */
  Listening(TcpIpConfig hosts, PortRange ports) {
    this.ports = ports;
    setEnabled(hosts.isEnabled());
    setConnectionTimeoutSeconds(hosts.getConnectionTimeoutSeconds());
    setMembers(hosts.getMembers());
  }

  @Override
  public void memberAdded(MembershipEvent event) {
    members.add(event.getMember().getSocketAddress());
  }

  @Override
  public void memberRemoved(MembershipEvent event) {
    members.remove(event.getMember().getSocketAddress());
    former.add(event.getMember().getSocketAddress());
  }

  /** Addresses, and hosts that cannot be resolved, about which Hazelcast complains. */
  @Override
  public List<String> getMembers() {
    Set<InetSocketAddress> all = new LinkedHashSet<>(former);
    for (String host : super.getMembers()) {
      IntStream.range(0, ports.count())
          .forEach(i -> all.add(new InetSocketAddress(host, ports.first() + i)));
    }
    all.removeAll(members);
    List<CompletableFuture<Stream<String>>> asked =
        all.stream()
            .map(one -> CompletableFuture.supplyAsync(() -> found(one), Thread::startVirtualThread))
            .toList();
    return asked.stream().flatMap(CompletableFuture::join).distinct().toList();
  }

  private static Stream<String> found(InetSocketAddress address) {
    if (address.isUnresolved()) return Stream.of(address.getHostString());
    try (Socket socket = new Socket()) {
      socket.connect(address, (int) LIMIT.toMillis());
      String host = address.getAddress().getHostAddress();
      return Stream.of(
          (host.contains(":") ? "[%s]:%d" : "%s:%d").formatted(host, address.getPort()));
    } catch (IOException nobody) {
      return Stream.empty();
    }
  }
}
