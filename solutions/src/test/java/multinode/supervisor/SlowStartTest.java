package multinode.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import multinode.genserver.GenServer;
import multinode.genserver.Init;
import multinode.genserver.StartResult;
import multinode.node.Node;
import multinode.process.Context;
import multinode.process.ExitReason;
import multinode.process.Pid;
import multinode.process.Puppet;
import multinode.supervisor.SupervisorRequest.StartChild;
import multinode.supervisor.SupervisorRequest.WhichChildren;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

/** Children whose starts take long, and what waits for them. */
@ExtendWith(HarnessExtension.class)
class SlowStartTest {

  private Node node;
  private Pid top;
  private Pid inner;

  /** Waits in its init until it is told whether to run. */
  private static final class Slow implements GenServer<String> {
    @Override
    public Init<String> init(Context self) {
      return self.receive(Boolean.class) ? Init.ok("well") : Init.stop(ExitReason.because("no"));
    }
  }

  /** Runs at once. */
  private static final class Quick implements GenServer<String> {
    @Override
    public Init<String> init(Context self) {
      return Init.ok("well");
    }
  }

  private static final ChildSpec SLOW =
      ChildSpec.of("slow", self -> GenServer.startLink(self, "slow", new Slow()));

  private static final ChildSpec QUICK =
      ChildSpec.of("quick", self -> GenServer.startLink(self, "quick", new Quick()));

  /** A dynamic supervisor below another one. */
  @BeforeEach
  void tree(Nodes nodes) throws Exception {
    node = nodes.start("a");
    ChildSpec spec =
        Supervisor.spec(
            "inner", self -> GenServer.startLink(self, "inner", DynamicSupervisor.unlimited()));
    Supervisor above = Supervisor.of(Strategy.ONE_FOR_ONE, spec);
    top = node.run(self -> GenServer.start(self, above)).orThrow();
    inner = node.processes().whereis("inner").orElseThrow();
  }

  private List<StartResult> beginsToStart(ChildSpec spec) {
    List<StartResult> answers = new CopyOnWriteArrayList<>();
    new Puppet(node.processes())
        .begins(self -> answers.add(GenServer.call(self, inner, new StartChild(spec))));
    return answers;
  }

  private Pid awaitSlow() {
    Await.until("slow is starting", () -> node.processes().whereis("slow").isPresent());
    return node.processes().whereis("slow").orElseThrow();
  }

  private void awaitMail() {
    Await.until(
        "a message waits for the supervisor",
        () ->
            node.processes().list().stream()
                .anyMatch(process -> process.pid().equals(inner) && process.mailbox() > 0));
  }

  private static StartResult answer(List<StartResult> answers) {
    Await.until("there is an answer", () -> answers.size() == 1);
    return answers.getFirst();
  }

  @Test
  @DisplayName("two starts of one name at once: the second waits for what comes of the first")
  void twoStarts() {
    List<StartResult> one = beginsToStart(SLOW);
    Pid first = awaitSlow();
    List<StartResult> other = beginsToStart(SLOW);
    awaitMail();
    node.processes().send(first, false);
    assertThat(answer(one)).isInstanceOf(StartResult.Failed.class);
    Pid second = awaitSlow();
    assertThat(other).isEmpty();
    node.processes().send(second, true);
    assertThat(answer(other)).isEqualTo(new StartResult.Started(second));
  }

  @Test
  @DisplayName("a child that crashed and was started before that was known is not started again")
  void crashedMeanwhile() {
    Pid first = node.run(self -> GenServer.call(self, inner, new StartChild(QUICK))).orThrow();
    beginsToStart(SLOW);
    Pid slow = awaitSlow();
    List<StartResult> again = beginsToStart(QUICK);
    awaitMail();
    new Puppet(node.processes()).runs(self -> self.exit(first, ExitReason.KILL));
    node.processes().send(slow, true);
    Pid second = answer(again).orThrow();
    // As often as it would try before it gives up.
    for (int i = 0; i < 5; i++) {
      List<Child> children = node.run(self -> GenServer.call(self, inner, new WhichChildren()));
      assertThat(children)
          .extracting(child -> child.pid().orElseThrow())
          .containsExactly(slow, second);
    }
  }

  @Test
  @DisplayName("whoever ends a supervisor waits for the start it is at; then all end")
  void endedMeanwhile() {
    beginsToStart(SLOW);
    Pid slow = awaitSlow();
    new Puppet(node.processes()).begins(self -> GenServer.stop(self, top, ExitReason.NORMAL));
    awaitMail();
    List<Pid> all = List.of(top, inner, slow);
    assertThat(all).allMatch(node.processes()::isAlive);
    node.processes().send(slow, true);
    Await.until("all have ended", () -> all.stream().noneMatch(node.processes()::isAlive));
  }
}
