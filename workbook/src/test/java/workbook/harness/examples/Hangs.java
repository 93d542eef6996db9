package workbook.harness.examples;

import java.util.concurrent.CountDownLatch;
import multinode.node.Node;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Await;
import workbook.harness.Exercise;
import workbook.harness.Nodes;

/** Tests that wait for what never comes. */
@Exercise(id = "9.4", title = "The cellar", points = 5, minutes = 10, files = "Cellar.java")
public class Hangs {

  @Test
  @DisplayName("for ever")
  void forEver(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    a.spawn(context -> context.receive(String.class));
    new CountDownLatch(1).await();
  }

  @Test
  @DisplayName("for ever, beside code that is not written")
  void unwritten() throws Exception {
    Thread.ofVirtual().start(() -> Door.opens("1"));
    new CountDownLatch(1).await();
  }

  @Test
  @DisplayName("for a time")
  void forATime(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    a.processes().register("clerk", a.spawn(context -> context.receive(Integer.class)));
    a.send("clerk", a.self(), "hello");
    Await.until("the clerk has read its mail", () -> a.processes().whereis("clerk").isEmpty());
  }
}
