package multinode.building;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import multinode.genserver.StartResult;
import multinode.node.Node;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

/** A building that is started on another node. */
@ExtendWith(HarnessExtension.class)
class StartAtTest {

  @Test
  @DisplayName("the link is lost before the answer: nobody knows whether the building was started")
  void linkLost(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    a.connect(b.self());
    int before = b.processes().count();
    // As long as this is held, no process of b gets a name: the building does not start.
    synchronized (b.processes().names()) {
      CompletableFuture<StartResult> start =
          CompletableFuture.supplyAsync(
              () -> Buildings.startAt(a, "hall", b.self()), Thread::startVirtualThread);
      Await.until("b is about to start it", () -> b.processes().count() > before);
      a.disconnect(b.self());
      assertThatThrownBy(start::join)
          .hasCauseInstanceOf(IllegalStateException.class)
          .hasMessageContaining("nobody knows whether hall was started on b@127.0.0.1");
    }
    Await.until("it runs on b", () -> b.processes().whereis("hall").isPresent());
  }
}
