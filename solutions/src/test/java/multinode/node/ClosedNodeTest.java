package multinode.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import multinode.process.Pid;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

/** A node that was closed. */
@ExtendWith(HarnessExtension.class)
class ClosedNodeTest {

  @Test
  @DisplayName("what is run on it after its end says at once that it was killed")
  void run(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    a.close();
    assertThatThrownBy(() -> a.run(self -> self.receive(Duration.ofMillis(100))))
        .isInstanceOf(CancellationException.class)
        .hasMessageContaining("killed");
  }

  @Test
  @DisplayName("what is started on it after its end is dead from the first moment")
  void spawn(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    a.close();
    Pid pid = a.spawn(self -> self.receive());
    assertThat(a.processes().isAlive(pid)).isFalse();
    Await.untilEqual("nobody is left", 0, a.processes()::count);
  }
}
