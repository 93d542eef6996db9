package multinode.global;

import static multinode.global.Global.Conflict.KILL_ONE;
import static multinode.global.Global.Conflict.NOTIFY_BOTH;
import static multinode.global.Global.Conflict.NOTIFY_ONE;
import static multinode.global.GlobalTest.becomesKnownAs;
import static multinode.node.Together.mesh;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import multinode.node.Node;
import multinode.process.Puppet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.NodeLog;
import workbook.harness.Nodes;

/** Two parts of a cluster gave one name twice, and meet. */
@ExtendWith(HarnessExtension.class)
class GlobalConflictTest {

  /** Four nodes in two halves, with a holder of one name in each. */
  private record Halves(List<Node> left, List<Node> right, Puppet a, Puppet d) {

    static Halves of(Nodes nodes, Global.Conflict ofA, Global.Conflict ofD) throws Exception {
      List<Node> left = mesh(nodes, "a", "b");
      List<Node> right = mesh(nodes, "c", "d");
      Puppet a = new Puppet(left.get(0).processes());
      Puppet d = new Puppet(right.get(1).processes());
      assertThat(left.get(0).global().claim("name", a.pid(), ofA)).isEqualTo(a.pid());
      assertThat(right.get(1).global().claim("name", d.pid(), ofD)).isEqualTo(d.pid());
      return new Halves(left, right, a, d);
    }

    List<Node> all() {
      return List.of(left.get(0), left.get(1), right.get(0), right.get(1));
    }

    /** One node of each half connects; the mesh does the rest. */
    void meet() {
      left.get(1).connect(right.get(0).self());
      for (Node node : all()) Await.until("all meet", () -> node.nodes().size() == 3);
    }
  }

  @Test
  @DisplayName("KILL_ONE: the one on the greater node is killed, the other is known to all")
  void killOne(Nodes nodes) throws Exception {
    try (NodeLog log = NodeLog.openQuietly()) {
      Halves halves = Halves.of(nodes, KILL_ONE, KILL_ONE);
      halves.meet();
      becomesKnownAs(Optional.of(halves.a.pid()), "name", halves.all());
      Await.until("d's holder is killed", () -> !halves.d.isAlive());
      assertThat(halves.a.isAlive()).isTrue();
      assertThat(halves.a.all()).isEmpty();
      log.awaitWarning("name", halves.a.pid().toString(), halves.d.pid().toString());
    }
  }

  @Test
  @DisplayName("NOTIFY_ONE: the one on the greater node loses the name, is told, and lives on")
  void notifyOne(Nodes nodes) throws Exception {
    try (NodeLog _ = NodeLog.openQuietly()) {
      Halves halves = Halves.of(nodes, NOTIFY_ONE, NOTIFY_ONE);
      assertThat(halves.right.get(1).global().register("other", halves.d.pid())).isTrue();
      halves.meet();
      assertThat(halves.d.next()).isEqualTo(new GlobalNameConflict("name", halves.a.pid()));
      becomesKnownAs(Optional.of(halves.a.pid()), "name", halves.all());
      becomesKnownAs(Optional.of(halves.d.pid()), "other", halves.all());
      assertThat(halves.a.all()).isEmpty();
    }
  }

  @Test
  @DisplayName("NOTIFY_BOTH: nobody has the name any more, and both are told of the other")
  void notifyBoth(Nodes nodes) throws Exception {
    try (NodeLog _ = NodeLog.openQuietly()) {
      Halves halves = Halves.of(nodes, NOTIFY_BOTH, NOTIFY_BOTH);
      halves.meet();
      assertThat(halves.a.next()).isEqualTo(new GlobalNameConflict("name", halves.d.pid()));
      assertThat(halves.d.next()).isEqualTo(new GlobalNameConflict("name", halves.a.pid()));
      becomesKnownAs(Optional.empty(), "name", halves.all());
      assertThat(halves.a.all()).isEmpty();
      assertThat(halves.d.all()).isEmpty();
      assertThat(halves.left.get(1).global().register("name", halves.d.pid())).isTrue();
    }
  }

  @Test
  @DisplayName("of two rules, that of the registration on the lesser node counts, for both")
  void oneRule(Nodes nodes) throws Exception {
    try (NodeLog _ = NodeLog.openQuietly()) {
      Halves halves = Halves.of(nodes, NOTIFY_ONE, KILL_ONE);
      halves.meet();
      assertThat(halves.d.next()).isEqualTo(new GlobalNameConflict("name", halves.a.pid()));
      becomesKnownAs(Optional.of(halves.a.pid()), "name", halves.all());
    }
  }

  @Test
  @DisplayName("apart and together again, ten times: one holder each time, and never none")
  void againAndAgain(Nodes nodes) throws Exception {
    try (NodeLog _ = NodeLog.openQuietly()) {
      List<Node> both = mesh(nodes, "a", "b");
      Node a = both.get(0);
      Node b = both.get(1);
      Puppet first = new Puppet(a.processes());
      assertThat(a.global().register("name", first.pid())).isTrue();
      for (int i = 0; i < 10; i++) {
        b.disconnect(a.self());
        becomesKnownAs(Optional.empty(), "name", List.of(b));
        Await.until("a has noticed", () -> a.nodes().isEmpty());
        Puppet second = new Puppet(b.processes());
        assertThat(b.global().register("name", second.pid())).isTrue();
        Await.until("they meet", () -> a.connect(b.self()).connected());
        Await.until("the second is killed", () -> !second.isAlive());
        becomesKnownAs(Optional.of(first.pid()), "name", both);
      }
      assertThat(first.isAlive()).isTrue();
    }
  }

  @Test
  @DisplayName("a node that has known both all the time agrees with them when they meet")
  void between(Nodes nodes) throws Exception {
    try (NodeLog _ = NodeLog.openQuietly()) {
      Node a = nodes.start("a", options -> options.withConnectAll(false));
      Node b = nodes.start("b", options -> options.withConnectAll(false));
      Node hub = nodes.start("hub", options -> options.withConnectAll(false));
      Puppet ofA = new Puppet(a.processes());
      Puppet ofB = new Puppet(b.processes());
      a.global().register("name", ofA.pid());
      b.global().register("name", ofB.pid());
      b.connect(hub.self());
      becomesKnownAs(Optional.of(ofB.pid()), "name", List.of(hub));
      a.connect(hub.self());
      becomesKnownAs(Optional.of(ofA.pid()), "name", List.of(hub));
      assertThat(ofB.isAlive()).as("the two do not know of each other").isTrue();
      a.connect(b.self());
      Await.until("b's holder is killed", () -> !ofB.isAlive());
      becomesKnownAs(Optional.of(ofA.pid()), "name", List.of(a, b, hub));
      a.disconnect(hub.self());
      becomesKnownAs(Optional.empty(), "name", List.of(hub));
    }
  }
}
