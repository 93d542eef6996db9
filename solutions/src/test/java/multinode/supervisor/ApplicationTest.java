package multinode.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import multinode.genserver.GenServer;
import multinode.genserver.StartResult;
import multinode.node.Node;
import multinode.process.ExitReason;
import multinode.process.Pid;
import multinode.process.Puppet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

/** Applications: they begin and end with their node. */
@ExtendWith(HarnessExtension.class)
class ApplicationTest {

  private final Trees trees = new Trees();

  private Supervisor top(String... names) {
    ChildSpec[] specs = List.of(names).stream().map(trees::spec).toArray(ChildSpec[]::new);
    return Supervisor.of(Strategy.ONE_FOR_ONE, specs);
  }

  @Test
  @DisplayName("an application ends with its node, the last child first")
  void withItsNode(Nodes nodes) throws Exception {
    Node node = nodes.start("a");
    Application application = Application.start(node, "shop", top("x", "y"));
    assertThat(application.isRunning()).isTrue();
    assertThat(node.parts().all(Application.class)).containsExactly(application);
    node.close();
    assertThat(trees.log()).containsExactly("start x", "start y", "end y", "end x");
  }

  @Test
  @DisplayName("an application that is stopped leaves its node as it was, and can be started again")
  void stopped(Nodes nodes) throws Exception {
    Node node = nodes.start("a");
    int before = node.processes().list().size();
    for (int i = 0; i < 2; i++) {
      Application application = Application.start(node, "shop", top("x"));
      application.close();
      assertThat(application.isRunning()).isFalse();
      application.close();
      Await.until("nothing is left", () -> node.processes().list().size() == before);
    }
    assertThat(node.parts().all(Application.class)).isEmpty();
    assertThat(trees.log()).containsExactly("start x", "end x", "start x", "end x");
  }

  @Test
  @DisplayName("an application whose child does not start does not start, and leaves nothing")
  void notStarted(Nodes nodes) throws Exception {
    Node node = nodes.start("a");
    int before = node.processes().list().size();
    ChildSpec broken =
        ChildSpec.of("broken", self -> new StartResult.Failed(ExitReason.because("no disk")));
    Supervisor top = Supervisor.of(Strategy.ONE_FOR_ONE, trees.spec("x"), broken);
    assertThatThrownBy(() -> Application.start(node, "shop", top))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("shop", "a@127.0.0.1", "broken", "no disk");
    Await.until("nothing is left", () -> node.processes().list().size() == before);
    assertThat(node.parts().all(Application.class)).isEmpty();
  }

  @Test
  @DisplayName("a supervisor that gives up ends its application; the node stays")
  void givesUp(Nodes nodes) throws Exception {
    Node node = nodes.start("a");
    Supervisor top =
        Supervisor.of(
            Strategy.ONE_FOR_ONE, Intensity.of(0, Duration.ofSeconds(5)), trees.spec("x"));
    Application application = Application.start(node, "shop", top);
    Pid x = node.processes().whereis("x").orElseThrow();
    new Puppet(node.processes()).runs(context -> GenServer.cast(context, x, "crash"));
    Await.until("it has ended", () -> !application.isRunning());
    assertThat(node.processes().isAlive(application.supervisor())).isFalse();
    application.close();
    assertThat(node.processes().isAlive(node.user())).isTrue();
  }

  @Test
  @DisplayName("a child that is deaf does not keep its node from closing")
  void deaf(Nodes nodes) throws Exception {
    Node node = nodes.start("a");
    ChildSpec slow = trees.spec("x").withShutdown(Duration.ofMillis(100));
    Application.start(node, "shop", Supervisor.of(Strategy.ONE_FOR_ONE, slow));
    Pid x = node.processes().whereis("x").orElseThrow();
    new Puppet(node.processes()).runs(context -> GenServer.cast(context, x, "deaf"));
    node.close();
    assertThat(node.processes().isAlive(x)).isFalse();
  }
}
