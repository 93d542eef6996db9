package multinode.genserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import multinode.node.DeadHost;
import multinode.node.Node;
import multinode.process.Context;
import multinode.process.From;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.process.RegisteredName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

/** Calls to nodes that are not connected yet. */
@ExtendWith(HarnessExtension.class)
class ConnectingCallTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  /** A call ends within its limit and so much. */
  private static final Duration MORE = Duration.ofSeconds(1);

  record Ask() implements Request<String> {}

  record Ponger() implements GenServer<Integer> {
    @Override
    public Init<Integer> init(Context self) {
      return Init.ok(1);
    }

    @Override
    public CallResult<Integer> handleCall(
        Request<?> request, From from, Integer state, Context self) {
      return ((Ask) request).reply("pong", state);
    }
  }

  private static Duration took(Runnable task) {
    long begin = System.nanoTime();
    task.run();
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  @Test
  @DisplayName("a call to a node that does not answer ends with its limit, connecting included")
  void limit(Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(10));
    Node a = nodes.start("a");
    try (DeadHost dead = DeadHost.open(nodes)) {
      RegisteredName server = new RegisteredName("ponger", dead.node("x").toString());
      Duration took =
          took(() -> {
            CallFailed failed =
                catchThrowableOfType(
                    CallFailed.class,
                    () -> a.run(self -> GenServer.call(self, server, new Ask(), SECOND)));
            assertThat(failed.reason()).isEqualTo(CallFailed.TIMEOUT);
          });
      assertThat(took).isLessThan(SECOND.plus(MORE));
    }
  }

  @Test
  @DisplayName("a node that has just not answered is not asked again by each message")
  void remembered(Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(15));
    Node a = nodes.start("a");
    try (DeadHost dead = DeadHost.open(nodes)) {
      RegisteredName server = new RegisteredName("ponger", dead.node("x").toString());
      a.run(self -> took(() -> self.send(server, "first")));
      Duration took =
          a.run(self ->
              took(() -> {
                for (int i = 0; i < 10; i++) self.send(server, "another");
              }));
      assertThat(took).isLessThan(MORE);
    }
  }

  @Test
  @DisplayName("of several nodes that are asked, those that do not answer keep nobody back")
  void multiCall(Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(20));
    Node b = nodes.start("b");
    Node a = nodes.start("a", options -> options.withSetup(Duration.ofMillis(1_500)));
    b.run(self -> GenServer.start(self, "ponger", new Ponger()));
    a.connect(b.self());
    List<DeadHost> hosts = new ArrayList<>();
    for (int i = 2; i <= 4; i++) hosts.add(nodes.closeLater(DeadHost.open(nodes, i)));
    for (int round = 0; round < 5; round++) {
      List<NodeName> all = new ArrayList<>(List.of(b.self()));
      for (DeadHost host : hosts) all.add(host.node("h" + round));
      List<MultiReply<String>> reply = new ArrayList<>();
      Duration took =
          took(() ->
              reply.add(
                  a.run(self -> GenServer.multiCall(self, all, "ponger", new Ask(), SECOND))));
      assertThat(took).isLessThan(SECOND.plus(MORE));
      assertThat(reply.getFirst().replies()).containsOnlyKeys(b.self());
      assertThat(reply.getFirst().failed()).hasSize(3);
    }
  }

  @Test
  @DisplayName("what a process sends after a request that had to connect comes after it")
  void order(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    for (int round = 0; round < 20; round++) {
      Node b = nodes.start("b" + round, options -> options.withConnectAll(false));
      List<Object> heard = new CopyOnWriteArrayList<>();
      Pid ear =
          b.spawn(self -> {
            for (; ; ) heard.add(self.receive());
          });
      a.run(self -> {
        self.request(ear, "request");
        for (int i = 0; i < 10; i++) self.send(ear, i);
        return "sent";
      });
      Await.untilEqual("all of them", 11, heard::size);
      assertThat(heard.getFirst()).isInstanceOf(multinode.process.Call.class);
      assertThat(heard.subList(1, 11)).isEqualTo(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
    }
  }

  @Test
  @DisplayName("a request that cannot be sent is an error for its sender, connected or not")
  void cannotTravel(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    RegisteredName server = new RegisteredName("ponger", b.self().toString());
    for (int round = 0; round < 2; round++) {
      Throwable thrown =
          catchThrowableOfType(
              IllegalArgumentException.class,
              () -> a.run(self -> self.request(server, Thread.currentThread())));
      assertThat(thrown).hasMessageContaining("cannot be sent");
      a.connect(b.self());
    }
  }
}
