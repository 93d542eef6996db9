package multinode.genserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Duration;
import java.util.concurrent.Callable;
import multinode.genserver.Counter.Add;
import multinode.genserver.Counter.Count;
import multinode.process.ExitReason;
import multinode.process.From;
import multinode.process.Pid;
import multinode.process.Puppet;
import multinode.process.RegisteredName;
import multinode.process.TiesOf;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Await;

class CallTest extends OneNode {

  private static final Duration SHORT = Duration.ofMillis(20);

  private static CallFailed failure(Callable<?> call) {
    try {
      throw new AssertionError("it answered " + call.call());
    } catch (CallFailed failed) {
      return failed;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @DisplayName("a call to nobody fails with noproc, by pid, by name, by a name in a registry")
  void noproc() {
    Pid gone = start(new Counter());
    caller.runs(self -> GenServer.stop(self, gone, ExitReason.NORMAL));
    RegisteredName nobody = new RegisteredName("nobody", "a@127.0.0.1");

    assertThat(failure(() -> call(gone, new Count())).reason()).isEqualTo(ExitReason.NOPROC);
    CallFailed byName =
        failure(() -> caller.does(self -> GenServer.call(self, nobody, new Count())));
    assertThat(byName.reason()).isEqualTo(ExitReason.NOPROC);
    assertThat(byName.server()).isEqualTo(nobody);
    assertThat(byName.request()).isEqualTo(new Count());
    assertThat(byName).hasMessageContainingAll("Count", "{nobody, a@127.0.0.1}", "noproc");
    assertThat(
            failure(() ->
                    caller.does(self ->
                        GenServer.call(self, new Name(self.names(), "nobody"), new Count())))
                .reason())
        .isEqualTo(ExitReason.NOPROC);
  }

  @Test
  @DisplayName("a call to a dead node's process fails with nodedown")
  void nodedown() {
    Pid far = new Pid("b@127.0.0.1", 1, 1);
    assertThat(failure(() -> call(far, new Count())).reason()).isEqualTo(CallFailed.NODEDOWN);
  }

  @Test
  @DisplayName("a server that calls itself learns so at once, by pid and by name")
  void callingSelf() {
    Pid server = start(new Counter());
    assertThat(call(server, new Counter.CallYourself())).isEqualTo("callingSelf");
    RegisteredName name = new RegisteredName("caller", "a@127.0.0.1");
    CallFailed failed =
        failure(() ->
            caller.does(self -> {
              self.register("caller");
              return GenServer.call(self, name, new Count());
            }));
    assertThat(failed.reason()).isEqualTo(CallFailed.CALLING_SELF);
  }

  @Test
  @DisplayName("a handler that throws: the call fails with the exception")
  void crash() {
    Pid server = start(new Counter());
    assertThat(failure(() -> call(server, new Counter.Boom("boom"))).reason())
        .asInstanceOf(type(ExitReason.Crash.class))
        .extracting(ExitReason.Crash::message)
        .isEqualTo("boom");
  }

  @Test
  @DisplayName("a server killed during a call: the call fails with killed")
  void killed() {
    Pid server = start(new Counter());
    Puppet killer = new Puppet(processes);
    killer.begins(self -> {
      From asked = self.receive(From.class);
      self.exit(asked.server(), ExitReason.KILL);
    });
    assertThat(failure(() -> call(server, new Counter.Ask(killer.pid()))).reason())
        .isEqualTo(ExitReason.KILLED);
  }

  @Test
  @DisplayName("no answer in time: the call fails with timeout, and the late answer is dropped")
  void timeout() {
    Pid server = start(new Counter());
    Puppet answerer = new Puppet(processes);
    Counter.Ask ask = new Counter.Ask(answerer.pid());
    CallFailed failed =
        failure(() -> caller.does(self -> GenServer.call(self, server, ask, SHORT)));
    assertThat(failed.reason()).isEqualTo(CallFailed.TIMEOUT);
    assertThat(failed).hasMessageContaining("timeout");

    From from = (From) answerer.next();
    answerer.runs(self -> ask.replyTo(from, 1, self));
    assertThat(call(server, new Add(5))).isEqualTo(5);
    assertThat(caller.all()).isEmpty();
  }

  @Test
  @DisplayName("a server that has been called 1,000 times, in time or not, keeps nothing of it")
  void leavesNothing() {
    Pid server = start(new Counter());
    caller.runs(self -> {
      for (int i = 0; i < 1_000; i++) {
        GenServer.call(self, server, new Count());
        try {
          GenServer.call(self, server, new Counter.Never(), Duration.ZERO);
        } catch (CallFailed timeout) {
          // As it should be.
        }
      }
    });
    call(server, new Count());
    Await.untilEqual("nobody watches the server", 0, () -> TiesOf.watchers(processes, server));
    assertThat(TiesOf.monitors(processes, caller.pid())).isZero();
  }

  @Test
  @DisplayName("an answer by another process counts, and leaves nothing at the server either")
  void laterByAnother() {
    Pid server = start(new Counter());
    Puppet answerer = new Puppet(processes);
    Counter.Ask ask = new Counter.Ask(answerer.pid());
    answerer.begins(self -> ask.replyTo(self.receive(From.class), 42, self));
    assertThat(call(server, ask)).isEqualTo(42);
    Await.untilEqual("nobody watches the server", 0, () -> TiesOf.watchers(processes, server));
  }

  @Test
  @DisplayName("of two answers the first counts")
  void twice() {
    Pid server = start(new Counter());
    assertThat(call(server, new Counter.Twice())).isEqualTo(1);
    assertThat(call(server, new Count())).isZero();
    assertThat(caller.all()).isEmpty();
  }

  @Test
  @DisplayName("other messages stay in the caller's mailbox, in order")
  void others() {
    Pid server = start(new Counter());
    caller.runs(self -> {
      self.send(self.self(), "one");
      self.send(self.self(), "two");
      GenServer.call(self, server, new Count());
      self.send(self.self(), "three");
    });
    assertThat(caller.all()).containsExactly("one", "two", "three");
  }

  @Test
  @DisplayName("a process that is no server never answers: its time runs out, it is not harmed")
  void noServer() {
    Puppet other = new Puppet(processes);
    assertThat(
            failure(() -> caller.does(c -> GenServer.call(c, other.pid(), new Count(), SHORT)))
                .reason())
        .isEqualTo(CallFailed.TIMEOUT);
    assertThat(other.isAlive()).isTrue();
  }

  @Test
  @DisplayName("a cast to nobody is dropped")
  void castToNobody() {
    caller.runs(self -> {
      GenServer.cast(self, new Pid("a@127.0.0.1", 7, 999), new Add(1));
      GenServer.cast(self, new Name(self.names(), "nobody"), new Add(1));
      GenServer.cast(self, new RegisteredName("nobody", "a@127.0.0.1"), new Add(1));
    });
    assertThat(caller.isAlive()).isTrue();
  }

  @Test
  @DisplayName("a caller that is killed while it waits leaves nothing at the server")
  void callerKilled() {
    Pid server = start(new Counter());
    Puppet victim = new Puppet(processes);
    victim.begins(self -> GenServer.call(self, server, new Counter.Ask(caller.pid())));
    From from = (From) caller.next();
    caller.runs(self -> self.exit(victim.pid(), ExitReason.KILL));
    caller.runs(self -> self.reply(from, 1));
    Await.untilEqual("nobody watches the server", 0, () -> TiesOf.watchers(processes, server));
    assertThat(call(server, new Count())).isZero();
  }
}
