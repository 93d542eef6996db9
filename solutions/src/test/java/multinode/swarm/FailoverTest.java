package multinode.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import multinode.cluster.Cluster;
import multinode.cluster.Detection;
import multinode.cluster.Members;
import multinode.cluster.Topology;
import multinode.genserver.CallFailed;
import multinode.genserver.CallResult;
import multinode.genserver.Init;
import multinode.genserver.Request;
import multinode.manager.Counter;
import multinode.manager.Manager;
import multinode.process.Context;
import multinode.process.From;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.supervisor.Restart;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;
import workbook.harness.RealNode;

/** What becomes of servers when the real process of a node is killed. */
@ExtendWith(HarnessExtension.class)
class FailoverTest {

  private static final Duration LONG = Duration.ofSeconds(20);

  private static int total(Map<NodeName, Integer> counts) {
    return counts.values().stream().mapToInt(count -> count).sum();
  }

  @Test
  @DisplayName(
      "of 300 managers none is lost when a node is killed, nor anything that they were told")
  void killed(Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(60));
    Topology topology =
        Members.topology(nodes)
            .withDetection(new Detection(Duration.ofSeconds(1), Duration.ofSeconds(3)));
    Cluster cluster = Members.join(nodes.start("a"), topology);
    Swarm swarm = Swarm.start(cluster, Settings.STANDARD);
    RealNode b = nodes.startReal("b", "--gossip", "--open", "--topology", topology.name());
    Await.until("b takes part", LONG, () -> swarm.counts().size() == 2);
    Map<String, Manager> all = new TreeMap<>();
    for (int i = 0; i < 300; i++) all.put("m" + i, new Manager("m" + i));
    swarm.registerAll(all, Manager.GROUP);
    Await.until(
        "both have some", LONG, () -> swarm.counts().values().stream().allMatch(n -> n > 50));
    for (String name : all.keySet()) swarm.call(name, new Manager.Assign());

    b.kill9();
    for (String name : all.keySet()) {
      long tasks = assigned(swarm, name);
      assertThat(tasks).as(name).isBetween(2L, 3L);
    }
    assertThat(total(swarm.counts())).isEqualTo(300);
    assertThat(swarm.members(Manager.GROUP)).hasSize(300);
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGSTOP")
  @DisplayName("a name is claimed when another node has its copy, and not before")
  void confirmed(Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(60));
    Topology topology =
        Members.topology(nodes)
            .withDetection(new Detection(Duration.ofSeconds(1), Duration.ofSeconds(30)));
    Cluster cluster = Members.join(nodes.start("a"), topology);
    Swarm swarm = Swarm.start(cluster, Settings.STANDARD);
    RealNode b = nodes.startReal("b", "--gossip", "--open", "--topology", topology.name());
    Await.until("b takes part", LONG, () -> swarm.counts().size() == 2 && swarm.isBalanced());
    String name = Trial.nameOn(swarm, swarm, List.of());
    b.freeze();
    LocalSwarm local = swarm.local();
    Entry mine = Entry.first(new byte[0], List.of(), local.me()).with(Past.claimed(local.me(), 1));
    CompletableFuture<Map<String, Step.Claimed>> answer =
        CompletableFuture.supplyAsync(
            () -> local.table().claim(Map.of(name, mine), Map.of()), Thread::startVirtualThread);
    assertThatThrownBy(() -> answer.get(1, TimeUnit.SECONDS))
        .as("b, which has to keep the copy, is frozen")
        .isInstanceOf(TimeoutException.class);
    b.thaw();
    assertThat(answer.get(LONG.toSeconds(), TimeUnit.SECONDS)).containsKey(name);
  }

  /** Is not started again when it ends. */
  private record Brief() implements ClusterServer<Long> {
    @Override
    public Durability durability() {
      return Durability.EVERY_CHANGE;
    }

    @Override
    public Restart restart() {
      return Restart.TEMPORARY;
    }

    @Override
    public Init<Long> init(Context self) {
      return Init.ok(0L);
    }

    @Override
    public CallResult<Long> handleCall(Request<?> request, From from, Long count, Context self) {
      return new Counter(Durability.NONE).handleCall(request, from, count, self);
    }
  }

  @Test
  @DisplayName("the end of its node is no end of a temporary server, its own end is")
  void temporary(Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(60));
    Topology topology =
        Members.topology(nodes)
            .withDetection(new Detection(Duration.ofSeconds(1), Duration.ofSeconds(3)));
    Swarm a = Swarm.start(Members.join(nodes.start("a"), topology), Settings.STANDARD);
    RealNode b = nodes.startReal("b", "--gossip", "--open", "--topology", topology.name());
    Trial.awaitBalance(a, 2);
    Map<String, Brief> all = new TreeMap<>();
    for (int i = 0; i < 20; i++) all.put("brief" + i, new Brief());
    a.registerAll(all);
    assertThat(a.running().size()).as("of 20 on a").isBetween(1, 19);
    for (String name : all.keySet()) assertThat(a.call(name, new Counter.Add())).isEqualTo(1);
    b.kill9();
    for (String name : all.keySet()) {
      Await.untilEqual(name + " goes on", 1L, () -> told(a, name));
    }
    Pid pid = a.whereis("brief0").orElseThrow();
    Trial.kill(a.cluster().node(), pid);
    Await.until("it is forgotten", LONG, () -> !a.names().contains("brief0"));
  }

  private static Object told(Swarm swarm, String name) {
    try {
      return swarm.call(name, new Counter.Value());
    } catch (CallFailed e) {
      return e.reason();
    }
  }

  /** Assigns until it is known that it was done; once too often is possible. */
  private static long assigned(Swarm swarm, String name) {
    for (; ; ) {
      try {
        return swarm.call(name, new Manager.Assign());
      } catch (CallFailed e) {
        assertThat(e.reason()).as(name).isEqualTo(CallFailed.NODEDOWN);
      }
    }
  }
}
