package multinode.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import multinode.cluster.Cluster;
import multinode.cluster.Detection;
import multinode.cluster.Members;
import multinode.cluster.Topology;
import multinode.manager.Counter;
import multinode.manager.Manager;
import multinode.process.ExitReason;
import multinode.process.Pid;
import multinode.process.Signal;
import multinode.registry.Registration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

/** Servers of a cluster, when nodes come, go, and die. */
@ExtendWith(HarnessExtension.class)
class SwarmTest {

  private static final Detection QUICK =
      new Detection(Duration.ofSeconds(1), Duration.ofSeconds(2));

  private static List<Swarm> start(Nodes nodes, Topology topology, String... names) {
    List<Cluster> clusters = Members.start(nodes, topology, names);
    Members.whole(clusters);
    return clusters.stream().map(each -> Swarm.start(each, Settings.STANDARD)).toList();
  }

  private static Topology topology(Nodes nodes) {
    return Members.topology(nodes).withDetection(QUICK);
  }

  /** The processes of this manager that are alive, on all nodes. */
  private static long alive(List<Swarm> swarms, Pid pid) {
    return swarms.stream().filter(swarm -> swarm.cluster().node().processes().isAlive(pid)).count();
  }

  @Test
  @DisplayName("a manager is found and called from every node, and its name is taken everywhere")
  void everywhere(Nodes nodes) {
    List<Swarm> swarms = start(nodes, topology(nodes), "a", "b", "c");
    Registration first = swarms.getFirst().register("m", new Manager("m"), "x");
    assertThat(first).isInstanceOf(Registration.Registered.class);
    Pid pid = ((Registration.Registered) first).pid();
    for (Swarm swarm : swarms) {
      assertThat(swarm.register("m", new Manager("m")))
          .isEqualTo(new Registration.AlreadyRegistered(pid));
      assertThat(swarm.whereis("m")).contains(pid);
      swarm.call("m", new Manager.Assign());
      assertThat(swarm.members("x")).containsExactly("m");
      assertThat(swarm.registered()).isEqualTo(Map.of("m", pid));
    }
    assertThat(swarms.getLast().call("m", new Manager.Tasks())).isEqualTo(3);
    assertThat(swarms.getLast().unregister("m")).isTrue();
    assertThat(swarms.getFirst().whereis("m")).isEmpty();
    assertThat(swarms.getFirst().members("x")).isEmpty();
    assertThat(alive(swarms, pid)).isZero();
  }

  @Test
  @DisplayName(
      "a thousand managers are spread, go to a node that joins, and come back when it stops")
  void moves(Nodes nodes) throws Exception {
    Topology topology = topology(nodes);
    List<Swarm> two = start(nodes, topology, "a", "b");
    Map<String, Manager> all = new TreeMap<>();
    for (int i = 0; i < 1000; i++) all.put("m" + i, new Manager("m" + i));
    assertThat(two.getFirst().registerAll(all).values())
        .allMatch(Registration.Registered.class::isInstance);
    allHave(1L, all.keySet(), two.getLast());
    Cluster third = Members.join(nodes.start("c"), topology);
    Swarm c = Swarm.start(third, Settings.STANDARD);
    Await.until(
        "c has a share",
        Members.FORMING,
        () -> c.isBalanced() && c.counts().get(third.node().self()) > 200);
    allHave(2L, all.keySet(), two.getLast());
    third.node().close();
    assertThat(two.getFirst().counts().values().stream().mapToInt(n -> n).sum()).isEqualTo(1000);
    allHave(3L, all.keySet(), two.getLast());
  }

  /** Gives each of them one more task, all at the same time. */
  private static void allHave(long tasks, Set<String> names, Swarm swarm) {
    GroupReply<Long> reply = swarm.multiCall(names, new Manager.Assign(), Members.FORMING);
    assertThat(reply.failed()).isEmpty();
    assertThat(reply.replies().values()).hasSize(names.size()).containsOnly(tasks);
  }

  @Test
  @DisplayName("what one of another part knew is taken in once, however often it is told")
  void conflictToldTwice(Nodes nodes) {
    Swarm swarm = start(nodes, topology(nodes), "a").getFirst();
    swarm.register("kept", new Counter(Durability.EVERY_CHANGE));
    byte[] five = swarm.cluster().node().codec().encode(5L);
    for (int i = 0; i < 3; i++) {
      assertThat(swarm.local().table().change("kept", new Step.Tell(five))).isTrue();
    }
    Await.until("it was told", Members.FORMING, () -> swarm.call("kept", new Counter.Value()) == 5);
    assertThat(nodes.output(swarm.cluster().node()))
        .containsExactly("here 0, there 5: goes on with 5");
  }

  @Test
  @DisplayName("a manager that crashes is started again with what it knew")
  void crashes(Nodes nodes) {
    List<Swarm> swarms = start(nodes, topology(nodes), "a", "b");
    Swarm a = swarms.getFirst();
    Pid pid = Manager.start(a, "m");
    a.call("m", new Manager.Assign());
    swarms.forEach(swarm -> kill(swarm, pid));
    Await.until("it was killed", () -> alive(swarms, pid) == 0);
    assertThat(a.call("m", new Manager.Assign())).isEqualTo(2);
    assertThat(a.whereis("m").orElseThrow()).isNotEqualTo(pid);
  }

  private static void kill(Swarm swarm, Pid pid) {
    if (!swarm.cluster().node().processes().isAlive(pid)) return;
    swarm
        .cluster()
        .node()
        .processes()
        .signal(new Signal.ExitSignal(pid, pid, ExitReason.KILL, false));
  }
}
