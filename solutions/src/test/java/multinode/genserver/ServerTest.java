package multinode.genserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import multinode.genserver.Counter.Add;
import multinode.genserver.Counter.Count;
import multinode.genserver.Counter.Counted;
import multinode.genserver.Counter.Seen;
import multinode.process.Context;
import multinode.process.Down;
import multinode.process.ExitReason;
import multinode.process.From;
import multinode.process.Pid;
import multinode.process.Processes;
import multinode.process.Puppet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import workbook.harness.Await;

class ServerTest extends OneNode {

  @Test
  @DisplayName("a call gives the handler's answer, and the next call sees the new state")
  void calls() {
    Pid server = start(new Counter());
    assertThat(call(server, new Add(2))).isEqualTo(2);
    assertThat(call(server, new Add(3))).isEqualTo(5);
    assertThat(call(server, new Count())).isEqualTo(5);
  }

  @Test
  @DisplayName("casts are done in order, before the call that comes after them")
  void casts() {
    Pid server = start(new Counter());
    caller.runs(self -> {
      for (int i = 1; i <= 100; i++) GenServer.cast(self, server, new Add(i));
    });
    assertThat(call(server, new Count())).isEqualTo(5050);
  }

  @Test
  @DisplayName("plain messages reach handleInfo")
  void info() {
    Pid server = start(new Counter());
    caller.runs(self -> self.send(server, "plain"));
    assertThat(call(server, new Seen())).isEqualTo("plain");
  }

  @Test
  @DisplayName("a handler that wants to go on does so before any message is taken")
  void continues() {
    Pid server =
        start(
            new Counter(self -> {
              self.send(self.self(), "message");
              return Init.ok(new Counted(0, "")).thenContinue("rest of init");
            }));
    assertThat(call(server, new Seen())).isEqualTo("rest of init, message");
    caller.runs(self -> {
      GenServer.cast(self, server, "continue");
      self.send(server, "after");
    });
    assertThat(call(server, new Seen())).isEqualTo("rest of init, message, cast, then this, after");
  }

  @Test
  @DisplayName("a timeout comes when no message does, once; a message that comes calls it off")
  void timeouts() {
    Pid server = start(new Counter());
    caller.runs(self -> GenServer.cast(self, server, Duration.ofMillis(10)));
    Await.untilEqual(
        "the timeout", new Counted(0, "timeout"), () -> processes.list().getLast().state().get());

    caller.runs(self -> {
      GenServer.cast(self, server, Duration.ofHours(1));
      self.send(server, "instead");
    });
    assertThat(call(server, new Seen())).isEqualTo("timeout, instead");
  }

  @Test
  @DisplayName("a timeout is not called off by somebody who looks at the state")
  void lookedAt() {
    Pid server =
        start(new Counter(self -> Init.ok(new Counted(0, "")).timeout(Duration.ofMillis(200))));
    caller.runs(self -> GenServer.state(self, server));
    Await.untilEqual("the timeout", Optional.of(new Counted(0, "timeout")), () -> state(server));
  }

  @Test
  @DisplayName("an answer may come with a timeout, or with something to go on with")
  void answersAndGoesOn() {
    Pid server = start(new Counter());
    Counter.Do waits =
        new Counter.Do(
            (from, state) -> new Seen().reply("waits", state).timeout(Duration.ofMillis(10)));
    assertThat(call(server, waits)).isEqualTo("waits");
    Await.untilEqual("the timeout", Optional.of(new Counted(0, "timeout")), () -> state(server));

    Counter.Do continues =
        new Counter.Do((from, state) -> new Seen().reply("goes on", state).thenContinue("rest"));
    assertThat(call(server, continues)).isEqualTo("goes on");
    assertThat(call(server, new Seen())).isEqualTo("timeout, rest");
  }

  private Optional<Object> state(Pid server) {
    return processes.list().stream()
        .filter(info -> info.pid().equals(server))
        .findFirst()
        .flatMap(Processes.Info::state);
  }

  @Test
  @DisplayName("a cast may end it, with its reason, after cleaning up")
  void castStops() throws InterruptedException {
    Counter counter = new Counter();
    Pid server = start(counter);
    ExitReason enough = ExitReason.because("enough");
    caller.runs(self -> {
      self.monitor(server);
      GenServer.cast(self, server, enough);
    });
    assertThat(((Down) caller.next()).reason()).isEqualTo(enough);
    assertThat(counter.terminated()).isEqualTo(enough);
  }

  static Set<Map.Entry<String, Request<?>>> ends() {
    return Map.<String, Request<?>>of(
            "gone",
            new Counter.Exits(ExitReason.because("gone")),
            "java.lang.AssertionError: no",
            new Counter.Do((from, state) -> {
              throw new AssertionError("no");
            }),
            "java.lang.StackOverflowError",
            new Counter.Do(ServerTest::deeper),
            "java.lang.NullPointerException: a handler returned null",
            new Counter.Do((from, state) -> null))
        .entrySet();
  }

  private static CallResult<Counted> deeper(From from, Counted state) {
    return deeper(from, state.plus(1));
  }

