package multinode.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import multinode.process.Event;
import multinode.process.NodeName;
import multinode.process.Puppet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

@ExtendWith(HarnessExtension.class)
class MeshTest {

  private static void awaitMesh(List<Node> all) {
    for (Node node : all) {
      List<NodeName> others =
          all.stream().map(Node::self).filter(name -> !name.equals(node.self())).sorted().toList();
      Await.untilEqual(node.self() + " knows all others", others, node::nodes);
    }
  }

  /** Which nodes came and went, in the eyes of one. */
  private static Stream<String> changes(Nodes nodes, Node node, Event.Kind kind) {
    return nodes.events(node).stream().filter(e -> e.kind() == kind).map(Event::peer);
  }

  private static void assertOneLinkEach(Nodes nodes, List<Node> all) {
    for (Node node : all) {
      Await.untilEqual(
          node.self() + " was told of each once",
          node.nodes().stream().map(NodeName::toString).toList(),
          () -> changes(nodes, node, Event.Kind.NODE_UP).sorted().toList());
      assertThat(changes(nodes, node, Event.Kind.NODE_DOWN)).isEmpty();
    }
  }

  @Test
  @DisplayName("three nodes, two connects: all know all, and each hears of each other once")
  void three(Nodes nodes) throws IOException {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    Node c = nodes.start("c");
    Puppet watcher = new Puppet(b.processes());
    b.monitors().subscribe(watcher.pid());
    assertThat(a.connect(b.self()).connected()).isTrue();
    assertThat(c.connect(a.self()).connected()).isTrue();

    awaitMesh(List.of(a, b, c));
    assertThat(watcher.next()).isEqualTo(new NodeUp(a.self()));
    assertThat(watcher.next()).isEqualTo(new NodeUp(c.self()));
    assertThat(watcher.all()).isEmpty();
    assertOneLinkEach(nodes, List.of(a, b, c));
  }

  @Test
  @DisplayName("a node that wants only pairs has the one it asked for, and brings nobody together")
  void pairs(Nodes nodes) throws IOException {
    Node hub = nodes.start("hub", options -> options.withConnectAll(false));
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    a.connect(hub.self());
    b.connect(hub.self());
    Await.untilEqual("the hub has both", List.of(a.self(), b.self()), hub::nodes);
    Node c = nodes.start("c");
    c.connect(a.self());
    Await.untilEqual("a has c", List.of(c.self(), hub.self()), a::nodes);

    assertThat(b.nodes()).containsExactly(hub.self());
    assertThat(c.nodes()).containsExactly(a.self());
  }

  @Test
  @DisplayName("nodes of a mesh that have another cookie are not joined, and harm nobody")
  void otherCookie(Nodes nodes) throws IOException {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    Node stranger = nodes.start("s", "elmo");
    a.connect(b.self());
    assertThat(stranger.connect(a.self()).status()).isEqualTo(ConnectResult.Status.BAD_COOKIE);

    awaitMesh(List.of(a, b));
    assertThat(stranger.nodes()).isEmpty();
  }

  @Test
  @DisplayName("six nodes that all call each other at the same moment have one link a pair")
  void storm(Nodes nodes) throws Exception {
    List<Node> all = new ArrayList<>();
    for (String name : List.of("a", "b", "c", "d", "e", "f")) all.add(nodes.start(name));
    CyclicBarrier together = new CyclicBarrier(all.size());
    RandomGenerator random = nodes.seed().random();
    List<Thread> callers = new ArrayList<>();
    for (Node node : all) {
      List<Node> order = new ArrayList<>(all);
      Collections.shuffle(order, Random.from(random));
      callers.add(
          Thread.ofPlatform()
              .daemon()
              .start(() -> {
                try {
                  together.await();
                  order.forEach(other -> node.connect(other.self()));
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              }));
    }
    for (Thread caller : callers) caller.join();

    awaitMesh(all);
    assertOneLinkEach(nodes, all);
  }

  @Test
  @DisplayName("a node that goes is gone for all, and the rest stay connected")
  void oneGoes(Nodes nodes) throws IOException {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    Node c = nodes.start("c");
    a.connect(b.self());
    c.connect(a.self());
    awaitMesh(List.of(a, b, c));
    a.close();

    awaitMesh(List.of(b, c));
    Await.untilEqual(
        "b was told",
        List.of("a@127.0.0.1"),
        () -> changes(nodes, b, Event.Kind.NODE_DOWN).toList());
    Node again = nodes.start("a");
    Await.until("the new port mapper knows c", () -> again.connect(c.self()).connected());
    awaitMesh(List.of(again, b, c));
  }
}
