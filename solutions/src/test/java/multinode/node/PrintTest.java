package multinode.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import multinode.process.Body;
import multinode.process.Call;
import multinode.process.Context;
import multinode.process.ExitReason;
import multinode.process.From;
import multinode.process.Pid;
import multinode.process.Print;
import multinode.process.Ref;
import multinode.process.Signal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.FaultProxy;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

/** {@code println} waits for the group leader, and not for ever. */
@ExtendWith(HarnessExtension.class)
class PrintTest {

  private static final int TIMES = 1_000;

  private static final UnaryOperator<NodeOptions> FAST = o -> o.withTick(Duration.ofMillis(100));

  @Test
  @DisplayName("what a process on another node prints before it answers is here before its answer")
  void beforeTheAnswer(Nodes nodes) throws Exception {
    List<String> screen = new CopyOnWriteArrayList<>();
    Node a = nodes.start("a", o -> o.withOutput(screen::add));
    Node b = nodes.start("b");
    Pid there = a.spawn(b.self(), PrintTest::printAndAnswer);
    a.run(self -> {
      for (int i = 0; i < TIMES; i++) {
        Ref ref = self.request(there, i);
        self.receive(ref::settledBy);
        screen.add("answer " + i);
      }
      return true;
    });

    List<String> expected = new ArrayList<>();
    for (int i = 0; i < TIMES; i++) expected.addAll(List.of("print " + i, "answer " + i));
    assertThat(screen).isEqualTo(expected);
  }

  private static void printAndAnswer(Context self) {
    for (; ; ) {
      Call call = self.receive(Call.class);
      self.println("print " + call.request());
      self.reply(call.from(), call.request());
    }
  }

  @Test
  @DisplayName(
      "a group leader that ends ends the wait, on both nodes; one that has ended does not begin it")
  void leaderEnds(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    a.connect(b.self());
    Pid leader = mute(a);
    Waiting here = Waiting.on(a, leader);
    Waiting there = Waiting.on(b, leader);
    Await.untilEqual("both have asked it", 2, () -> mailbox(a, leader));
    a.processes().signal(new Signal.ExitSignal(leader, leader, ExitReason.KILL, false));

    assertThat(here.took()).isLessThan(Context.PRINT_LIMIT);
    assertThat(there.took()).isLessThan(Context.PRINT_LIMIT);
    assertThat(Waiting.on(a, leader).took()).isLessThan(Context.PRINT_LIMIT);
    assertThat(Waiting.on(b, leader).took()).isLessThan(Context.PRINT_LIMIT);
  }

  @Test
  @DisplayName("a group leader on a node that is frozen is waited for until the node is given up")
  void frozen(Nodes nodes) throws Exception {
    FaultProxy proxy = nodes.proxy();
    Node a = nodes.start("a", o -> proxy.before(FAST.apply(o)));
    Node b = nodes.start("b", FAST);
    b.connect(a.self());
    proxy.silence();
    Waiting printer = Waiting.on(b, a.user());

    assertThat(printer.took()).isLessThan(Context.PRINT_LIMIT);
    assertThat(b.nodes()).isEmpty();
  }

  @Test
  @DisplayName(
      "a group leader that never answers is waited for five seconds; its late answer is dropped")
  void neverAnswers(Nodes nodes) throws Exception {
    nodes.takes(Context.PRINT_LIMIT);
    Node a = nodes.start("a");
    CompletableFuture<From> asked = new CompletableFuture<>();
    Pid leader =
        a.processes()
            .spawnGroupLeader(self -> {
              asked.complete(self.receive(Call.class).from());
              self.receive();
            });
    Waiting printer = Waiting.on(a, leader);
    assertThat(printer.took())
        .isBetween(Context.PRINT_LIMIT, Context.PRINT_LIMIT.plus(Context.PRINT_LIMIT));
    a.processes().reply(asked.join(), "ok");
    assertThat(mailbox(a, printer.pid())).isZero();
  }

  @Test
  @DisplayName("its own group leader, and a thread beside the process, print without waiting")
  void withoutWaiting(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    CompletableFuture<Object> asked = new CompletableFuture<>();
    a.processes()
        .spawnGroupLeader(self -> {
          self.println("for me");
          asked.complete(self.receive());
        });
    assertThat(asked.get(5, TimeUnit.SECONDS)).isEqualTo(new Print("for me"));

    a.spawn(self -> {
      Thread.ofVirtual().start(() -> self.println("from beside"));
      self.receive();
    });
    Await.untilEqual("the line", List.of("from beside"), () -> nodes.output(a));
  }

  @Test
  @DisplayName("messages that wait already stay where they are, in order")
  void messagesStay(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Pid process =
        a.spawn(self -> {
          self.receive();
          self.println("first");
          self.println(self.receive());
          self.println(self.receive());
        });
    for (String message : List.of("go", "second", "third")) a.processes().send(process, message);
    Await.untilEqual("all lines", List.of("first", "second", "third"), () -> nodes.output(a));
  }

  private static Pid mute(Node node) {
    return node.processes().spawnGroupLeader(self -> self.receive("the end"::equals));
  }

  private static int mailbox(Node node, Pid pid) {
    return node.processes().list().stream()
        .filter(info -> info.pid().equals(pid))
        .findFirst()
        .orElseThrow()
        .mailbox();
  }

  /** A process that prints a line, tells how long that took, and stays. */
  private record Waiting(Pid pid, CompletableFuture<Duration> end) {

    static Waiting on(Node node, Pid leader) {
      CompletableFuture<Duration> end = new CompletableFuture<>();
      Body body =
          self -> {
            long begin = System.nanoTime();
            self.println("a line");
            end.complete(Duration.ofNanos(System.nanoTime() - begin));
            self.receive();
          };
      return new Waiting(node.processes().spawn(body, leader), end);
    }

    Duration took() throws Exception {
      return end.get(15, TimeUnit.SECONDS);
    }
  }
}
