package multinode.genserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import multinode.genserver.Counter.Add;
import multinode.genserver.Counter.Count;
import multinode.node.Node;
import multinode.process.Context;
import multinode.process.ExitReason;
import multinode.process.From;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.process.Puppet;
import multinode.process.RegisteredName;
import multinode.process.TiesOf;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

/** Callers on node a, servers on node b. */
@ExtendWith(HarnessExtension.class)
class RemoteCallTest {

  private static final Duration SHORT = Duration.ofMillis(50);
  private static final RegisteredName COUNTER = new RegisteredName("counter", "b@127.0.0.1");

  private Node a;
  private Node b;
  private Pid server;

  @BeforeEach
  void start(Nodes nodes) throws IOException {
    a = nodes.start("a");
    b = nodes.start("b");
    server = b.run(self -> GenServer.start(self, "counter", new Counter())).orThrow();
  }

  private <R> R call(Request<R> request) {
    return a.run(self -> GenServer.call(self, COUNTER, request));
  }

  private CallFailed failure(Node node, RegisteredName whom, Request<?> request, Duration limit) {
    try {
      throw new AssertionError(
          "it answered " + node.run(self -> GenServer.call(self, whom, request, limit)));
    } catch (CallFailed failed) {
      return failed;
    }
  }

  private ExitReason reason(Request<?> request) {
    return failure(a, COUNTER, request, GenServer.CALL_LIMIT).reason();
  }

  @Test
  @DisplayName("a server on another node is called like one on this, by name and by pid")
  void calls() {
    assertThat(call(new Add(2))).isEqualTo(2);
    assertThat(a.<Integer>run(self -> GenServer.call(self, server, new Add(3)))).isEqualTo(5);
    a.run(self -> {
      for (int i = 0; i < 1000; i++) GenServer.cast(self, COUNTER, new Add(1));
      return true;
    });
    assertThat(call(new Count())).isEqualTo(1005);
    assertThat(a.<Object>run(self -> GenServer.state(self, server)))
        .isEqualTo(new Counter.Counted(1005, ""));
  }

  @Test
  @DisplayName("what goes wrong there is told here: noproc, a crash, killed, stopped")
  void failures() {
    RegisteredName nobody = new RegisteredName("nobody", "b@127.0.0.1");
    assertThat(failure(a, nobody, new Count(), GenServer.CALL_LIMIT).reason())
        .isEqualTo(ExitReason.NOPROC);
    assertThat(reason(new Counter.Boom("boom")))
        .isEqualTo(new ExitReason.Crash("java.lang.IllegalStateException", "boom"));
    assertThat(reason(new Count())).isEqualTo(ExitReason.NOPROC);
  }

  @Test
  @DisplayName("a server that is killed during the call")
  void killed() {
    Puppet killer = new Puppet(b.processes());
    killer.begins(self -> self.exit(self.receive(From.class).server(), ExitReason.KILL));
    assertThat(reason(new Counter.Ask(killer.pid()))).isEqualTo(ExitReason.KILLED);
  }

  @Test
  @DisplayName("a node that ends during the call: nodedown, long before the time is up")
  void nodedown() {
    Puppet told = new Puppet(b.processes());
    Thread.ofVirtual()
        .start(() -> {
          told.next();
          b.close();
        });
    CallFailed failed = failure(a, COUNTER, new Counter.Ask(told.pid()), Duration.ofMinutes(10));
    assertThat(failed.reason()).isEqualTo(CallFailed.NODEDOWN);
    assertThat(failed).hasMessageContainingAll("{counter, b@127.0.0.1}", "nodedown");
  }

  @Test
  @DisplayName("a node that does not run, and one with another cookie: nodedown")
  void unreachable(Nodes nodes) throws IOException {
    Node stranger = nodes.start("c", "other");
    stranger.run(self -> GenServer.start(self, "counter", new Counter()));
    for (String node : List.of("d@127.0.0.1", "c@127.0.0.1")) {
      RegisteredName there = new RegisteredName("counter", node);
      assertThat(failure(a, there, new Count(), GenServer.CALL_LIMIT).reason())
          .isEqualTo(CallFailed.NODEDOWN);
    }
  }

