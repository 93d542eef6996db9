package multinode.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import multinode.process.Events;
import multinode.process.ExitReason;
import multinode.process.Pid;
import multinode.process.Processes;
import multinode.process.Ref;
import multinode.process.Signal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;

/** A request that waits for its connection is sent by another thread than its process's. */
@ExtendWith(HarnessExtension.class)
class CarriedRequestTest {

  private static final String HOME = "a@127.0.0.1";
  private static final Pid FAR = new Pid("b@127.0.0.1", 1, 1);
  private static final Pid FARTHER = new Pid("c@127.0.0.1", 1, 1);
  private static final Ref WATCH = new Ref(FAR.node(), 1, 2);

  private final CountDownLatch carried = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final List<Signal> sent = new CopyOnWriteArrayList<>();
  private final Outgoing outgoing = new Outgoing(this::forward, node -> false, signal -> {});
  private final Processes processes = new Processes(HOME, 1, outgoing, new Events(HOME));

  CarriedRequestTest() {
    outgoing.serve(processes.carrier());
  }

  @AfterEach
  void close() {
    released.countDown();
    processes.close();
  }

  /** The first request is held up, and only then on its way. */
  private boolean forward(String node, Signal signal) {
    if (signal instanceof Signal.Request && released.getCount() > 0) {
      carried.countDown();
      await(released);
    }
    return sent.add(signal);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(Await.deadline().toMillis(), TimeUnit.MILLISECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** A process that has asked one of b, is watched from there and from c, and waits. */
  private Pid asking(int requests) {
    Pid asking =
        processes.spawn(
            context -> {
              context.receive(String.class);
              for (int i = 0; i < requests; i++) context.request(FAR, "how many? " + i);
              context.receive(String.class);
            },
            FAR);
    processes.signal(new Signal.Monitor(WATCH, FAR, asking));
    processes.signal(new Signal.Monitor(new Ref(FARTHER.node(), 1, 2), FARTHER, asking));
    processes.send(asking, "ask");
    await(carried);
    return asking;
  }

  private void kill(Pid pid) {
    processes.signal(new Signal.ExitSignal(pid, pid, ExitReason.KILL, false));
  }

  private List<Signal> sentTo(Pid to) {
    return sent.stream().filter(signal -> signal.to().node().equals(to.node())).toList();
  }

  private boolean isDown(Signal signal) {
    return signal instanceof Signal.DownSignal;
  }

  private void awaitDown() {
    Await.until("b hears of the end", () -> sentTo(FAR).stream().anyMatch(this::isDown), this::log);
  }

  private List<Signal> log() {
    return List.copyOf(sent);
  }

  @Test
  @DisplayName(
      "its process is killed while it is sent: b hears of the request, and then of the end")
  void killed() {
    Pid asking = asking(1);

    kill(asking);
    assertThat(sentTo(FARTHER)).as("c is told at once").hasSize(1);
    assertThat(sentTo(FAR)).as("while it is sent").isEmpty();

    released.countDown();
    awaitDown();
    assertThat(sentTo(FAR).getFirst()).isInstanceOf(Signal.Request.class);
  }

  @Test
  @DisplayName("its process ends by itself while it is sent: the same")
  void ended() {
    Pid asking = asking(1);

    processes.send(asking, "end");
    Await.until("c is told", () -> sentTo(FARTHER).size() == 1);
    assertThat(sentTo(FAR)).as("while it is sent").isEmpty();

    released.countDown();
    awaitDown();
    assertThat(sentTo(FAR).getFirst()).isInstanceOf(Signal.Request.class);
  }

  @Test
  @DisplayName("requests that wait behind it when their process is killed are never sent")
  void waiting() {
    Pid asking = asking(3);
    Await.until("it has asked three times", () -> processes.list().getFirst().mailbox() == 0);

    kill(asking);
    released.countDown();
    awaitDown();
    Pid other =
        processes.spawn(
            context -> {
              context.request(FAR, "the last");
              context.receive();
            },
            FAR);
    Await.until("a later one is sent", () -> sentTo(FAR).stream().anyMatch(it -> isOf(it, other)));

    assertThat(sentTo(FAR)).filteredOn(it -> isOf(it, asking)).hasSize(1);
  }

  private static boolean isOf(Signal signal, Pid from) {
    return signal instanceof Signal.Request request && request.from().equals(from);
  }

  @Test
  @DisplayName("its process gives up while it is sent: the request is taken back behind it")
  void takenBack() {
    Pid asking =
        processes.spawn(
            context -> {
              Ref ref = context.request(FAR, "how many?");
              context.receive(String.class);
              context.demonitor(ref);
              context.send(FARTHER, "given up");
              context.receive();
            },
            FAR);
    await(carried);
    processes.send(asking, "give up");
    Await.until("it has", () -> sentTo(FARTHER).size() == 1);

    released.countDown();
    Await.until("it is sent", () -> sentTo(FAR).stream().anyMatch(it -> isOf(it, asking)));
    Await.until("it is taken back", () -> sentTo(FAR).getLast() instanceof Signal.Demonitor);
  }
}