  @ParameterizedTest
  @MethodSource("ends")
  @DisplayName("a handler that exits, and one that fails in whatever way: it cleans up, and ends")
  void endsInAnyWay(Map.Entry<String, Request<?>> end) throws InterruptedException {
    Counter counter = new Counter();
    Pid server = start(counter);
    caller.runs(self -> {
      self.monitor(server);
      self.request(server, end.getValue());
    });
    ExitReason reason = ((Down) caller.next()).reason();
    assertThat(reason.toString()).startsWith(end.getKey());
    assertThat(counter.terminated()).isEqualTo(reason);
  }

  @Test
  @DisplayName("one that fails while it cleans up ends with that failure")
  void terminateFails() {
    GenServer<Integer> messy =
        new GenServer<>() {
          @Override
          public Init<Integer> init(Context self) {
            return Init.ok(0);
          }

          @Override
          public void terminate(ExitReason reason, Integer state, Context self) {
            throw new IllegalStateException("no broom");
          }
        };
    Pid server = start(messy);
    assertThatThrownBy(() -> caller.runs(c -> GenServer.stop(c, server, ExitReason.NORMAL)))
        .isInstanceOf(CallFailed.class)
        .hasMessageContaining("no broom");
  }

  @Test
  @DisplayName("an answer and an end in one: the caller has its answer, then the server ends")
  void replyAndStop() throws InterruptedException {
    Counter counter = new Counter();
    Pid server = start(counter);
    caller.runs(self -> self.monitor(server));
    assertThat(call(server, new Counter.Bye(ExitReason.SHUTDOWN))).isEqualTo("bye");
    assertThat(((Down) caller.next()).reason()).isEqualTo(ExitReason.SHUTDOWN);
    assertThat(counter.terminated()).isEqualTo(ExitReason.SHUTDOWN);
  }

  @Test
  @DisplayName("stop waits for what was sent before, cleans up, and returns when it has ended")
  void stop() throws InterruptedException {
    Counter counter = new Counter();
    Pid server = start(counter);
    caller.runs(self -> {
      GenServer.cast(self, server, new Add(1));
      GenServer.stop(self, server, ExitReason.NORMAL);
    });
    assertThat(processes.isAlive(server)).isFalse();
    assertThat(counter.terminated()).isEqualTo(ExitReason.NORMAL);
    assertThatThrownBy(() -> caller.runs(c -> GenServer.stop(c, server, ExitReason.NORMAL)))
        .isInstanceOf(CallFailed.class)
        .hasMessageContaining("noproc");
  }

  @Test
  @DisplayName("a handler that throws ends the server with its exception, after cleaning up")
  void crash() throws InterruptedException {
    Counter counter = new Counter();
    Pid server = start(counter);
    caller.runs(self -> self.monitor(server));
    caller.runs(self -> GenServer.cast(self, server, "boom"));
    ExitReason crash = new ExitReason.Crash("java.lang.IllegalStateException", "boom");
    assertThat(((Down) caller.next()).reason()).isEqualTo(crash);
    assertThat(counter.terminated()).isEqualTo(crash);
  }

  @Test
  @DisplayName("a request the server does not know ends it, and the reason names the request")
  void unknown() {
    record Unheard() implements Request<Integer> {}
    Pid server = start(new Counter());
    assertThatThrownBy(() -> call(server, new Unheard()))
        .isInstanceOf(CallFailed.class)
        .hasMessageContainingAll("Counter does not know Unheard");
    assertThat(processes.isAlive(server)).isFalse();
  }

  @Test
  @DisplayName("a server that is killed does not clean up")
  void killed() {
    Counter counter = new Counter();
    Pid server = start(counter);
    caller.runs(self -> self.exit(server, ExitReason.KILL));
    Await.until("it has ended", () -> !processes.isAlive(server));
    assertThat(counter.isTerminated()).isFalse();
  }

  @Test
  @DisplayName("a server that traps exits cleans up when whoever it is linked to as its child ends")
  void parentEnds() throws InterruptedException {
    Counter counter =
        new Counter(self -> {
          self.trapExit(true);
          return Init.ok(new Counted(0, ""));
        });
    Pid server = caller.does(self -> GenServer.startLink(self, counter).orThrow());
    caller.begins(self -> self.exit(ExitReason.because("over")));
    assertThat(counter.terminated()).isEqualTo(ExitReason.because("over"));
    Await.until("it has ended", () -> !processes.isAlive(server));
  }

  @Test
  @DisplayName("another linked process's end is a message to it")
  void otherEnds() {
    Pid server =
        start(
            new Counter(self -> {
              self.trapExit(true);
              self.spawnLink(child -> child.exit(ExitReason.because("child")));
              return Init.ok(new Counted(0, ""));
            }));
    Await.until("it hears", () -> call(server, new Seen()).contains("child"));
  }

