package multinode.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import multinode.genserver.CallFailed;
import multinode.genserver.CallResult;
import multinode.genserver.GenServer;
import multinode.genserver.Init;
import multinode.genserver.Request;
import multinode.manager.Counter;
import multinode.process.Context;
import multinode.process.From;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

/** Servers that need long to start keep nobody else waiting. */
@ExtendWith(HarnessExtension.class)
class SlowStartTest {

  /** Needs eight seconds where it moves to. */
  private record Slow() implements ClusterServer<Long> {
    @Override
    public Init<Long> init(Context self) {
      if (self.self().node().startsWith("b@")) self.sleep(Duration.ofSeconds(8));
      return Init.ok(0L);
    }

    @Override
    public CallResult<Long> handleCall(Request<?> request, From from, Long count, Context self) {
      return new Counter(Durability.NONE).handleCall(request, from, count, self);
    }
  }

  @Test
  @DisplayName("a hundred counters move beside four that start slowly, and answer all the time")
  void beside(Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(60));
    Swarm a = Trial.start(nodes, "a").getFirst();
    Map<String, GenServer<?>> all = new TreeMap<>(Trial.counters(100, Durability.HANDOFF));
    for (int i = 0; i < 4; i++) all.put("slow" + i, new Slow());
    a.registerAll(all);
    AtomicBoolean isOver = new AtomicBoolean();
    Set<String> failed = ConcurrentHashMap.newKeySet();
    Map<String, Duration> longest = new ConcurrentHashMap<>();
    for (int i = 0; i < 100; i++) {
      String name = "c" + i;
      Thread.ofVirtual()
          .start(() -> {
            while (!isOver.get()) {
              long begun = System.nanoTime();
              try {
                a.call(name, new Counter.Value());
              } catch (CallFailed e) {
                failed.add(name + ": " + e.reason());
              }
              Duration took = Duration.ofNanos(System.nanoTime() - begun);
              longest.merge(name, took, (x, y) -> x.compareTo(y) > 0 ? x : y);
              LockSupport.parkNanos(20_000_000);
            }
          });
    }
    Swarm b = Trial.join(nodes, a.cluster().topology(), "b");
    Trial.awaitBalance(a, 2);
    isOver.set(true);
    Set<String> moved = new TreeSet<>();
    for (String name : all.keySet()) if (Trial.isOn(a, name, b)) moved.add(name);
    assertThat(moved).anyMatch(name -> name.startsWith("c"));
    assertThat(moved).anyMatch(name -> name.startsWith("slow"));
    assertThat(failed).as("failed calls").isEmpty();
    assertThat(longest.values()).allMatch(took -> took.compareTo(Duration.ofSeconds(4)) < 0);
  }
}
