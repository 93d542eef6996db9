package multinode.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import multinode.genserver.CallFailed;
import multinode.genserver.CallResult;
import multinode.genserver.GenServer;
import multinode.genserver.Init;
import multinode.genserver.Request;
import multinode.genserver.Result;
import multinode.manager.Counter;
import multinode.process.Context;
import multinode.process.ExitReason;
import multinode.process.From;
import multinode.registry.Registration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.NodeLog;
import workbook.harness.Nodes;

/** Servers that end: they crash again and again, they are done, they cannot start. */
@ExtendWith(HarnessExtension.class)
class CrashTest {

  /** What a counter does not know, so that it crashes. */
  private record Strange() implements Request<Long> {}

  @Test
  @DisplayName("a server that crashes again and again keeps its name, its group and its state")
  void crashes(Nodes nodes) {
    nodes.takes(Duration.ofSeconds(30));
    List<Swarm> both = Trial.start(nodes, "a", "b");
    Swarm a = both.getFirst();
    a.register("kept", new Counter(Durability.EVERY_CHANGE), "group");
    for (int i = 0; i < 5; i++) a.call("kept", new Counter.Add());
    for (int i = 0; i < 5; i++) crash(both.getLast());
    assertThat(a.names()).contains("kept");
    assertThat(a.members("group")).containsExactly("kept");
    Await.untilEqual("it knows what was acknowledged", 5L, () -> value(a, "kept"));
    assertThat(a.call("kept", new Counter.Add())).isEqualTo(6);
  }

  private static void crash(Swarm swarm) {
    try {
      swarm.call("kept", new Strange());
    } catch (CallFailed expected) {
      // It crashed, or is still down since it did.
    }
  }

  private static Object value(Swarm swarm, String name) {
    try {
      return swarm.call(name, new Counter.Value());
    } catch (CallFailed e) {
      return e.reason();
    }
  }

  private static final Map<String, AtomicInteger> RUNS = new ConcurrentHashMap<>();

  /** Does one thing, and is done. */
  private record Job(String name) implements GenServer<Integer> {
    @Override
    public Init<Integer> init(Context self) {
      return Init.ok(0).thenContinue("work");
    }

    @Override
    public Result<Integer> handleContinue(Object what, Integer state, Context self) {
      RUNS.computeIfAbsent(name, unused -> new AtomicInteger()).incrementAndGet();
      return Result.stop(ExitReason.NORMAL, state);
    }
  }

  @Test
  @DisplayName("of fifty servers that are done at once, each runs once, and leaves its name")
  void done(Nodes nodes) {
    RUNS.clear();
    nodes.takes(Duration.ofSeconds(30));
    Swarm a = Trial.start(nodes, "a", "b").getFirst();
    Map<String, Job> jobs = new TreeMap<>();
    for (int i = 0; i < 50; i++) jobs.put("job" + i, new Job("job" + i));
    a.registerAll(jobs);
    Await.until("all have run", Trial.SOON, () -> RUNS.size() == 50);
    Await.untilEqual("their names are free", List.of(), () -> List.copyOf(a.names()));
    Await.never(
        "one runs again",
        Duration.ofSeconds(2),
        () -> RUNS.values().stream().anyMatch(runs -> runs.get() > 1));
  }

  private record Stop() implements Request<Boolean> {}

  private record Add() implements Request<Long> {}

  /** Counts, and ends when it is asked to. */
  private record Ending() implements ClusterServer<Long> {
    @Override
    public Durability durability() {
      return Durability.EVERY_CHANGE;
    }

    @Override
    public Init<Long> init(Context self) {
      return Init.ok(0L);
    }

    @Override
    public CallResult<Long> handleCall(Request<?> request, From from, Long count, Context self) {
      return switch (request) {
        case Add add -> add.reply(count + 1, count + 1);
        case Stop stop -> stop.stop(ExitReason.NORMAL, true, count);
        default -> throw unknown(request);
      };
    }
  }

  @Test
  @DisplayName("a name that is registered right after its server has ended is not lost again")
  void again(Nodes nodes) {
    nodes.takes(Duration.ofSeconds(30));
    Swarm a = Trial.start(nodes, "a", "b").getFirst();
    Map<String, Ending> ten = new TreeMap<>();
    for (int i = 0; i < 10; i++) ten.put("e" + i, new Ending());
    a.registerAll(ten);
    for (int round = 0; round < 30; round++) {
      for (String name : ten.keySet()) {
        a.call(name, new Stop());
        Await.until(
            name + " is registered again",
            () -> a.register(name, new Ending()) instanceof Registration.Registered);
      }
      for (String name : ten.keySet()) {
        assertThat(add(a, name)).as("%s in round %d", name, round).isEqualTo(1L);
      }
      assertThat(a.names()).as("round %d", round).containsAll(ten.keySet());
    }
  }

  private static Object add(Swarm swarm, String name) {
    try {
      return swarm.call(name, new Add());
    } catch (CallFailed e) {
      return e.reason();
    }
  }

  private static final AtomicInteger ATTEMPTS = new AtomicInteger();

  /** Needs what the node b does not have. */
  private record Picky() implements ClusterServer<Long> {
    @Override
    public Init<Long> init(Context self) {
      if (!self.self().node().startsWith("b@")) return Init.ok(0L);
      ATTEMPTS.incrementAndGet();
      return Init.stop(ExitReason.because("no database on b"));
    }

    @Override
    public CallResult<Long> handleCall(Request<?> request, From from, Long count, Context self) {
      return new Counter(Durability.NONE).handleCall(request, from, count, self);
    }
  }

  @Test
  @DisplayName("where forty servers cannot start they stay away, quietly, and run where they were")
  void refused(Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(40));
    Swarm a = Trial.start(nodes, "a").getFirst();
    Map<String, GenServer<?>> all = new TreeMap<>();
    for (int i = 0; i < 40; i++) all.put("picky" + i, new Picky());
    a.registerAll(all);
    a.register("healthy", new Counter(Durability.HANDOFF));
    ATTEMPTS.set(0);
    NodeLog log = NodeLog.during(nodes);
    Swarm b = Trial.join(nodes, a.cluster().topology(), "b");
    Await.until("b has tried", Trial.SOON, () -> ATTEMPTS.get() > 0);
    long end = System.nanoTime() + Duration.ofSeconds(8).toNanos();
    Duration longest = Duration.ZERO;
    while (System.nanoTime() < end) {
      long begun = System.nanoTime();
      a.call("healthy", new Counter.Add());
      Duration took = Duration.ofNanos(System.nanoTime() - begun);
      if (took.compareTo(longest) > 0) longest = took;
    }
    assertThat(longest).as("the longest call").isLessThan(Trial.SOON);
    assertThat(ATTEMPTS).as("40 servers, backing off for 8 s").hasValueLessThan(40 * 8);
    assertThat(log.linesWith("no database on b")).as("lines of one cause").hasSizeLessThan(80);
    for (String name : all.keySet()) {
      if (name.startsWith("picky")) assertThat(value(b, name)).as(name).isEqualTo(0L);
    }
  }
}