  @Test
  @DisplayName("its state can be seen by anybody at any time, even while a handler hangs")
  void state() {
    Pid server = start(new Counter());
    call(server, new Add(7));
    assertThat(caller.<Object>does(self -> GenServer.state(self, server)))
        .isEqualTo(new Counted(7, ""));
    caller.begins(self -> GenServer.call(self, server, new Counter.Do((from, state) -> hang())));
    Await.until(
        "its handler hangs, and its state is there",
        () ->
            processes.list().stream()
                .anyMatch(info -> info.state().equals(Optional.of(new Counted(7, "")))));
  }

  private static CallResult<Counted> hang() {
    try {
      Thread.sleep(Duration.ofHours(1));
    } catch (InterruptedException ended) {
      // With the test.
    }
    throw new IllegalStateException("woken");
  }

  @Test
  @DisplayName("100,000 casts to a slow server wait in its mailbox, and a call waits for them all")
  void manyCasts() throws InterruptedException {
    Pid server = start(new Counter());
    CountDownLatch slow = new CountDownLatch(1);
    Puppet other = new Puppet(processes);
    other.begins(self ->
        GenServer.call(
            self,
            server,
            new Counter.Do((from, state) -> {
              self.send(caller.pid(), "begun");
              await(slow);
              return new Count().reply(0, state);
            })));
    assertThat(caller.next()).isEqualTo("begun");

    caller.runs(self -> {
      for (int i = 0; i < 100_000; i++) GenServer.cast(self, server, new Add(1));
    });
    assertThat(processes.list())
        .anyMatch(info -> info.pid().equals(server) && info.mailbox() == 100_000);
    slow.countDown();
    assertThat(call(server, new Count())).isEqualTo(100_000);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException ended) {
      throw new IllegalStateException("woken", ended);
    }
  }

  @Test
  @DisplayName("one that crashes in a state that cannot be shown cleans up, and its reason is told")
  void cannotBeShown() throws InterruptedException {
    record Crash() implements Request<Boolean> {}
    CountDownLatch clean = new CountDownLatch(1);
    List<Object> endless = new ArrayList<>();
    endless.add(List.of(endless));
    Pid server =
        start(
            new GenServer<List<Object>>() {
              @Override
              public Init<List<Object>> init(Context self) {
                return Init.ok(endless);
              }

              @Override
              public CallResult<List<Object>> handleCall(
                  Request<?> request, From from, List<Object> state, Context self) {
                throw new IllegalStateException("no disk");
              }

              @Override
              public void terminate(ExitReason reason, List<Object> state, Context self) {
                clean.countDown();
              }
            });
    assertThatThrownBy(() -> call(server, new Crash())).hasMessageContaining("no disk");
    assertThat(clean.await(5, TimeUnit.SECONDS)).as("it has cleaned up").isTrue();
  }

  @Test
  @DisplayName("a message that cannot be shown is ignored, or refused, like any other")
  void shyMessages() {
    record Shy() implements Request<Boolean> {
      @Override
      public String toString() {
        throw new IllegalStateException("do not look at me");
      }
    }
    record Well() implements Request<Boolean> {}
    List<Object> endless = new ArrayList<>();
    endless.add(List.of(endless));
    Pid server =
        start(
            new GenServer<Integer>() {
              @Override
              public Init<Integer> init(Context self) {
                return Init.ok(1);
              }

              @Override
              public CallResult<Integer> handleCall(
                  Request<?> request, From from, Integer state, Context self) {
                if (!(request instanceof Well well)) throw unknown(request);
                return well.reply(true, state);
              }
            });
    caller.runs(self -> self.send(server, endless));
    assertThat(call(server, new Well())).isTrue();
    assertThatThrownBy(() -> call(server, new Shy()))
        .hasMessageContaining("does not know a Shy that cannot be shown");
  }

  @Test
  @DisplayName("a call that ends the server is answered when it has cleaned up, not before")
  void answersLast() {
    record Last() implements Request<String> {}
    AtomicBoolean clean = new AtomicBoolean();
    Pid server =
        start(
            new GenServer<Integer>() {
              @Override
              public Init<Integer> init(Context self) {
                return Init.ok(1);
              }

              @Override
              public CallResult<Integer> handleCall(
                  Request<?> request, From from, Integer state, Context self) {
                return ((Last) request).stop(ExitReason.NORMAL, "done", state);
              }

              @Override
              public void terminate(ExitReason reason, Integer state, Context self) {
                self.sleep(Duration.ofMillis(50));
                clean.set(true);
              }
            });
    assertThat(call(server, new Last())).isEqualTo("done");
    assertThat(clean).isTrue();
  }

  @Test
  @DisplayName("a caller with a long mailbox does not look through it at each call")
  void longMailbox() {
    Pid server = start(new Counter());
    Duration took =
        caller.does(self -> {
          for (int i = 0; i < 1_000_000; i++) self.send(self.self(), i);
          long begin = System.nanoTime();
          for (int i = 0; i < 2_000; i++) GenServer.call(self, server, new Count());
          return Duration.ofNanos(System.nanoTime() - begin);
        });
    assertThat(took).isLessThan(Await.limit(Duration.ofSeconds(3)));
  }
}