  @Test
  @DisplayName("a request that cannot travel is the caller's error, and nothing is awaited")
  void requestNotSerializable() {
    record Odd(BitSet bits) implements Request<Integer> {}
    Puppet caller = new Puppet(a.processes());
    assertThatThrownBy(
            () -> caller.runs(self -> GenServer.call(self, COUNTER, new Odd(new BitSet()))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.util.BitSet");
    assertThat(TiesOf.monitors(a.processes(), caller.pid())).isZero();
    assertThat(call(new Count())).isZero();
  }

  @Test
  @DisplayName("an answer that cannot travel is the server's error: it ends, the caller learns why")
  void answerNotSerializable(Nodes nodes) throws IOException {
    GenServer<Integer> odd =
        new GenServer<>() {
          @Override
          public Init<Integer> init(Context self) {
            return Init.ok(0);
          }

          @Override
          public CallResult<Integer> handleCall(
              Request<?> request, From from, Integer state, Context self) {
            return new CallResult.Reply<>(new BitSet(), Result.noReply(state));
          }
        };
    b.run(self -> GenServer.start(self, "odd", odd));
    RegisteredName there = new RegisteredName("odd", "b@127.0.0.1");
    assertThat(failure(a, there, new Count(), GenServer.CALL_LIMIT))
        .hasMessageContaining("java.util.BitSet");
  }

  @Test
  @DisplayName("to look at a state that cannot travel tells of it, and does not end the server")
  void stateNotSerializable() {
    GenServer<BitSet> odd =
        new GenServer<>() {
          @Override
          public Init<BitSet> init(Context self) {
            return Init.ok(new BitSet());
          }
        };
    Pid there = b.run(self -> GenServer.start(self, odd)).orThrow();
    assertThat(a.<Object>run(self -> GenServer.state(self, there)))
        .asString()
        .contains("java.util.BitSet");
    assertThat(b.processes().isAlive(there)).isTrue();
  }

  @Test
  @DisplayName("casts to where nobody takes them are dropped; one that cannot travel is an error")
  void casts(Nodes nodes) throws IOException {
    nodes.start("c", "other");
    a.run(self -> {
      for (String node : List.of("b@127.0.0.1", "c@127.0.0.1", "d@127.0.0.1")) {
        GenServer.cast(self, new RegisteredName("nobody", node), new Add(1));
      }
      return true;
    });
    assertThatThrownBy(() ->
            a.run(self -> {
              GenServer.cast(self, COUNTER, new BitSet());
              return true;
            }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.util.BitSet");
    assertThat(call(new Count())).isZero();
  }

  @Test
  @DisplayName("an answer that crosses two links and comes too late, or twice, disturbs nobody")
  void lateAndTwice(Nodes nodes) throws IOException {
    Node c = nodes.start("c");
    Puppet answerer = new Puppet(c.processes());
    Puppet caller = new Puppet(a.processes());
    Counter.Ask ask = new Counter.Ask(answerer.pid());
    assertThatThrownBy(() -> caller.runs(self -> GenServer.call(self, COUNTER, ask, SHORT)))
        .hasMessageContaining("timeout");
    From late = (From) answerer.next();
    answerer.begins(self -> {
      ask.replyTo(late, 1, self);
      From from = self.receive(From.class);
      for (int answer = 2; answer < 5; answer++) ask.replyTo(from, answer, self);
      self.send(caller.pid(), "all is sent");
    });
    assertThat(caller.<Integer>does(self -> GenServer.call(self, COUNTER, ask))).isEqualTo(2);
    assertThat(caller.next()).isEqualTo("all is sent");
    assertThat(caller.all()).isEmpty();
    assertThat(TiesOf.monitors(a.processes(), caller.pid())).isZero();
  }

  @Test
  @DisplayName("a server with a global name is started, called, cast to and stopped by it")
  void byGlobalName(Nodes nodes) throws IOException {
    Node c = nodes.start("c");
    assertThat(c.connect(a.self()).connected()).isTrue();
    assertThat(c.connect(b.self()).connected()).isTrue();
    Puppet parent = new Puppet(b.processes());
    Pid pid =
        parent.does(
            self -> GenServer.startLink(self, Name.global(b, "counter"), new Counter()).orThrow());
    assertThat(
            a.<StartResult>run(
                self -> GenServer.start(self, Name.global(a, "counter"), new Counter())))
        .isEqualTo(new StartResult.AlreadyStarted(pid));

    Name name = Name.global(c, "counter");
    c.run(self -> {
      GenServer.cast(self, name, new Add(2));
      return true;
    });
    assertThat(c.<Integer>run(self -> GenServer.call(self, name, new Add(3)))).isEqualTo(5);
    assertThat(c.<Object>run(self -> GenServer.state(self, name)))
        .isEqualTo(new Counter.Counted(5, ""));
    c.run(self -> {
      GenServer.stop(self, name, ExitReason.NORMAL);
      return true;
    });
    Await.until("the name is free", () -> c.global().whereis("counter").isEmpty());
    assertThatThrownBy(() -> c.run(self -> GenServer.call(self, name, new Count())))
        .isInstanceOf(CallFailed.class)
        .hasMessageContainingAll("counter", "noproc");
    c.run(self -> {
      GenServer.cast(self, name, new Add(1));
      return true;
    });
  }

  @Test
  @DisplayName("an answer given later, by a process of a third node, counts and leaves nothing")
  void laterFromElsewhere(Nodes nodes) throws IOException {
    Node c = nodes.start("c");
    Puppet answerer = new Puppet(c.processes());
    Counter.Ask ask = new Counter.Ask(answerer.pid());
    answerer.begins(self -> ask.replyTo(self.receive(From.class), 42, self));
    assertThat(call(ask)).isEqualTo(42);
    Await.untilEqual("nobody watches the server", 0, () -> TiesOf.watchers(b.processes(), server));
  }

  @Test
  @DisplayName("1,000 calls, half of them too short, leave nothing at the server")
  void leavesNothing() {
    a.run(self -> {
      for (int i = 0; i < 500; i++) {
        GenServer.call(self, COUNTER, new Add(1));
        try {
          GenServer.call(self, COUNTER, new Counter.Never(), Duration.ZERO);
        } catch (CallFailed timeout) {
          // As it should be.
        }
      }
      return true;
    });
    assertThat(call(new Count())).isEqualTo(500);
    Await.untilEqual("nobody watches the server", 0, () -> TiesOf.watchers(b.processes(), server));
  }

  @Test
  @DisplayName("many callers of one server each get their own answer")
  void manyCallers() {
    Puppet collector = new Puppet(a.processes());
    for (int i = 0; i < 64; i++) {
      a.spawn(self -> {
        boolean rising = true;
        int last = 0;
        for (int k = 0; k < 100; k++) {
          int answer = GenServer.call(self, COUNTER, new Add(1));
          rising &= answer > last;
          last = answer;
        }
        self.send(collector.pid(), rising);
      });
    }
    for (int i = 0; i < 64; i++) assertThat(collector.next()).isEqualTo(true);
    assertThat(call(new Count())).isEqualTo(6400);
  }

  @Test
  @DisplayName("a call to many nodes whose request cannot travel fails, and leaves nothing")
  void multiCallNotSerializable() {
    a.run(self -> GenServer.start(self, "counter", new Counter()));
    Puppet caller = new Puppet(a.processes());
    List<NodeName> nodes = List.of(a.self(), b.self(), a.self());
    Counter.Do local = new Counter.Do((from, state) -> new Add(1).reply(1, state.plus(1)));
    assertThatThrownBy(
            () -> caller.runs(self -> GenServer.multiCall(self, nodes, "counter", local, SHORT)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(caller.all()).isEmpty();
    assertThat(TiesOf.monitors(a.processes(), caller.pid())).isZero();

    MultiReply<Integer> all =
        caller.does(
            self -> GenServer.multiCall(self, nodes, "counter", new Add(1), GenServer.CALL_LIMIT));
    assertThat(all.replies()).as("each is asked once").containsEntry(b.self(), 1);
    assertThat(all.replies().get(a.self())).isBetween(1, 2);
  }

  @Test
  @DisplayName("a call to many nodes: each answers for itself, or has an error of its own")
  void multiCall(Nodes nodes) throws IOException {
    var proxy = nodes.proxy();
    Node silent = nodes.start("silent", options -> proxy.before(options));
    Node without = nodes.start("without");
    a.run(self -> GenServer.start(self, "counter", new Counter()));
    silent.run(self -> GenServer.start(self, "counter", new Counter()));
    for (Node node : List.of(b, silent, without))
      assertThat(a.connect(node.self()).connected()).isTrue();
    proxy.silence();

    MultiReply<Integer> all =
        a.run(self ->
            GenServer.multiCall(
                self,
                List.of(a.self(), b.self(), silent.self(), without.self(), nodes.name("gone")),
                "counter",
                new Add(1),
                SHORT));
    assertThat(all.replies()).containsOnlyKeys(a.self(), b.self());
    assertThat(all.replies().values()).containsOnly(1);
    assertThat(all)
        .hasToString(
            "{a@127.0.0.1=1, b@127.0.0.1=1} failed "
                + "{gone@127.0.0.1=nodedown, silent@127.0.0.1=timeout, without@127.0.0.1=noproc}");
  }
}
