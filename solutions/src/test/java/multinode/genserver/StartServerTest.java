package multinode.genserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import multinode.genserver.Counter.Count;
import multinode.genserver.Counter.Counted;
import multinode.process.Context;
import multinode.process.ExitReason;
import multinode.process.Pid;
import multinode.process.Puppet;
import multinode.process.Registry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Await;

class StartServerTest extends OneNode {

  private static final ExitReason REFUSED = ExitReason.because("no");

  private static Counter failing(Init<Counted> init) {
    return new Counter(self -> init);
  }

  @Test
  @DisplayName("a name that is taken: the holder's pid comes back, and the second server ends")
  void alreadyStarted() {
    StartResult first = caller.does(self -> GenServer.start(self, "counter", new Counter()));
    int count = processes.count();
    StartResult second = caller.does(self -> GenServer.start(self, "counter", new Counter()));

    assertThat(second).isEqualTo(new StartResult.AlreadyStarted(first.orThrow()));
    assertThat(second).hasToString("alreadyStarted(" + first.orThrow() + ")");
    Await.untilEqual("the second has ended", count, processes::count);
    assertThatThrownBy(second::orThrow)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("alreadyStarted");
  }

  @Test
  @DisplayName("of many that start one name at once, one wins, and all others learn who")
  void race() {
    Puppet[] starters = new Puppet[8];
    for (int i = 0; i < starters.length; i++) starters[i] = new Puppet(processes);
    for (Puppet starter : starters) {
      starter.begins(
          self -> self.send(caller.pid(), GenServer.start(self, "counter", new Counter())));
    }
    Pid winner = null;
    int won = 0;
    for (int i = 0; i < starters.length; i++) {
      switch ((StartResult) caller.next()) {
        case StartResult.Started(Pid pid) -> won++;
        case StartResult.AlreadyStarted(Pid pid) -> {
          assertThat(winner == null || winner.equals(pid)).isTrue();
          winner = pid;
        }
        case StartResult other -> throw new AssertionError(other);
      }
    }
    assertThat(won).isEqualTo(1);
    assertThat(processes.whereis("counter")).isEqualTo(Optional.of(winner));
  }

  @Test
  @DisplayName("a name is free again when its server has ended")
  void freeAgain() {
    Pid first =
        caller.<StartResult>does(self -> GenServer.start(self, "x", new Counter())).orThrow();
    caller.runs(self -> GenServer.stop(self, first, ExitReason.NORMAL));
    StartResult second = caller.does(self -> GenServer.start(self, "x", new Counter()));
    assertThat(second.orThrow()).isNotEqualTo(first);
    assertThat(
            caller.<Integer>does(
                self -> GenServer.call(self, new Name(self.names(), "x"), new Count())))
        .isZero();
  }

  @Test
  @DisplayName("init may refuse, ignore or fail: the starter learns it, linked or not, and lives")
  void refusals() {
    for (boolean linked : new boolean[] {false, true}) {
      assertThat(startMaybe(failing(Init.ignore()), linked)).isEqualTo(new StartResult.Ignored());
      assertThat(startMaybe(failing(Init.stop(REFUSED)), linked))
          .isEqualTo(new StartResult.Failed(REFUSED));
      assertThat(startMaybe(new Counter(StartServerTest::crash), linked))
          .hasToString("failed(java.lang.IllegalStateException: no rooms)");
      assertThat(startMaybe(new Counter(StartServerTest::fail), linked))
          .hasToString("failed(java.lang.AssertionError: no walls)");
      assertThat(startMaybe(new Counter(StartServerTest::exit), linked))
          .isEqualTo(new StartResult.Failed(REFUSED));
      assertThat(startMaybe(failing(null), linked))
          .hasToString("failed(java.lang.NullPointerException: init returned null)");
    }
    assertThat(caller.isAlive()).isTrue();
    Await.untilEqual("nothing is left of them", 1, processes::count);
  }

  private static Init<Counted> crash(Context self) {
    throw new IllegalStateException("no rooms");
  }

  private static Init<Counted> fail(Context self) {
    throw new AssertionError("no walls");
  }

  private static Init<Counted> exit(Context self) {
    throw self.exit(REFUSED);
  }

  @Test
  @DisplayName("a registry that fails is a failed start, linked or not, and takes no name away")
  void registryFails() {
    Registry broken = mock(Registry.class);
    when(broken.claim(any(), any())).thenThrow(new IllegalStateException("no paper"));
    Name name = new Name(broken, "x");
    for (boolean linked : new boolean[] {false, true}) {
      StartResult result =
          caller.does(self ->
              linked
                  ? GenServer.startLink(self, name, new Counter())
                  : GenServer.start(self, name, new Counter()));
      assertThat(result).hasToString("failed(java.lang.IllegalStateException: no paper)");
    }
    assertThat(caller.isAlive()).isTrue();
    verify(broken, never()).release(any(), any());
  }

  @Test
  @DisplayName("a name that cannot be given back is no failure of the start, linked or not")
  void releaseFails() {
    Registry broken = mock(Registry.class);
    when(broken.claim(any(), any())).thenAnswer(claim -> claim.getArgument(1));
    when(broken.release(any(), any())).thenThrow(new IllegalStateException("nobody knows"));
    Name name = new Name(broken, "x");
    for (boolean linked : new boolean[] {false, true}) {
      StartResult result =
          caller.does(self ->
              linked
                  ? GenServer.startLink(self, name, failing(Init.ignore()))
                  : GenServer.start(self, name, failing(Init.ignore())));
      assertThat(result).isEqualTo(new StartResult.Ignored());
    }
    assertThat(caller.isAlive()).isTrue();
  }

  @Test
  @DisplayName("a start that comes to nothing gives back its own name, and not the next holder's")
  void nameOfAnother() {
    for (Function<Context, Init<Counted>> end :
        List.<Function<Context, Init<Counted>>>of(
            self -> Init.ignore(), self -> Init.stop(REFUSED), StartServerTest::crash)) {
      Counter replaced =
          new Counter(self -> {
            processes.unregister("x");
            processes.register("x", caller.pid());
            return end.apply(self);
          });
      assertThat(startMaybe(replaced, false)).isNotInstanceOf(StartResult.Started.class);
      assertThat(processes.whereis("x")).contains(caller.pid());
    }
  }

  private StartResult startMaybe(Counter counter, boolean linked) {
    return caller.does(self ->
        linked ? GenServer.startLink(self, "x", counter) : GenServer.start(self, "x", counter));
  }

  @Test
  @DisplayName("a server killed in init is a failed start")
  void killedInInit() {
    Puppet starter = new Puppet(processes);
    Counter hanging =
        new Counter(self -> {
          self.send(caller.pid(), self.self());
          self.receive(message -> false);
          return Init.ignore();
        });
    starter.begins(self -> self.send(caller.pid(), GenServer.start(self, hanging)));
    Pid server = (Pid) caller.next();
    caller.runs(self -> self.exit(server, ExitReason.KILL));
    assertThat(caller.next()).isEqualTo(new StartResult.Failed(ExitReason.KILLED));
  }

  @Test
  @DisplayName("a linked server ends with its starter, an unlinked one lives on")
  void linked() {
    Puppet starter = new Puppet(processes);
    Pid bound = starter.does(self -> GenServer.startLink(self, new Counter()).orThrow());
    Pid free = starter.does(self -> GenServer.start(self, new Counter()).orThrow());
    starter.begins(self -> self.exit(ExitReason.because("over")));
    Await.until("the linked one ends", () -> !processes.isAlive(bound));
    assertThat(call(free, new Count())).isZero();
  }
}
