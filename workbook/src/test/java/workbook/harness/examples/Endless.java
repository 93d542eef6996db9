package workbook.harness.examples;

import java.util.concurrent.CompletableFuture;
import multinode.node.Node;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import workbook.harness.Exercise;
import workbook.harness.Nodes;

/** Loops without an end, which no interrupt ends: they do end after a minute, or when told. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Exercise(id = "9.7", title = "The wheel", points = 5, minutes = 10, files = "Wheel.java")
public class Endless {

  /** Ends the loops. */
  public static volatile boolean over;

  @Test
  @Order(1)
  @DisplayName("in processes, as many as there are cores")
  void processes(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) a.spawn(self -> loop());
    loop();
  }

  @Test
  @Order(2)
  @DisplayName("a virtual thread runs beside them")
  void beside() throws Exception {
    CompletableFuture<Void> ran = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> ran.complete(null));
    ran.get();
  }

  @Test
  @Order(3)
  @DisplayName("in the test itself")
  void inTest() {
    loop();
  }

  @Test
  @Order(4)
  @DisplayName("not run")
  void notRun() {}

  static void loop() {
    long end = System.nanoTime() + 60_000_000_000L;
    while (!over && System.nanoTime() < end) Thread.onSpinWait();
  }
}
