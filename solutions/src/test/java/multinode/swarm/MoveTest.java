package multinode.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import multinode.cluster.Cluster;
import multinode.cluster.Members;
import multinode.cluster.Topology;
import multinode.genserver.CallResult;
import multinode.genserver.Init;
import multinode.genserver.Request;
import multinode.manager.Counter;
import multinode.node.Node;
import multinode.process.Context;
import multinode.process.From;
import multinode.registry.Registration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

/** Servers that move as they want to, and nodes that come back. */
@ExtendWith(HarnessExtension.class)
class MoveTest {

  private static final Map<String, AtomicInteger> WORKING = new ConcurrentHashMap<>();
  private static final AtomicInteger TOGETHER = new AtomicInteger();

  /** Has a linked process that works, of which there may be one in the whole cluster. */
  private record Loner(String name) implements ClusterServer<Long> {
    @Override
    public Overlap overlap() {
      return Overlap.QUIET_FIRST;
    }

    @Override
    public Init<Long> init(Context self) {
      AtomicInteger working = WORKING.computeIfAbsent(name, unused -> new AtomicInteger());
      TOGETHER.accumulateAndGet(working.get(), Math::max);
      working.incrementAndGet();
      self.spawnLink(worker -> {
        try {
          worker.receive();
        } finally {
          working.decrementAndGet();
        }
      });
      return Init.ok(0L);
    }

    @Override
    public CallResult<Long> handleCall(Request<?> request, From from, Long count, Context self) {
      return new Counter(Durability.NONE).handleCall(request, from, count, self);
    }
  }

  @Test
  @DisplayName("one that wants quiet first has ended, with its processes, before it starts again")
  void quiet(Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(60));
    Topology topology = Members.topology(nodes);
    Swarm a = Swarm.start(Members.join(nodes.start("a"), topology), Settings.STANDARD);
    Map<String, Loner> all = new TreeMap<>();
    for (int i = 0; i < 12; i++) all.put("loner" + i, new Loner("loner" + i));
    a.registerAll(all);
    Node b = nodes.start("b");
    for (long round = 1; round <= 2; round++) {
      for (String name : all.keySet()) {
        assertThat(a.call(name, new Counter.Add())).as(name).isEqualTo(round);
      }
      Cluster second = Members.join(b, topology);
      Swarm swarm = Swarm.start(second, Settings.STANDARD);
      Await.until(
          "b has a share, and nothing is on its way",
          Members.FORMING,
          () -> a.isBalanced() && a.counts().getOrDefault(b.self(), 0) > 0);
      for (String name : all.keySet()) {
        assertThat(swarm.call(name, new Counter.Value())).as(name).isEqualTo(round);
      }
      second.drain();
    }
    assertThat(TOGETHER).as("others that worked when one started").hasValue(0);
    Await.until("one works for each", () -> WORKING.values().stream().allMatch(n -> n.get() == 1));
  }

  @Test
  @DisplayName("a node that has left a topology can take part again")
  void again(Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(60));
    Topology topology = Members.topology(nodes);
    Node a = nodes.start("a");
    Map<String, Counter> all = new TreeMap<>();
    for (int i = 0; i < 3; i++) {
      Cluster cluster = Members.join(a, topology);
      Swarm swarm = Swarm.start(cluster, Settings.STANDARD);
      all.put("c" + i, new Counter(Durability.EVERY_CHANGE));
      assertThat(swarm.registerAll(all).values())
          .allMatch(Registration.Registered.class::isInstance);
      assertThat(swarm.names()).isEqualTo(all.keySet());
      cluster.drain();
    }
  }
}
