package multinode.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.core.LifecycleEvent.LifecycleState;
import com.hazelcast.instance.impl.LifecycleServiceImpl;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import multinode.cluster.Cluster;
import multinode.cluster.Detection;
import multinode.cluster.Members;
import multinode.cluster.Topology;
import multinode.genserver.CallFailed;
import multinode.genserver.GenServer;
import multinode.genserver.Init;
import multinode.manager.Counter;
import multinode.node.Here;
import multinode.process.Context;
import multinode.process.ExitReason;
import multinode.process.Pid;
import multinode.registry.Registration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

/** A node that cannot tell who holds a name says so, instead of saying that nobody does. */
@ExtendWith(HarnessExtension.class)
class CannotTellTest {

  private static final CountDownLatch BEGUN = new CountDownLatch(1);
  private static final CountDownLatch GO = new CountDownLatch(1);

  /** Its start takes as long as the test wants. */
  private record Slow() implements GenServer<Integer> {
    @Override
    public Init<Integer> init(Context self) {
      BEGUN.countDown();
      while (GO.getCount() > 0) self.sleep(Duration.ofMillis(10));
      return Init.ok(0);
    }
  }

  @Test
  @DisplayName("a server that starts slowly: nobody is told that nobody has its name")
  void slow(Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(40));
    Swarm a = Trial.start(nodes, "a").getFirst();
    CompletableFuture<Registration> came =
        CompletableFuture.supplyAsync(
            () -> a.register("slow", new Slow()), task -> Thread.ofVirtual().start(task));
    BEGUN.await();
    assertThatThrownBy(() -> a.whereis("slow"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a@127.0.0.1 cannot tell where slow is: timeout");
    GO.countDown();
    Registration registered = came.get(Trial.SOON.toSeconds(), TimeUnit.SECONDS);
    assertThat(registered).isInstanceOf(Registration.Registered.class);
    assertThat(a.whereis("slow")).contains(((Registration.Registered) registered).pid());
  }

  @Test
  @DisplayName("without a quorum it is not known where servers are; processes are found")
  void noQuorum(Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(30));
    Topology topology = Members.topology(nodes).withSize(3);
    Cluster alone = Members.join(nodes.start("a"), topology);
    Swarm a = Swarm.start(alone, Settings.STANDARD.withQuorumOf(topology));
    assertThatThrownBy(() -> a.whereis("server"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a@127.0.0.1 cannot tell where server is: noquorum");
    assertThat(failure(a, "server")).isEqualTo(CallFailed.NOQUORUM);
    Pid pid = alone.node().spawn(Context::receive);
    a.register("process", pid);
    assertThat(a.whereis("process")).contains(pid);
  }

  @Test
  @DisplayName("a member without a link to another one does not leave out what runs there")
  void unlinked(Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(60));
    Detection quick = new Detection(Duration.ofSeconds(1), Duration.ofSeconds(2));
    Topology topology = Members.topology(nodes).withDetection(quick);
    Cluster one = Members.join(nodes.start("a"), topology);
    Cluster two = Members.join(nodes.start("b", "another-cookie"), topology);
    Await.until(
        "both are members, and each has its share",
        Trial.SOON,
        () -> one.members().size() == 2 && two.members().size() == 2 && one.isBalanced());
    Swarm a = Swarm.start(one, Settings.STANDARD);
    Swarm b = Swarm.start(two, Settings.STANDARD);
    String name = Trial.nameOn(b, b, List.of());
    Await.until(
        "it runs on b",
        Duration.ofSeconds(30),
        () -> !(b.register(name, new Counter(Durability.NONE)) instanceof Registration.NotStarted));
    assertThat(a.names()).contains(name);
    assertThatThrownBy(() -> a.whereis(name))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a@127.0.0.1 cannot tell where %s is: timeout", name);
    assertThat(failure(a, name)).isEqualTo(CallFailed.TIMEOUT);
    assertThatThrownBy(a::registered)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no answer from [b@127.0.0.1]");
    assertThat(spread(a)).hasSize(2).last().isEqualTo("b@127.0.0.1  does not answer");
  }

  /** What a console of this node prints. */
  private static List<String> spread(Swarm swarm) throws Exception {
    return CompletableFuture.supplyAsync(
            () -> {
              Here.enter(swarm.cluster().node());
              return Words.spread().text().lines().toList();
            },
            task -> Thread.ofVirtual().start(task))
        .get(Trial.SOON.toSeconds(), TimeUnit.SECONDS);
  }

  @Test
  @DisplayName("while parts of the network meet, nobody is told that nobody has a name")
  void merging(Nodes nodes) {
    nodes.takes(Duration.ofSeconds(30));
    Swarm a = Trial.start(nodes, "a").getFirst();
    var life = (LifecycleServiceImpl) a.cluster().engine().getLifecycleService();
    life.fireLifecycleEvent(LifecycleState.MERGING);
    assertThat(failure(a, "unknown")).isEqualTo(CallFailed.TIMEOUT);
    life.fireLifecycleEvent(LifecycleState.MERGE_FAILED);
    assertThat(failure(a, "unknown")).isEqualTo(ExitReason.NOPROC);
    assertThat(a.whereis("unknown")).isEmpty();
  }

  private static ExitReason failure(Swarm swarm, String name) {
    Duration limit = Duration.ofSeconds(1);
    try {
      return swarm
          .cluster()
          .node()
          .run(self -> {
            swarm.call(self, name, new Counter.Value(), limit);
            return ExitReason.NORMAL;
          });
    } catch (CallFailed failed) {
      return failed.reason();
    }
  }
}
