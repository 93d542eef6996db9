package multinode.cluster;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import com.hazelcast.core.LifecycleListener;
import com.hazelcast.internal.nio.Protocols;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Where Hazelcast looks for members: at those addresses where somebody greets at this moment who is
 * not a member yet. It asks this before each search.
 *
 * <p>Alone, it would wait five seconds for each address where nobody listens, and ten where the
 * system takes the connection and the process says nothing: one that is frozen, or has only just
 * been started. All who start at that moment would wait with it.
 */
final class Answering implements MembershipListener, LifecycleListener {

  private static final Duration LIMIT = Duration.ofSeconds(1);

  /** What each side of a connection of members says first; then nothing more is asked of it. */
  private static final byte[] GREETING = Protocols.CLUSTER.getBytes(StandardCharsets.US_ASCII);

  private final Set<InetSocketAddress> members = ConcurrentHashMap.newKeySet();
  private final Set<InetSocketAddress> former = ConcurrentHashMap.newKeySet();

  @Override
  public void memberAdded(MembershipEvent event) {
    members.add(event.getMember().getSocketAddress());
  }

  @Override
  public void memberRemoved(MembershipEvent event) {
    members.remove(event.getMember().getSocketAddress());
    former.add(event.getMember().getSocketAddress());
  }

  /** What merges into another part of the network is alone meanwhile, and nobody tells it so. */
  @Override
  public void stateChanged(LifecycleEvent event) {
    if (event.getState() != LifecycleState.MERGING) return;
    former.addAll(members);
    members.clear();
  }

  /** Where there were members that are none now. */
  Set<InetSocketAddress> former() {
    return Set.copyOf(former);
  }

  /**
   * Those of some places where somebody answers who is not a member yet. Blocks for two seconds at
   * most, however many there are.
   */
  <T> List<T> among(Collection<T> places, Function<T, InetSocketAddress> where) {
    List<CompletableFuture<Stream<T>>> asked =
        places.stream()
            .filter(place -> !members.contains(where.apply(place)))
            .map(place ->
                CompletableFuture.supplyAsync(
                    () -> Stream.of(place).filter(one -> answers(where.apply(one))),
                    Thread::startVirtualThread))
            .toList();
    return asked.stream().flatMap(CompletableFuture::join).toList();
  }

  private static boolean answers(InetSocketAddress address) {
    try (Socket socket = new Socket()) {
      socket.connect(address, (int) LIMIT.toMillis());
      socket.setSoTimeout((int) LIMIT.toMillis());
      socket.getOutputStream().write(GREETING);
      return Arrays.equals(socket.getInputStream().readNBytes(GREETING.length), GREETING);
    } catch (IOException nobody) {
      return false;
    }
  }
}
