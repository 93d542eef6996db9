package multinode.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import multinode.cluster.Cluster;
import multinode.cluster.Members;
import multinode.cluster.Topology;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.process.Puppet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;
import workbook.harness.RealNode;

/** What becomes of a change that is on its way when a member is killed. */
@ExtendWith(HarnessExtension.class)
class PinnedNamesTest {

  private static <T> CompletableFuture<T> begin(Supplier<T> task) {
    return CompletableFuture.supplyAsync(task, Thread::startVirtualThread);
  }

  private static RealNode second(Nodes nodes, Cluster first) throws Exception {
    RealNode b = nodes.startReal("b", "--gossip", "--open", "--topology", first.topology().name());
    Await.until("b is there", Members.FORMING, () -> first.members().contains(b.name()));
    Await.until(
        "b has copies",
        Members.FORMING,
        () -> first.isBalanced() && keptBy(first, b.name()).findAny().isPresent());
    return b;
  }

  private static Stream<String> keptBy(Cluster cluster, NodeName node) {
    return IntStream.range(0, 1000)
        .mapToObj(i -> "name" + i)
        .filter(name -> cluster.keeper(name).filter(node::equals).isPresent());
  }

  @Test
  @DisplayName("names are given that only one of two members has when the other is killed")
  void given(Nodes nodes) throws Exception {
    nodes.takes(Members.FORMING);
    Topology topology = Members.topology(nodes);
    Cluster a = Members.join(nodes.start("a"), topology);
    ClusterRegistry names = ClusterRegistry.start(a.node(), a);
    RealNode b = second(nodes, a);
    List<String> ours = keptBy(a, a.node().self()).limit(20).toList();
    Pid pid = new Puppet(a.node().processes()).pid();
    b.freeze();
    List<CompletableFuture<Pid>> claims =
        ours.stream().map(name -> begin(() -> names.claim(name, pid))).toList();
    Await.until(
        "a has them all, without a copy",
        () -> a.engine().getMap("names").localKeySet().size() == ours.size());
    b.kill9();
    for (CompletableFuture<Pid> claim : claims) {
      Await.until("it is given", Members.FORMING, claim::isDone);
      assertThat(claim.join()).isEqualTo(pid);
    }
    assertThat(names.registered())
        .containsOnlyKeys(ours)
        .allSatisfy((n, p) -> assertThat(p).isEqualTo(pid));
  }
}
