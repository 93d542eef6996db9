package workbook.harness.examples;

import java.util.concurrent.CountDownLatch;
import multinode.node.Node;
import multinode.process.Pid;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.harness.Claim;
import workbook.harness.Exercise;
import workbook.harness.Nodes;

/** Tests that are red after many messages. */
@Exercise(id = "9.6", title = "The river", points = 5, minutes = 10, files = "River.java")
public class Flood {

  @ParameterizedTest
  @ValueSource(ints = {20_000, 200_000})
  @DisplayName("the dam holds")
  void dam(int messages, Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    CountDownLatch all = new CountDownLatch(messages);
    Pid ear =
        b.spawn(self -> {
          while (true) {
            self.receive();
            all.countDown();
          }
        });
    nodes.takes(java.time.Duration.ofSeconds(10));
    a.run(self -> {
      for (int i = 0; i < messages; i++) self.send(ear, i);
      return 0;
    });
    all.await();
    Flood.sent = System.nanoTime();
    Claim.of("the dam holds").fails("a breach");
  }

  /** When the last messages had come. */
  public static volatile long sent;
}
