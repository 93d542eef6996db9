package multinode.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import multinode.process.Event;
import multinode.process.Pid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

/** A program's code that blocks holds up the process it belongs to, and nobody else. */
@ExtendWith(HarnessExtension.class)
class HeldUpTest {

  private static volatile CountDownLatch gate = new CountDownLatch(0);
  private static volatile Thread sender;

  /** Its constructor blocks wherever it is read. */
  record Stone(String text) {
    Stone {
      if (Thread.currentThread() != sender) pass();
    }
  }

  /** Its initializer blocks. */
  static final class Slow {
    static final String TEXT = text();

    private static String text() {
      pass();
      return "done";
    }
  }

  /** Reading it initializes a class that blocks. */
  private static final class Trap implements Serializable {
    private static final long serialVersionUID = 1;

    private Object readResolve() {
      return Slow.TEXT;
    }
  }

  private static void pass() {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void open() {
    gate.countDown();
  }

  private static Pid ear(Node node, List<Object> heard) {
    Pid ear =
        node.spawn(self -> {
          for (; ; ) heard.add(self.receive());
        });
    node.monitors().subscribe(ear);
    return ear;
  }

  private static Node pair(Nodes nodes, String name) throws IOException {
    return nodes.start(name, options -> options.withConnectAll(false));
  }

  @Test
  @DisplayName("a message whose constructor blocks: the node serves all others, and closes")
  void constructor(Nodes nodes) throws Exception {
    Node a = pair(nodes, "a");
    Node b = pair(nodes, "b");
    Node c = pair(nodes, "c");
    List<Object> heard = new CopyOnWriteArrayList<>();
    List<Object> stones = new CopyOnWriteArrayList<>();
    Pid ear = ear(b, heard);
    Pid quarry =
        b.spawn(self -> {
          for (; ; ) stones.add(self.receive());
        });
    sender = Thread.currentThread();
    gate = new CountDownLatch(1);
    a.processes().send(quarry, new Stone("x"));
    a.processes().send(ear, "hello from a");
    Await.until("what came behind it", () -> heard.contains("hello from a"));
    a.disconnect(b.self());
    assertThat(c.connect(b.self()).connected()).isTrue();
    c.processes().send(ear, "hello from c");

    Await.until("the news of c", () -> heard.contains(new NodeUp(c.self())));
    Await.until("the message of c", () -> heard.contains("hello from c"));
    assertThat(heard).anyMatch(NodeDown.class::isInstance);
    assertThat(stones).isEmpty();
    closes(b);
  }

  private static void closes(Node node) throws InterruptedException {
    Thread closing = Thread.ofVirtual().start(node::close);
    assertThat(closing.join(Await.limit(Duration.ofSeconds(3)))).as("it closes").isTrue();
  }

  @Test
  @DisplayName("a function whose classes block when they are read: the node serves all others")
  void function(Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(5));
    Node a = pair(nodes, "a");
    Node b = pair(nodes, "b");
    List<Object> heard = new CopyOnWriteArrayList<>();
    Pid ear = ear(b, heard);
    gate = new CountDownLatch(1);
    Trap trap = new Trap();
    Thread spawning =
        Thread.ofVirtual()
            .start(() -> {
              try {
                a.spawn(b.self(), context -> context.println(trap));
              } catch (IllegalStateException late) {
                // It takes longer than this test.
              }
            });
    Await.until("the function is on its way", () -> a.nodes().contains(b.self()));
    a.run(self -> self.receive(Duration.ofMillis(200)));
    a.processes().send(ear, "hello from a");

    Await.until("the message of a", () -> heard.contains("hello from a"));
    a.disconnect(b.self());
    Await.until("that a is gone", () -> heard.stream().anyMatch(NodeDown.class::isInstance));
    gate.countDown();
    assertThat(spawning.join(Await.limit(Duration.ofSeconds(6)))).isTrue();
  }

  @Test
  @DisplayName("a function linked to a node that does not answer: messages behind it come at once")
  void linkElsewhere(Nodes nodes) throws Exception {
    Node a = pair(nodes, "a");
    Node b = pair(nodes, "b");
    List<Object> heard = new CopyOnWriteArrayList<>();
    Pid ear = ear(b, heard);
    a.connect(b.self());
    try (DeadHost dead = DeadHost.open(nodes)) {
      Pid far = new Pid(dead.node("x").toString(), 1, 1);
      Thread.ofVirtual().start(() -> a.spawn(b.self(), context -> {}, Optional.of(far)));
      Await.until("b calls the dead host", dead::wasCalled);
      a.processes().send(ear, "hello from a");
      long begin = System.nanoTime();
      Await.until("the message of a", () -> heard.contains("hello from a"));
      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .isLessThan(Await.limit(Duration.ofSeconds(1)));
    }
  }

  @Test
  @DisplayName("a listener of events that blocks: the node serves everybody")
  void listener(Nodes nodes) throws Exception {
    Node a = pair(nodes, "a");
    Node b = pair(nodes, "b");
    List<Object> heard = new CopyOnWriteArrayList<>();
    ear(a, heard);
    gate = new CountDownLatch(1);
    a.events().listen(event -> pass());
    a.connect(b.self());
    a.disconnect(b.self());

    Await.until("both news", () -> heard.size() == 2);
    assertThat(a.nodes()).isEmpty();
    closes(a);
  }

  @Test
  @DisplayName("events of other kinds do not show messages: one that cannot be shown arrives")
  void notShown(Nodes nodes) throws Exception {
    Node a = Node.start(nodes.options("a", Nodes.COOKIE));
    Node b = Node.start(nodes.options("b", Nodes.COOKIE));
    try (a;
        b) {
      List<Event> events = new CopyOnWriteArrayList<>();
      for (Node node : List.of(a, b)) {
        node.events().listen(events::add);
        node.events().listen(java.util.EnumSet.of(Event.Kind.FRAME_SENT), events::add);
      }
      List<Object> heard = new CopyOnWriteArrayList<>();
      Pid ear = ear(b, heard);
      a.processes().send(ear, new Shy());
      Await.until("it arrives", () -> heard.stream().anyMatch(Shy.class::isInstance));
      Await.until(
          "that it was sent is told",
          () -> events.stream().anyMatch(event -> event.text().startsWith("Send to")));
    }
  }

  @Test
  @DisplayName("a listener of events that throws: the heart beats on, and finds silent peers")
  void heart(Nodes nodes) throws Exception {
    var proxy = nodes.proxy();
    Node b = nodes.start("b", options -> proxy.before(options).withConnectAll(false));
    Node a = nodes.start("a", options -> options.withTick(Duration.ofMillis(50)));
    a.events()
        .listen(event -> {
          throw new IllegalStateException("a listener that throws, as it should");
        });
    a.connect(b.self());
    Await.untilEqual("connected", List.of(b.self()), a::nodes);
    proxy.silence();

    Await.untilEqual("given up", List.of(), a::nodes);
  }

  /** Cannot be shown. */
  record Shy() {
    @Override
    public String toString() {
      throw new IllegalStateException("not to be looked at");
    }
  }
}
