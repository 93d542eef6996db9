package multinode.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import multinode.cluster.Detection;
import multinode.cluster.Members;
import multinode.cluster.Topology;
import multinode.manager.Manager;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;
import workbook.harness.RealNode;

/** Groups and names tell the same, whatever dies. */
@ExtendWith(HarnessExtension.class)
class GroupsTest {

  @Test
  @DisplayName("a node is killed while a thousand managers start: the group has all names")
  void killed(Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(60));
    Topology topology =
        Members.topology(nodes)
            .withDetection(new Detection(Duration.ofSeconds(1), Duration.ofSeconds(3)));
    Swarm a = Swarm.start(Members.join(nodes.start("a"), topology), Settings.STANDARD);
    for (int begun : new int[] {1, 100, 250}) killedAfter(begun, nodes, a);
  }

  private static void killedAfter(int begun, Nodes nodes, Swarm a) throws Exception {
    RealNode b =
        nodes.startReal("b", "--gossip", "--open", "--topology", a.cluster().topology().name());
    Trial.awaitBalance(a, 2);
    CompletableFuture<Integer> started =
        CompletableFuture.supplyAsync(
            () -> Manager.startRandom(a, 1000), task -> Thread.ofVirtual().start(task));
    Await.until(begun + " are to run on b", Trial.SOON, () -> keptBy(b, a) >= begun);
    b.kill9();
    started.join();
    Trial.awaitBalance(a, 1);
    Await.until(
        "the group is all names",
        Trial.SOON,
        () -> a.names().equals(a.members(Manager.GROUP)),
        () -> "names %d, group %d".formatted(a.names().size(), a.members(Manager.GROUP).size()));
    assertThat(a.registered().keySet()).containsAll(a.names());
    a.names().forEach(a::unregister);
  }

  private static long keptBy(RealNode node, Swarm swarm) {
    return swarm.names().stream()
        .filter(name -> swarm.cluster().keeper(name).filter(node.name()::equals).isPresent())
        .count();
  }
}
