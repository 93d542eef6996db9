package multinode.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import multinode.genserver.CallFailed;
import multinode.genserver.CallResult;
import multinode.genserver.GenServer;
import multinode.genserver.Init;
import multinode.genserver.Request;
import multinode.process.Context;
import multinode.process.From;
import multinode.process.Pid;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

/** Large answers and messages over a slow link. */
@ExtendWith(HarnessExtension.class)
class SlowAnswersTest {

  private static final int MEGABYTE = 1 << 20;

  record Give(int size) implements Request<byte[]> {}

  record Giver() implements GenServer<Integer> {
    @Override
    public Init<Integer> init(Context self) {
      return Init.ok(1);
    }

    @Override
    public CallResult<Integer> handleCall(
        Request<?> request, From from, Integer state, Context self) {
      Give give = (Give) request;
      return give.reply(new byte[give.size()], state);
    }
  }

  private static int waiting(Node node) {
    return node.stats().connections().stream().mapToInt(NodeStats.Traffic::outboxBytes).sum();
  }

  @Test
  @DisplayName("300 callers ask for a megabyte each over a slow link: a bounded part of it waits")
  void bounded(Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(20));
    var proxy = nodes.proxy();
    Node b = nodes.start("b", proxy::before);
    Node a = nodes.start("a");
    Pid giver = b.run(self -> GenServer.start(self, new Giver())).orThrow();
    a.connect(b.self());
    proxy.slow(200_000);
    AtomicInteger over = new AtomicInteger();
    int callers = 300;
    for (int i = 0; i < callers; i++) {
      a.spawn(self -> {
        try {
          GenServer.call(self, giver, new Give(MEGABYTE), Duration.ofSeconds(2));
        } catch (CallFailed late) {
          // Nearly all of them.
        }
        over.incrementAndGet();
      });
    }
    AtomicInteger most = new AtomicInteger();
    Await.until(
        "all have answers or have given up",
        Duration.ofSeconds(10),
        () -> {
          most.accumulateAndGet(waiting(b), Math::max);
          return over.get() == callers;
        });
    Await.until(
        "the server has not kept the rest for them",
        Duration.ofSeconds(10),
        () -> {
          most.accumulateAndGet(waiting(b), Math::max);
          return b.processes().list().stream()
              .noneMatch(info -> info.pid().equals(giver) && info.mailbox() > 0);
        });
    assertThat(most.get()).isLessThan(3 * MEGABYTE);
  }

  @Test
  @DisplayName("small calls pass between the fragments of a large message")
  void fragments(Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(30));
    var proxy = nodes.proxy();
    Node b = nodes.start("b", proxy::before);
    Node a = nodes.start("a");
    Pid giver = b.run(self -> GenServer.start(self, new Giver())).orThrow();
    Pid sink = b.spawn(self -> self.println(((byte[]) self.receive()).length));
    a.connect(b.self());
    proxy.slow(1_000_000);
    Pid porter = a.spawn(self -> self.send(sink, new byte[12 * MEGABYTE]));
    Await.until("it is on its way", () -> waiting(a) > 0);
    int during = 0;
    while (a.processes().isAlive(porter)) {
      a.run(self -> GenServer.call(self, giver, new Give(1), Duration.ofSeconds(5)));
      during++;
    }
    assertThat(during).isGreaterThan(2);
    Await.until(
        "it arrives whole",
        Duration.ofSeconds(20),
        () -> nodes.output(b).equals(List.of("" + 12 * MEGABYTE)));
  }
}
