package multinode.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Await;

/** A process that is started again, whoever has ended it. */
class PermanentTest extends LocalProcesses {

  @Test
  @DisplayName("one that is killed is followed by the next, again and again")
  void again() {
    try (Permanent one = Permanent.start(processes, "one", this::named)) {
      for (int i = 0; i < 5; i++) {
        Pid last = one.pid();
        kill(last);
        Await.until("the next one", () -> !one.pid().equals(last));
        Await.untilEqual("it has the name", one.pid(), () -> processes.whereis("one").orElse(null));
      }
    }

    Await.untilEqual("nobody is left", 0, processes::count);
  }

  @Test
  @DisplayName("one that cannot be started again at once is tried once more")
  void triedAgain() {
    AtomicInteger starts = new AtomicInteger();
    try (Permanent one =
        Permanent.start(
            processes,
            "one",
            () -> {
              if (starts.incrementAndGet() == 2) throw new IllegalStateException("not now");
              return named();
            })) {
      kill(one.pid());
      Await.until("the third start", () -> starts.get() == 3 && processes.isAlive(one.pid()));
    }
  }

  @Test
  @DisplayName("one that cannot be started the first time throws, and leaves nothing")
  void first() {
    assertThatThrownBy(() ->
            Permanent.start(
                processes,
                "one",
                () -> {
                  throw new IllegalStateException("not now");
                }))
        .hasMessage("not now");
  }

  @Test
  @DisplayName("one that is closed is followed by none; one that is stopped goes on alone")
  void closed() {
    Permanent closed = Permanent.start(processes, "closed", this::sleeper);
    Permanent stopped = Permanent.start(processes, "stopped", this::sleeper);
    closed.close();
    stopped.stop();

    assertThat(processes.isAlive(closed.pid())).isFalse();
    assertThat(processes.isAlive(stopped.pid())).isTrue();
    kill(stopped.pid());
    Await.never("another one", Duration.ofMillis(200), () -> processes.count() > 0);
  }

  @Test
  @DisplayName("one that is closed while the next is started ends that one too")
  void closedMeanwhile() throws Exception {
    CountDownLatch starting = new CountDownLatch(1);
    CountDownLatch goesOn = new CountDownLatch(1);
    AtomicInteger starts = new AtomicInteger();
    AtomicBoolean interrupted = new AtomicBoolean();
    Permanent one =
        Permanent.start(
            processes,
            "one",
            () -> {
              if (starts.incrementAndGet() == 1) return sleeper();
              starting.countDown();
              try {
                goesOn.await();
              } catch (InterruptedException e) {
                interrupted.set(true);
              }
              return sleeper();
            });
    kill(one.pid());
    starting.await();
    one.close();
    goesOn.countDown();

    Await.until("the next one was started", () -> starts.get() == 2);
    Await.untilEqual("nobody is left", 0, processes::count);
    assertThat(interrupted).isFalse();
  }

  private Pid named() {
    Pid pid = sleeper();
    processes.register("one", pid);
    return pid;
  }

  private void kill(Pid pid) {
    processes.signal(new Signal.ExitSignal(pid, pid, ExitReason.KILL, false));
  }
}
