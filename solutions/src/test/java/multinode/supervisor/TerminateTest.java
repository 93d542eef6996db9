package multinode.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import multinode.genserver.GenServer;
import multinode.genserver.Init;
import multinode.genserver.Request;
import multinode.genserver.StartResult;
import multinode.node.Node;
import multinode.process.Context;
import multinode.process.ExitReason;
import multinode.process.Pid;
import multinode.process.Reply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

/** A child that is ended while its restart fails, and is tried again. */
@ExtendWith(HarnessExtension.class)
class TerminateTest {

  private record Worker() implements GenServer<Integer> {
    @Override
    public Init<Integer> init(Context self) {
      return Init.ok(1);
    }
  }

  private final AtomicInteger starts = new AtomicInteger();
  private final CountDownLatch restarting = new CountDownLatch(1);
  private final CountDownLatch goesOn = new CountDownLatch(1);
  private Node node;

  /** Its first start succeeds, its second one fails when it is told to, all others succeed. */
  private final ChildSpec spec =
      ChildSpec.of(
          "c",
          self -> {
            if (starts.incrementAndGet() != 2) return GenServer.startLink(self, new Worker());
            restarting.countDown();
            Await.until("it goes on", () -> goesOn.getCount() == 0);
            return new StartResult.Failed(ExitReason.because("not yet"));
          });

  @BeforeEach
  void start(Nodes nodes) throws Exception {
    node = nodes.start("a");
  }

  @Test
  @DisplayName("a child that is terminated while it is restarted does not come back")
  void byName() throws Exception {
    Pid supervisor =
        node.run(self -> GenServer.start(self, Supervisor.of(Strategy.ONE_FOR_ONE, spec)))
            .orThrow();
    kill(children(supervisor).getFirst().pid().orElseThrow());
    restarting.await();
    askMeanwhile(supervisor, new SupervisorRequest.TerminateChild("c"));
    Await.never(
        "it runs again",
        Duration.ofSeconds(1),
        () -> !children(supervisor).getFirst().pid().equals(Optional.empty()));
  }

  @Test
  @DisplayName("a child of a dynamic supervisor that is terminated while it is restarted is gone")
  void byPid() throws Exception {
    Pid supervisor =
        node.run(self -> GenServer.start(self, DynamicSupervisor.unlimited())).orThrow();
    StartResult begun =
        node.run(self -> GenServer.call(self, supervisor, new SupervisorRequest.StartChild(spec)));
    kill(begun.orThrow());
    restarting.await();
    askMeanwhile(supervisor, new SupervisorRequest.TerminatePid(begun.orThrow()));
    Await.never("it runs again", Duration.ofSeconds(1), () -> !children(supervisor).isEmpty());
    assertThat(starts).hasValueLessThanOrEqualTo(2);
  }

  @Test
  @DisplayName("a child of a dynamic supervisor that is restarted keeps its place")
  void keepsItsPlace() throws Exception {
    DynamicSupervisor one = DynamicSupervisor.of(1, Intensity.standard());
    Pid supervisor = node.run(self -> GenServer.start(self, one)).orThrow();
    StartResult begun =
        node.run(self -> GenServer.call(self, supervisor, new SupervisorRequest.StartChild(spec)));
    kill(begun.orThrow());
    restarting.await();
    assertThat(askMeanwhile(supervisor, new SupervisorRequest.StartChild(spec)))
        .isEqualTo(new StartResult.Failed(ExitReason.because("max_children: 1")));
    Await.until("it runs again", () -> children(supervisor).size() == 1);
  }

  /** The request is in the supervisor's mailbox before the start that it is busy with goes on. */
  private Object askMeanwhile(Pid supervisor, Request<?> request) {
    return node.run(self -> {
      self.request(supervisor, request);
      goesOn.countDown();
      return self.receive(Reply.class).answer();
    });
  }

  private void kill(Pid pid) {
    node.run(self -> {
      self.exit(pid, ExitReason.KILL);
      return true;
    });
  }

  private List<Child> children(Pid supervisor) {
    return node.run(
        self -> GenServer.call(self, supervisor, new SupervisorRequest.WhichChildren()));
  }
}
