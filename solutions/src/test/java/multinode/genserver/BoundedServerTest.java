package multinode.genserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import multinode.node.Node;
import multinode.process.Context;
import multinode.process.From;
import multinode.process.Pid;
import multinode.process.Processes;
import multinode.process.TiesOf;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

/** A server that lets few messages wait, here and on another node. */
@ExtendWith(HarnessExtension.class)
class BoundedServerTest {

  private static final int MOST = 3;

  private record Sum() implements Request<Integer> {}

  /** Adds up what is cast to it, once it is let go. */
  private record Adder(CountDownLatch works, CountDownLatch released)
      implements GenServer<Integer> {
    @Override
    public Init<Integer> init(Context self) {
      self.boundMailbox(MOST);
      return Init.ok(0);
    }

    @Override
    public CallResult<Integer> handleCall(
        Request<?> request, From from, Integer state, Context self) {
      return ((Sum) request).reply(state, state);
    }

    @Override
    public Result<Integer> handleCast(Object message, Integer state, Context self) {
      works.countDown();
      try {
        released.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      return Result.noReply(state + (int) message);
    }
  }

  private final CountDownLatch works = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  private Pid start(Node node) {
    return node.run(self ->
        switch (GenServer.start(self, new Adder(works, released))) {
          case StartResult.Started(Pid pid) -> pid;
          case StartResult other -> throw new AssertionError(other);
        });
  }

  /** Gives it one message to work on, and as many as may wait. */
  private void fill(Node from, Pid server, Processes processes) {
    from.run(self -> {
      GenServer.cast(self, server, 1);
      Await.until("it works on it", () -> works.getCount() == 0);
      for (int i = 0; i < MOST; i++) GenServer.cast(self, server, 10);
      return true;
    });
    Await.until("it is full", () -> info(processes, server).mailbox() == MOST);
  }

  private static Processes.Info info(Processes processes, Pid pid) {
    return processes.list().stream().filter(one -> one.pid().equals(pid)).findAny().orElseThrow();
  }

  private void refuses(Node from, Node at) {
    Pid server = start(at);
    fill(from, server, at.processes());

    CallFailed failed =
        from.run(self ->
            catchThrowableOfType(
                CallFailed.class,
                () -> GenServer.call(self, server, new Sum(), Duration.ofHours(1))));
    assertThat(failed.reason()).isEqualTo(CallFailed.MAILBOX_FULL);
    assertThat(failed).hasMessageContaining("mailboxFull");
    assertThat(TiesOf.watchers(at.processes(), server)).isZero();

    from.run(self -> {
      GenServer.cast(self, server, 1_000_000);
      return true;
    });
    Await.until("the cast is dropped", () -> info(at.processes(), server).dropped() == 2);
    assertThat(at.stats().toString()).contains("3 messages waiting, 2 dropped");
    released.countDown();
    Await.until("it has room", () -> info(at.processes(), server).mailbox() == 0);
    assertThat(from.<Integer>run(self -> GenServer.call(self, server, new Sum()))).isEqualTo(31);
  }

  @Test
  @DisplayName("on the same node: a call into a full mailbox fails at once, and a cast is dropped")
  void here(Nodes nodes) throws IOException {
    Node a = nodes.start("a");
    refuses(a, a);
  }

  @Test
  @DisplayName("on another node: the same")
  void elsewhere(Nodes nodes) throws IOException {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    assertThat(a.connect(b.self()).connected()).isTrue();
    refuses(a, b);
  }

  @Test
  @DisplayName("messages from another node: the newest are dropped")
  void messages(Nodes nodes) throws IOException {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    assertThat(a.connect(b.self()).connected()).isTrue();
    CompletableFuture<List<Object>> taken = new CompletableFuture<>();
    Pid pid =
        b.spawn(self -> {
          self.boundMailbox(2);
          released.await();
          taken.complete(List.of(self.receive(), self.receive(), self.receive()));
        });

    a.run(self -> {
      for (int i = 1; i <= 5; i++) self.send(pid, i);
      return true;
    });
    Await.until("three are dropped", () -> info(b.processes(), pid).dropped() == 3);
    released.countDown();
    Await.until("two are taken", () -> info(b.processes(), pid).mailbox() == 0);
    a.run(self -> {
      self.send(pid, 6);
      return true;
    });
    Await.until("the third comes", taken::isDone);
    assertThat(taken.join()).containsExactly(1, 2, 6);
  }
}
