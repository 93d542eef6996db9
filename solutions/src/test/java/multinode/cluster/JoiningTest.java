package multinode.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.cluster.Address;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import multinode.node.Node;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.NodeLog;
import workbook.harness.Nodes;

/** A node that joins while its console is open. */
@ExtendWith(HarnessExtension.class)
class JoiningTest {

  @Test
  @DisplayName("what keeps a node out is told once, and when it is gone the node gets in")
  void goesOnTrying(Nodes nodes) throws Exception {
    Node node = nodes.start("a");
    NodeLog log = NodeLog.during(nodes);
    CompletableFuture<Cluster> joined = new CompletableFuture<>();
    ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(node.self().host()));
    try (taken) {
      Topology topology = Members.topology(nodes).withPorts(new PortRange(taken.getLocalPort(), 1));
      Joining joining = nodes.closeLater(Joining.begin(node, topology));
      joining.then(joined::complete);
      joining.await(Members.FORMING);
      log.awaitWarning("none of the 1 ports", "it goes on trying");
      assertThat(joined).isNotDone();
    }
    Await.until("it is in", Duration.ofSeconds(15), joined::isDone);
    assertThat(joined.join().members()).containsExactly(node.self());
    assertThat(log.linesWith("it goes on trying")).hasSize(1);
  }

  @Test
  @DisplayName("what is to stand on a cluster does not start: the node joins once more")
  void taskFails(Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(40));
    NodeLog log = NodeLog.during(nodes);
    List<Cluster> joined = new CopyOnWriteArrayList<>();
    Joining joining = nodes.closeLater(Joining.begin(nodes.start("a"), Members.topology(nodes)));
    joining.then(cluster -> {
      joined.add(cluster);
      if (joined.size() == 1) throw new IllegalStateException("not yet");
    });
    Await.until("it is in", Duration.ofSeconds(30), () -> joined.size() == 2);
    joining.await(Members.FORMING);
    log.awaitWarning("not yet", "it goes on trying");
    assertThat(joined.getLast().members()).hasSize(1);
    assertThat(joined.getFirst().engine().getLifecycleService().isRunning()).isFalse();
  }

  @Test
  @DisplayName("who merges with somebody who freezes at that moment is thrown out, and joins again")
  void thrownOut(Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(60));
    Topology topology = Members.topology(nodes);
    Cluster a = Members.join(nodes.start("a"), topology);
    List<Cluster> joined = new CopyOnWriteArrayList<>();
    nodes.closeLater(Joining.begin(nodes.start("b"), topology)).then(joined::add);
    Await.until("b is in", Members.FORMING, () -> joined.size() == 1);
    Members.whole(List.of(a, joined.getFirst()));
    HazelcastInstanceProxy engine = (HazelcastInstanceProxy) joined.getFirst().engine();
    InetAddress host = InetAddress.getByName(a.node().self().host());
    try (ServerSocket silent = new ServerSocket(0, 10, host)) {
      Address frozen = new Address(host, silent.getLocalPort());
      engine.getOriginal().node.getClusterService().merge(frozen);
      Await.until("b is in again", Duration.ofSeconds(30), () -> joined.size() == 2);
    }
    Members.whole(List.of(a, joined.getLast()));
  }
}
