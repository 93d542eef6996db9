package multinode.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import multinode.process.Event;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

@ExtendWith(HarnessExtension.class)
class SimultaneousConnectTest {

  private static final int ROUNDS = 200;

  @Test
  @DisplayName("two nodes that call each other at the same moment get one link, 200 times over")
  void oneLink(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    CyclicBarrier together = new CyclicBarrier(2);
    for (int round = 0; round < ROUNDS; round++) {
      CompletableFuture<ConnectResult> fromA = calling(a, b, together);
      CompletableFuture<ConnectResult> fromB = calling(b, a, together);
      assertThat(fromA.get().connected()).as("round %d: %s", round, fromA.get()).isTrue();
      assertThat(fromB.get().connected()).as("round %d: %s", round, fromB.get()).isTrue();
      Await.untilEqual("a lists b", List.of(b.self()), a::nodes);
      Await.untilEqual("b lists a", List.of(a.self()), b::nodes);

      Node leaver = round % 2 == 0 ? a : b;
      assertThat(leaver.disconnect(round % 2 == 0 ? b.self() : a.self())).isTrue();
      Await.untilEqual("a lists nobody", List.of(), a::nodes);
      Await.untilEqual("b lists nobody", List.of(), b::nodes);
      for (Node node : List.of(a, b)) {
        List<Event.Kind> upAndDown = List.of(Event.Kind.NODE_UP, Event.Kind.NODE_DOWN);
        List<Event.Kind> expected =
            Collections.nCopies(round + 1, upAndDown).stream().flatMap(List::stream).toList();
        Await.untilEqual("one more up, one more down", expected, () -> changes(nodes, node));
      }
    }
    for (Node node : List.of(a, b)) {
      assertThat(nodes.events(node))
          .as("%s has refused nobody: the other call counts", node.self())
          .noneMatch(event -> event.kind() == Event.Kind.REFUSED);
    }
  }

  private static CompletableFuture<ConnectResult> calling(
      Node from, Node to, CyclicBarrier together) {
    CompletableFuture<ConnectResult> result = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            together.await();
            result.complete(from.connect(to.self()));
          } catch (Throwable thrown) {
            result.completeExceptionally(thrown);
          }
        });
    return result;
  }

  private static List<Event.Kind> changes(Nodes nodes, Node node) {
    return nodes.events(node).stream()
        .map(Event::kind)
        .filter(kind -> kind == Event.Kind.NODE_UP || kind == Event.Kind.NODE_DOWN)
        .toList();
  }
}
