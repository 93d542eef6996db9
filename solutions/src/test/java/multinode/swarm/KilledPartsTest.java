package multinode.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import multinode.cluster.Joining;
import multinode.manager.Counter;
import multinode.node.Node;
import multinode.process.Pid;
import multinode.registry.Registration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.NodeLog;
import workbook.harness.Nodes;

/** Processes of the system are killed: they come back, and nothing is lost. */
@ExtendWith(HarnessExtension.class)
class KilledPartsTest {

  @Test
  @DisplayName("each process of a node is killed, and its names and servers go on")
  void each(Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(150));
    List<Swarm> both = Trial.start(nodes, "a", "b");
    Swarm a = both.getFirst();
    Swarm b = both.getLast();
    Map<String, Counter> all = Trial.counters(10, Durability.EVERY_CHANGE);
    a.registerAll(all, "group");
    Node node = b.cluster().node();
    List<Pid> parts = new ArrayList<>();
    node.processes().list().forEach(info -> parts.addFirst(info.pid()));
    parts.removeAll(b.running().values());
    assertThat(parts).as("processes of the system").hasSizeGreaterThan(8);
    GlobalHolders holders = new GlobalHolders(a.cluster().node(), node);
    long acknowledged = 0;
    // Those below a supervisor are younger, and die before it.
    for (Pid part : parts) {
      if (!node.processes().isAlive(part)) continue;
      String what = part + " " + names(node, part);
      nodes.mark("kill " + what);
      Trial.kill(node, part);
      acknowledged++;
      for (String name : all.keySet()) answers(a, what, name, acknowledged);
      assertThat(a.members("group")).as("after %s was killed", what).isEqualTo(all.keySet());
      String fresh = Trial.nameOn(a, b, Set.of());
      assertThat(
              Trial.within(
                  Trial.SOON,
                  "register after %s was killed".formatted(what),
                  () -> a.register(fresh, new Counter(Durability.NONE))))
          .as("after %s was killed", what)
          .isInstanceOf(Registration.Registered.class);
      assertThat(
              Trial.within(
                  Trial.SOON,
                  "unregister after %s was killed".formatted(what),
                  () -> a.unregister(fresh)))
          .isTrue();
      holders.check(what);
    }
    Trial.awaitBalance(a, 2);
    holders.end();
  }

  @Test
  @DisplayName("a node whose share was started again hands it over when it stops in good order")
  void stopsInOrder(Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(60));
    List<Swarm> both = Trial.start(nodes, "a", "b");
    Swarm a = both.getFirst();
    Swarm b = both.getLast();
    Set<Pid> before = Set.copyOf(pids(b.cluster().node()));
    Pid host = b.cluster().node().processes().whereis(b.local().hostName()).orElseThrow();
    Trial.kill(b.cluster().node(), masterOf(b.cluster().node(), host));
    Await.until(
        "the share of b is there again",
        Trial.SOON,
        () ->
            b.cluster()
                .node()
                .processes()
                .whereis(b.local().hostName())
                .filter(pid -> !before.contains(pid))
                .isPresent());
    Map<String, Counter> all = Trial.counters(20, Durability.HANDOFF);
    a.registerAll(all, "group");
    Trial.awaitBalance(a, 2);
    assertThat(b.running()).isNotEmpty();
    for (String name : all.keySet()) answers(a, "nothing", name, 1);
    b.cluster().node().close();
    for (String name : all.keySet()) {
      assertThat(a.call(name, new Counter.Value())).as(name).isEqualTo(1L);
    }
  }

  private static List<Pid> pids(Node node) {
    return node.processes().list().stream().map(info -> info.pid()).toList();
  }

  /** The process above the supervisor of another one. */
  private static Pid masterOf(Node node, Pid child) {
    Pid supervisor = linked(node, child, Set.of(child));
    return linked(node, supervisor, Set.of(child, supervisor));
  }

  /** The oldest process that one is linked to. */
  private static Pid linked(Node node, Pid pid, Set<Pid> without) {
    return node.processes().links(pid).stream()
        .filter(other -> !without.contains(other))
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  @Test
  @DisplayName("Hazelcast ends on a node by itself: the node joins again, and nothing is lost")
  void engine(Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(60));
    NodeLog log = NodeLog.during(nodes);
    Swarm a = Trial.start(nodes, "a").getFirst();
    Node b = nodes.start("b");
    Joining joining = nodes.closeLater(Joining.begin(b, a.cluster().topology()));
    joining.then(cluster -> Swarm.start(cluster, Settings.STANDARD));
    Trial.awaitBalance(a, 2);
    Map<String, Counter> all = Trial.counters(20, Durability.EVERY_CHANGE);
    a.registerAll(all, "group");
    for (String name : all.keySet()) answers(a, "nothing", name, 1);
    Swarm former = b.parts().all(Swarm.class).getFirst();
    nodes.mark("Hazelcast ends on b");
    former.cluster().engine().getLifecycleService().terminate();
    log.awaitWarning("Hazelcast has ended on b@127.0.0.1", "joins again");
    Await.until(
        "b has a swarm again",
        Trial.SOON,
        () -> b.parts().all(Swarm.class).stream().anyMatch(swarm -> swarm != former));
    Trial.awaitBalance(a, 2);
    for (String name : all.keySet()) answers(a, "Hazelcast", name, 2);
    assertThat(a.members("group")).isEqualTo(all.keySet());
    Swarm now = b.parts().all(Swarm.class).getFirst();
    assertThat(now.running()).as("the share of b").isNotEmpty();
    assertThat(a.running().keySet()).doesNotContainAnyElementsOf(now.running().keySet());
    assertThat(a.running().size() + now.running().size()).isEqualTo(all.size());
  }

  private static Set<String> names(Node node, Pid pid) {
    return node.processes().list().stream()
        .filter(info -> info.pid().equals(pid))
        .findFirst()
        .map(info -> Set.copyOf(info.names()))
        .orElse(Set.of());
  }

  /** Adds one; a call that was begun when its server died may have to be made again. */
  private static void answers(Swarm swarm, String part, String name, long expected) {
    Await.until(
        "%s is %d after %s was killed".formatted(name, expected, part),
        Trial.SOON,
        () -> {
          try {
            long value = swarm.call(name, new Counter.Value());
            return (value == expected ? value : swarm.call(name, new Counter.Add())) == expected;
          } catch (RuntimeException e) {
            return false;
          }
        });
  }
}
