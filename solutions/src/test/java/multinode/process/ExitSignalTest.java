package multinode.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Await;

class ExitSignalTest extends LocalProcesses {

  private Down end(Puppet watcher, Pid victim, ExitReason reason) {
    watcher.runs(context -> {
      context.monitor(victim);
      context.exit(victim, reason);
    });
    return (Down) watcher.next();
  }

  @Test
  @DisplayName("an exit signal ends a process that waits, for the reason given")
  void endsWhoWaits() {
    assertThat(end(puppet(), sleeper(), BOOM).reason()).isEqualTo(BOOM);
  }

  @Test
  @DisplayName("an exit signal ends a process that waits with a timeout")
  void endsWhoWaitsForATime() {
    Pid napper = processes.spawn(context -> context.receive(SHORT.multipliedBy(500)), null);
    assertThat(end(puppet(), napper, BOOM).reason()).isEqualTo(BOOM);
  }

  @Test
  @DisplayName("an exit signal ends a process that sleeps in a call of Java's")
  void endsWhoSleeps() {
    Pid sleeper = processes.spawn(context -> Thread.sleep(60_000), null);
    assertThat(end(puppet(), sleeper, BOOM).reason()).isEqualTo(BOOM);
  }

  @Test
  @DisplayName("the signal normal from another process is ignored")
  void normalIsIgnored() {
    Puppet one = puppet();
    Puppet victim = puppet();
    one.runs(context -> context.exit(victim.pid(), ExitReason.NORMAL));

    assertThat(victim.does(Context::self)).isEqualTo(victim.pid());
  }

  @Test
  @DisplayName("the signal normal to oneself ends one")
  void normalToOneself() {
    Puppet watcher = puppet();
    Puppet victim = puppet();
    watcher.runs(context -> context.monitor(victim.pid()));
    victim.begins(context -> context.exit(context.self(), ExitReason.NORMAL));

    assertThat(((Down) watcher.next()).reason()).isEqualTo(ExitReason.NORMAL);
  }

  @Test
  @DisplayName("an exit signal to nobody is lost without a word")
  void nobody() {
    Puppet one = puppet();
    one.runs(context -> context.exit(new Pid("a@127.0.0.1", 7, 4711), BOOM));
    one.runs(context -> context.exit(new Pid("b@127.0.0.1", 1, 1), BOOM));

    assertThat(one.all()).isEmpty();
  }

  @Test
  @DisplayName("the first of two exit signals gives the reason")
  void firstCounts() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    Puppet one = puppet();
    Pid victim = processes.spawn(context -> awaitUninterruptibly(busy), null);
    one.runs(context -> {
      context.monitor(victim);
      context.exit(victim, BOOM);
      context.exit(victim, ExitReason.SHUTDOWN);
    });
    busy.countDown();

    assertThat(((Down) one.next()).reason()).isEqualTo(BOOM);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    while (latch.getCount() > 0) Thread.onSpinWait();
  }

  @Test
  @DisplayName("a process that has messages waiting ends at its next receive all the same")
  void fullMailbox() {
    CountDownLatch signalled = new CountDownLatch(1);
    AtomicInteger handled = new AtomicInteger();
    Pid victim =
        processes.spawn(
            context -> {
              awaitUninterruptibly(signalled);
              for (; ; handled.incrementAndGet()) context.receive();
            },
            null);
    for (int i = 0; i < 10; i++) processes.send(victim, i);
    Puppet one = puppet();
    one.runs(context -> context.exit(victim, BOOM));
    signalled.countDown();

    Await.until("it has ended", () -> !processes.isAlive(victim));
    assertThat(handled).hasValue(0);
  }

  @Test
  @DisplayName("finally blocks run when a process is ended")
  void cleanup() {
    CompletableFuture<String> cleaned = new CompletableFuture<>();
    Pid victim =
        processes.spawn(
            context -> {
              try {
                context.receive();
              } finally {
                cleaned.complete("cleaned up");
              }
            },
            null);
    end(puppet(), victim, BOOM);

    Await.until("its finally block has run", cleaned::isDone);
  }

  @Test
  @DisplayName("catching exceptions does not keep a process alive")
  void cannotBeCaught() {
    Pid victim =
        processes.spawn(
            context -> {
              for (; ; ) {
                try {
                  context.receive();
                } catch (Exception e) {
                  // A body that holds on to its life.
                }
              }
            },
            null);

    assertThat(end(puppet(), victim, BOOM).reason()).isEqualTo(BOOM);
  }

  @Test
  @DisplayName("a process that ends itself gives its reason")
  void ownExit() {
    Puppet watcher = puppet();
    Pid victim = processes.spawn(context -> context.exit(ExitReason.SHUTDOWN), null);
    watcher.runs(context -> context.monitor(victim));

    assertThat(((Down) watcher.next()).reason()).isIn(ExitReason.SHUTDOWN, ExitReason.NOPROC);
  }

  @Test
  @DisplayName("no reason is no exit")
  void nullReason() {
    assertThatThrownBy(() -> puppet().does(context -> context.exit((ExitReason) null)))
        .isInstanceOf(NullPointerException.class);
  }
}
