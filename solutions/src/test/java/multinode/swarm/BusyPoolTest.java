package multinode.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import multinode.genserver.GenServer;
import multinode.manager.Counter;
import multinode.node.Node;
import multinode.process.BusyPool;
import multinode.process.Pid;
import multinode.process.Puppet;
import multinode.registry.ClusterRegistry;
import multinode.registry.Registration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

/** A program may wait in Java's common pool as long as it likes: nothing here needs that pool. */
@ExtendWith(HarnessExtension.class)
class BusyPoolTest {

  @Test
  @DisplayName("servers and names are registered, called, found and ended while that pool is busy")
  void busy(Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(60));
    List<Swarm> two = Trial.start(nodes, "a", "b");
    Swarm a = two.getFirst();
    Node home = a.cluster().node();
    Pid pid = new Puppet(home.processes()).pid();
    ClusterRegistry registry = ClusterRegistry.of(a.cluster());
    try (BusyPool _ = new BusyPool()) {
      long counted =
          Trial.within(
              Trial.SOON,
              "what servers are asked",
              () -> {
                for (Swarm each : two) {
                  for (int i = 0; i < 20; i++) {
                    each.register("c" + i, new Counter(Durability.EVERY_CHANGE), "group");
                    each.call("c" + i, new Counter.Add());
                  }
                }
                return a.call("c7", new Counter.Value());
              });
      assertThat(counted).isEqualTo(2);
      assertThat(Trial.within(Trial.SOON, "members", () -> a.members("group"))).hasSize(20);
      assertThat(Trial.within(Trial.SOON, "registered", a::registered)).hasSize(20);
      assertThat(Trial.within(Trial.SOON, "unregister", () -> a.unregister("c7"))).isTrue();
      assertThat(Trial.within(Trial.SOON, "a name", () -> registry.register("name", pid)))
          .isEqualTo(new Registration.Registered(pid));
      assertThat(Trial.within(Trial.SOON, "whereis", () -> registry.whereis("name"))).contains(pid);
      assertThat(Trial.within(Trial.SOON, "a call by pid", () -> byPid(a))).isNotNull();
    }
  }

  private static Object byPid(Swarm swarm) {
    return swarm
        .cluster()
        .node()
        .run(self -> GenServer.call(self, swarm.whereis("c3").orElseThrow(), new Counter.Value()));
  }
}
