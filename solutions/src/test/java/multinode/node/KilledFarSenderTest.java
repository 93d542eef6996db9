package multinode.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import multinode.process.Down;
import multinode.process.ExitReason;
import multinode.process.Pid;
import multinode.process.Ref;
import multinode.process.Signal;
import multinode.process.TiesOf;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

/** Signals from one process to another arrive in order, also across nodes. */
@ExtendWith(HarnessExtension.class)
class KilledFarSenderTest {

  /** Something is done while the codec asks for the part: the message is being sent then. */
  private record Held(int part) {
    private static final AtomicReference<Runnable> MEANWHILE = new AtomicReference<>(() -> {});

    @Override
    public int part() {
      MEANWHILE.get().run();
      return part;
    }
  }

  @Test
  @DisplayName(
      "a process that is killed while it sends to another node: the message, then its Down")
  void messageThenDown(Nodes nodes) throws IOException {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    assertThat(a.connect(b.self()).connected()).isTrue();
    CountDownLatch sending = new CountDownLatch(1);
    CountDownLatch killed = new CountDownLatch(1);

    b.run(watcher -> {
      Pid to = watcher.self();
      Pid sender =
          a.spawn(context -> {
            context.receive();
            context.send(to, new Held(1));
          });
      Ref ref = watcher.monitor(sender);
      Await.until("it is watched", () -> TiesOf.watchers(a.processes(), sender) == 1);
      Held.MEANWHILE.set(() -> {
        Held.MEANWHILE.set(() -> {});
        sending.countDown();
        await(killed);
      });
      a.processes().send(sender, "now");
      await(sending);
      a.processes().signal(new Signal.ExitSignal(sender, sender, ExitReason.KILL, false));
      assertThat(a.processes().isAlive(sender)).isFalse();
      assertThat(watcher.receive(Duration.ofMillis(50))).as("while it sends").isEmpty();
      killed.countDown();

      assertThat(watcher.receive(Await.deadline())).contains(new Held(1));
      assertThat(watcher.receive(Await.deadline()))
          .contains(new Down(ref, sender, ExitReason.KILLED));
      return Optional.empty();
    });
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(Await.deadline().toMillis(), TimeUnit.MILLISECONDS)).isTrue();
    } catch (InterruptedException e) {
      await(latch); // Killed meanwhile, and made to go on all the same.
    }
  }
}
