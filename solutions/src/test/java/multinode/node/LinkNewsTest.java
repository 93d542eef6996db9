package multinode.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import multinode.process.Down;
import multinode.process.Event;
import multinode.process.ExitReason;
import multinode.process.Pid;
import multinode.process.Ref;
import multinode.process.Signal;
import multinode.process.TiesOf;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

/** The end of a connection is no news about the next one to the same node. */
@ExtendWith(HarnessExtension.class)
class LinkNewsTest {

  @Test
  @DisplayName("connected again while a listener still ponders the end: monitors of now are safe")
  void heldListener(Nodes nodes) throws Exception {
    Node a = nodes.start("a", options -> options.withConnectAll(false));
    Node b = nodes.start("b", options -> options.withConnectAll(false));
    CountDownLatch hold = new CountDownLatch(1);
    CountDownLatch watching = new CountDownLatch(1);
    a.events().listen(event -> holdAt(Event.Kind.NODE_DOWN, event, hold));
    a.connect(b.self());
    a.disconnect(b.self());
    Await.until("b has lost a", () -> b.nodes().isEmpty());
    assertThat(a.connect(b.self()).connected()).isTrue();
    Pid onB = b.spawn(self -> self.receive());
    List<Object> heard = new CopyOnWriteArrayList<>();
    a.spawn(self -> {
      self.monitor(onB);
      watching.countDown();
      for (; ; ) heard.add(self.receive());
    });
    watching.await();
    Await.untilEqual("b knows that it is watched", 1, () -> TiesOf.watchers(b.processes(), onB));
    hold.countDown();
    b.processes().signal(new Signal.ExitSignal(onB, onB, ExitReason.KILL, false));

    Await.untilEqual("the one news", 1, heard::size);
    assertThat(((Down) heard.getFirst()).reason()).isEqualTo(ExitReason.KILLED);
  }

  private static void holdAt(Event.Kind kind, Event event, CountDownLatch hold) {
    if (event.kind() != kind) return;
    try {
      hold.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  @DisplayName("in a storm of reconnections, a monitor hears the end of its own connection only")
  void storm(Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(20));
    Node a = nodes.start("a", options -> options.withConnectAll(false));
    Node b = nodes.start("b", options -> options.withConnectAll(false));
    Pid onB = b.spawn(self -> self.receive());
    int stray = 0;
    for (int round = 0; round < 300; round++) {
      a.connect(b.self());
      a.disconnect(b.self());
      a.connect(b.self());
      if (isStray(a, onB)) stray++;
    }
    assertThat(stray).isZero();
  }

  /** Whether a monitor is told that the connection is gone, which still is there afterwards. */
  private static boolean isStray(Node a, Pid onB) {
    long before = a.run(self -> messagesOut(a));
    Optional<Object> news =
        a.run(self -> {
          Ref ref = self.monitor(onB);
          Optional<Object> came = self.receive(Duration.ofMillis(20));
          if (came.isEmpty()) self.demonitor(ref);
          return came;
        });
    return news.isPresent() && messagesOut(a) > before;
  }

  /** Grows while a connection is the same one. */
  private static long messagesOut(Node a) {
    return a.stats().connections().stream().mapToLong(NodeStats.Traffic::messagesOut).sum();
  }
}
