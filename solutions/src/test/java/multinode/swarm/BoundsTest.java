package multinode.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import multinode.genserver.GenServer;
import multinode.genserver.Init;
import multinode.genserver.Request;
import multinode.manager.Counter;
import multinode.process.Context;
import multinode.registry.Registration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

/** Whatever is asked of a swarm, an answer comes in time. */
@ExtendWith(HarnessExtension.class)
class BoundsTest {

  private static final Duration LIMIT = Duration.ofSeconds(12);

  /** A request that cannot be sent to another node. */
  private static final class Odd implements Request<Long> {}

  /** A server that takes room. */
  private record Fat(String text) implements GenServer<Integer> {
    @Override
    public Init<Integer> init(Context self) {
      return Init.ok(text.length());
    }
  }

  @Test
  @DisplayName("a request that cannot travel is an error for each that it was for, in time")
  void cannotTravel(Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(40));
    Swarm a = Trial.start(nodes, "a", "b").getFirst();
    a.registerAll(Trial.counters(10, Durability.HANDOFF), "group");
    assertThat(a.counts().values()).allMatch(count -> count > 0);
    GroupReply<Long> reply =
        Trial.within(
            LIMIT,
            "multiCall with a limit of a second",
            () -> a.multiCall("group", new Odd(), Duration.ofSeconds(1)));
    assertThat(reply.replies()).isEmpty();
    assertThat(reply.failed()).hasSize(10);
  }

  @Test
  @DisplayName("a server that is larger than a frame is refused, or registered, in time")
  void large(Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(60));
    List<Swarm> both = Trial.start(nodes, "a", "b");
    Swarm a = both.getFirst();
    String name = Trial.nameOn(a, both.getLast(), List.of());
    Object came =
        Trial.within(
            LIMIT, "register of 17 MB", () -> registered(a, name, new Fat("x".repeat(17 << 20))));
    assertThat(came).isInstanceOfAny(Registration.class, IllegalArgumentException.class);
    if (came instanceof Registration.Registered) assertThat(a.names()).contains(name);
    else assertThat(a.names()).doesNotContain(name);
    String other = Trial.nameOn(a, both.getLast(), List.of(name));
    assertThat(a.register(other, new Counter(Durability.NONE)))
        .isInstanceOf(Registration.Registered.class);
  }

  private static Object registered(Swarm swarm, String name, GenServer<?> server) {
    try {
      return swarm.register(name, server);
    } catch (IllegalArgumentException e) {
      return e;
    }
  }

  @Test
  @DisplayName("four thousand servers of 10 KB each are registered at once")
  void many(Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(60));
    Swarm a = Trial.start(nodes, "a", "b").getFirst();
    Map<String, Fat> all = new TreeMap<>();
    for (int i = 0; i < 4_000; i++) all.put("f" + i, new Fat("x".repeat(10_000)));
    Map<String, Registration> came =
        Trial.within(
            Duration.ofSeconds(30), "registerAll of 4,000 servers", () -> a.registerAll(all));
    assertThat(came.values()).hasSize(4_000).allMatch(Registration.Registered.class::isInstance);
    assertThat(a.names()).hasSize(4_000);
  }

  private static final CountDownLatch BEGUN = new CountDownLatch(1);

  /** Its start takes a minute. */
  private record Slow() implements GenServer<Integer> {
    @Override
    public Init<Integer> init(Context self) {
      BEGUN.countDown();
      self.sleep(Duration.ofMinutes(1));
      return Init.ok(1);
    }
  }

  @Test
  @DisplayName("a server is unregistered while it starts, and whoever registers it is told")
  void whileItStarts(Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(60));
    Swarm a = Trial.start(nodes, "a", "b").getFirst();
    Thread.ofVirtual().start(() -> a.register("slow", new Slow()));
    BEGUN.await();
    assertThat(Trial.within(LIMIT, "unregister", () -> a.unregister("slow"))).isTrue();
    assertThat(a.names()).doesNotContain("slow");
    assertThat(a.whereis("slow")).isEmpty();
  }
}
