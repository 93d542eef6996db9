package multinode.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import multinode.process.Event;
import multinode.process.Pid;
import multinode.process.Puppet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.FaultProxy;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

/** Links that are cut while messages are on their way. */
@ExtendWith(HarnessExtension.class)
class ReconnectTest {

  private static final int CUTS = 20;
  private static final int BETWEEN_CUTS = 200;

  @Test
  @DisplayName("cut twenty times in a stream of messages: some are lost, none twice, all in order")
  void cuts(Nodes nodes) throws Exception {
    FaultProxy proxy = nodes.proxy();
    Node a = nodes.start("a");
    Node b = nodes.start("b", proxy::before);
    AtomicInteger count = new AtomicInteger();
    AtomicInteger last = new AtomicInteger();
    List<String> disorder = new CopyOnWriteArrayList<>();
    Puppet watcher = new Puppet(a.processes());
    a.monitors().subscribe(watcher.pid());
    Pid receiver =
        b.spawn(context -> {
          for (; ; count.incrementAndGet()) {
            int next = context.receive(Integer.class);
            int previous = last.getAndSet(next);
            if (next <= previous) disorder.add(next + " after " + previous);
          }
        });
    AtomicBoolean enough = new AtomicBoolean();
    AtomicInteger sent = new AtomicInteger();
    Pid sender =
        a.spawn(context -> {
          while (!enough.get()) context.send(receiver, sent.incrementAndGet());
        });

    for (int cut = 0; cut < CUTS; cut++) {
      assertThat(watcher.next()).isEqualTo(new NodeUp(b.self()));
      int before = count.get();
      Await.until("messages come again", () -> count.get() > before + BETWEEN_CUTS);
      proxy.cut();
      assertThat(watcher.next()).isInstanceOf(NodeDown.class);
    }
    enough.set(true);
    Await.until("the sender ends", () -> !a.processes().isAlive(sender));
    watcher.runs(context -> context.send(receiver, Integer.MAX_VALUE));

    Await.until("the last message", () -> last.get() == Integer.MAX_VALUE);
    assertThat(disorder).isEmpty();
    assertThat(count.get()).isLessThanOrEqualTo(sent.get() + 1);
  }

  private static List<Event.Kind> changes(Nodes nodes, Node node) {
    return nodes.events(node).stream()
        .map(Event::kind)
        .filter(kind -> kind == Event.Kind.NODE_UP || kind == Event.Kind.NODE_DOWN)
        .toList();
  }

  @Test
  @DisplayName("two that send each other the first message at the same moment both get theirs")
  void bothFirst(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    Puppet ofA = new Puppet(a.processes());
    Puppet ofB = new Puppet(b.processes());
    for (int round = 0; round < 100; round++) {
      int number = round;
      ofA.begins(context -> context.send(ofB.pid(), number));
      ofB.begins(context -> context.send(ofA.pid(), number));
      assertThat(ofA.next()).isEqualTo(round);
      assertThat(ofB.next()).isEqualTo(round);
      a.disconnect(b.self());
      Await.until("both are alone", () -> a.nodes().isEmpty() && b.nodes().isEmpty());
      Await.until("and were told", () -> told(nodes, a, number) && told(nodes, b, number));
    }
  }

  private static boolean told(Nodes nodes, Node node, int round) {
    return changes(nodes, node).size() == 2 * (round + 1);
  }
}
