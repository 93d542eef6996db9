package multinode.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.EntryView;
import com.hazelcast.map.IMap;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import multinode.cluster.Cluster;
import multinode.cluster.Detection;
import multinode.cluster.Gossip;
import multinode.cluster.Members;
import multinode.cluster.Topology;
import multinode.manager.Counter;
import multinode.node.Here;
import multinode.node.Node;
import multinode.process.Pid;
import multinode.registry.Holder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;
import workbook.harness.RealNode;

/**
 * Names that were free in one part of a network and held in the other when the parts meet. Each
 * part is a process that runs while the other one is frozen, until it takes the other for dead.
 */
@ExtendWith(HarnessExtension.class)
class TombstoneTest {

  private static final Detection QUICK =
      new Detection(Duration.ofSeconds(1), Duration.ofSeconds(2));
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final long FOREVER = Long.MAX_VALUE;

  /** What a node is to do. */
  private interface Task extends Serializable {
    Object of(Swarm here) throws Exception;
  }

  private record Part(Node home, RealNode process) {

    Object does(Task task) {
      return onNode(node -> task.of(node.parts().all(Swarm.class).getFirst()));
    }

    private interface NodeTask extends Serializable {
      Object of(Node here) throws Exception;
    }

    private Object onNode(NodeTask task) {
      return home.run(self -> {
        Pid me = self.self();
        home.spawn(process.name(), one -> one.send(me, result(task)));
        return self.receive(message -> true, LIMIT).orElse("no answer");
      });
    }

    private static Object result(NodeTask task) {
      try {
        return task.of(Here.current().node());
      } catch (Exception e) {
        return e.toString();
      }
    }

    void join(String name) {
      Object done =
          onNode(node -> {
            Topology topology = Topology.of(name, Gossip.STANDARD).withDetection(QUICK);
            Swarm.start(Cluster.join(node, topology), Settings.STANDARD);
            return "joined";
          });
      assertThat(done).isEqualTo("joined");
    }

    void awaitMembers(int count) {
      Await.until(
          "%s has %d members, and all that is kept".formatted(process.name(), count),
          LIMIT,
          () -> does(swarm -> isWhole(swarm.cluster(), count)).equals(true));
    }

    private static boolean isWhole(Cluster cluster, int count) {
      return cluster.connected() == count
          && cluster.members().size() == count
          && cluster.isBalanced();
    }

    void registers(String name) {
      Object done =
          does(swarm -> swarm.register(name, new Counter(Durability.EVERY_CHANGE)).toString());
      assertThat(done.toString()).startsWith("registered(");
    }

    /** How long each entry is kept, in milliseconds. */
    Object stays() {
      return does(swarm -> {
        IMap<String, Holder> table = swarm.cluster().engine().getMap(Holder.TABLE);
        Map<String, Long> stays = new TreeMap<>();
        for (String name : table.keySet()) {
          EntryView<String, Holder> view = table.getEntryView(name);
          if (view != null) stays.put(name, view.getTtl());
        }
        return stays;
      });
    }
  }

  @Test
  @DisplayName("a name that was free in the other part stays for good with the one that has it now")
  void metAgain(Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(90));
    Node home = nodes.start("home");
    Part a = new Part(home, nodes.startReal("a", "--tick", "250"));
    Part b = new Part(home, nodes.startReal("b", "--tick", "250"));
    for (Part part : List.of(a, b)) {
      part.process().awaitReady();
      part.join(Members.topology(nodes).name());
    }
    a.awaitMembers(2);
    b.awaitMembers(2);
    for (String name : List.of("in a", "in b", "in neither")) {
      a.registers(name);
      assertThat(a.does(swarm -> swarm.unregister(name))).isEqualTo(true);
    }
    b.process().freeze();
    a.awaitMembers(1);
    a.registers("in a");
    a.process().freeze();
    b.process().thaw();
    b.awaitMembers(1);
    b.registers("in b");
    a.process().thaw();
    a.awaitMembers(2);
    b.awaitMembers(2);
    for (Part part : List.of(a, b)) {
      for (String name : List.of("in a", "in b")) {
        Object count = part.does(swarm -> swarm.call(name, new Counter.Value()));
        assertThat(count).isInstanceOf(Long.class);
      }
    }
    assertThat((Map<?, ?>) a.stays())
        .satisfies(all -> assertThat(all.get("in a")).isEqualTo(FOREVER))
        .satisfies(all -> assertThat(all.get("in b")).isEqualTo(FOREVER));
  }
}
