package multinode.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import multinode.genserver.GenServer;
import multinode.genserver.Init;
import multinode.genserver.Request;
import multinode.genserver.StartResult;
import multinode.node.Node;
import multinode.process.Context;
import multinode.process.Down;
import multinode.process.ExitReason;
import multinode.process.Pid;
import multinode.process.Puppet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

/** Supervisors: who is started again when, and who is ended in which order. */
@ExtendWith(HarnessExtension.class)
class SupervisorTest {

  private final Trees trees = new Trees();
  private Node node;
  private Pid supervisor;

  private void start(Nodes nodes, GenServer<?> server) throws Exception {
    node = nodes.start("a");
    supervisor = node.run(self -> GenServer.start(self, "supervisor", server)).orThrow();
  }

  private <R> R ask(Request<R> request) {
    return node.run(self -> GenServer.call(self, supervisor, request));
  }

  private List<Child> children() {
    return ask(new SupervisorRequest.WhichChildren());
  }

  private Pid pid(String name) {
    return Trees.pidOf(children(), name);
  }

  private void tell(String child, String what) {
    node.run(self -> {
      GenServer.cast(self, pid(child), what);
      return true;
    });
  }

  private void awaitLog(String... lines) {
    Await.until("what happened is " + List.of(lines), () -> trees.log().equals(List.of(lines)));
  }

  @Test
  @DisplayName("children start in order and end in the opposite order")
  void order(Nodes nodes) throws Exception {
    start(
        nodes,
        Supervisor.of(Strategy.ONE_FOR_ONE, trees.spec("x"), trees.spec("y"), trees.spec("z")));
    node.run(self -> {
      GenServer.stop(self, supervisor, ExitReason.NORMAL);
      return true;
    });
    awaitLog("start x", "start y", "start z", "end z", "end y", "end x");
  }

  @Test
  @DisplayName("one for one: only the child that crashed is started again")
  void oneForOne(Nodes nodes) throws Exception {
    start(nodes, Supervisor.of(Strategy.ONE_FOR_ONE, trees.spec("x"), trees.spec("y")));
    Pid before = pid("x");
    tell("x", "crash");
    awaitLog("start x", "start y", "end x", "start x");
    assertThat(pid("x")).isNotEqualTo(before);
    assertThat(ask(new SupervisorRequest.CountChildren())).isEqualTo(new ChildCount(2, 2, 0, 2));
  }

  @Test
  @DisplayName("one for all: the others are ended in reverse order, then all are started in order")
  void oneForAll(Nodes nodes) throws Exception {
    start(
        nodes,
        Supervisor.of(Strategy.ONE_FOR_ALL, trees.spec("x"), trees.spec("y"), trees.spec("z")));
    tell("y", "crash");
    awaitLog(
        "start x", "start y", "start z", "end y", "end z", "end x", "start x", "start y",
        "start z");
  }

  @Test
  @DisplayName("rest for one: those that were started after it go with it")
  void restForOne(Nodes nodes) throws Exception {
    start(
        nodes,
        Supervisor.of(Strategy.REST_FOR_ONE, trees.spec("x"), trees.spec("y"), trees.spec("z")));
    tell("y", "crash");
    awaitLog("start x", "start y", "start z", "end y", "end z", "start y", "start z");
  }

  @Test
  @DisplayName("a transient child that is done stays down and known, a temporary one is forgotten")
  void done(Nodes nodes) throws Exception {
    start(
        nodes,
        Supervisor.of(
            Strategy.ONE_FOR_ONE,
            trees.spec("x").withRestart(Restart.TRANSIENT),
            trees.spec("y").withRestart(Restart.TEMPORARY),
            trees.spec("z")));
    tell("x", "stop");
    Await.until("x is done", () -> children().getFirst().pid().isEmpty());
    tell("y", "crash");
    Await.until("y is forgotten", () -> children().size() == 2);
    assertThat(ask(new SupervisorRequest.RestartChild("x")))
        .isInstanceOf(StartResult.Started.class);
    tell("x", "crash");
    Await.until("x is back", () -> trees.log().stream().filter("start x"::equals).count() == 3);
    tell("z", "stop");
    Await.until("z is back", () -> trees.log().stream().filter("start z"::equals).count() == 2);
  }

  @Test
  @DisplayName("the fourth crash in five seconds ends the supervisor and all its children")
  void intensity(Nodes nodes) throws Exception {
    start(nodes, Supervisor.of(Strategy.ONE_FOR_ONE, trees.spec("x"), trees.spec("y")));
    Puppet witness = new Puppet(node.processes());
    witness.runs(context -> context.monitor(supervisor));
    for (int i = 1; i <= 3; i++) {
      int starts = i + 1;
      tell("x", "crash");
      Await.until(
          "x is back", () -> trees.log().stream().filter("start x"::equals).count() == starts);
    }
    tell("x", "crash");
    assertThat(((Down) witness.next()).reason()).isEqualTo(ExitReason.SHUTDOWN);
    Await.until("y is ended", () -> trees.log().contains("end y"));
  }

  @Test
  @DisplayName(
      "a child that does not start keeps its supervisor from starting, and ends the others")
  void failedStart(Nodes nodes) throws Exception {
    node = nodes.start("a");
    ChildSpec broken =
        ChildSpec.of("broken", self -> new StartResult.Failed(ExitReason.because("no disk")));
    StartResult result =
        node.run(self ->
            GenServer.start(self, Supervisor.of(Strategy.ONE_FOR_ONE, trees.spec("x"), broken)));
    assertThat(result.toString()).contains("broken", "no disk");
    awaitLog("start x", "end x");
  }

  @Test
  @DisplayName("a child that cannot be started again is tried until the intensity is used up")
  void failedRestart(Nodes nodes) throws Exception {
    boolean[] broken = {false};
    ChildSpec spec =
        ChildSpec.of(
            "x",
            self -> {
              if (broken[0]) throw new IllegalStateException("broken for good");
              return trees.start("x", self);
            });
    start(nodes, Supervisor.of(Strategy.ONE_FOR_ONE, spec));
    Puppet witness = new Puppet(node.processes());
    witness.runs(context -> context.monitor(supervisor));
    broken[0] = true;
    tell("x", "crash");
    assertThat(((Down) witness.next()).reason()).isEqualTo(ExitReason.SHUTDOWN);
  }

  @Test
  @DisplayName("a child that does not end when asked is killed after its time")
  void deaf(Nodes nodes) throws Exception {
    start(
        nodes,
        Supervisor.of(
            Strategy.ONE_FOR_ONE,
            trees.spec("x").withShutdown(Duration.ofMillis(100)),
            trees.spec("y").withShutdown(ChildSpec.BRUTAL_KILL)));
    tell("x", "deaf");
    Pid x = pid("x");
    assertThat(ask(new SupervisorRequest.TerminateChild("x"))).isEqualTo(Termination.OK);
    assertThat(node.processes().isAlive(x)).isFalse();
    assertThat(ask(new SupervisorRequest.TerminateChild("y"))).isEqualTo(Termination.OK);
    assertThat(trees.log()).containsExactly("start x", "start y");
    assertThat(ask(new SupervisorRequest.TerminateChild("w"))).hasToString("notFound");
  }

  @Test
  @DisplayName(
      "a supervisor that is killed takes its children with it; its own supervisor starts it")
  void tree(Nodes nodes) throws Exception {
    ChildSpec inner =
        Supervisor.spec(
            "inner",
            self ->
                GenServer.startLink(
                    self, "inner", Supervisor.of(Strategy.ONE_FOR_ONE, trees.spec("x"))));
    // What it starts is refused while the former x is still about to end.
    Intensity often = Intensity.of(10_000, Duration.ofSeconds(60));
    start(nodes, Supervisor.of(Strategy.ONE_FOR_ONE, often, inner));
    Pid killed = pid("inner");
    Optional<Pid> x = node.processes().whereis("x");
    new Puppet(node.processes()).runs(context -> context.exit(killed, ExitReason.KILL));
    Await.until(
        "there is another x",
        () -> {
          Optional<Pid> now = node.processes().whereis("x");
          return now.isPresent() && !now.equals(x);
        });
    assertThat(ask(new SupervisorRequest.CountChildren())).isEqualTo(new ChildCount(1, 1, 1, 0));
  }

  @Test
  @DisplayName("a child has five seconds to end, unless it is told otherwise; a supervisor has all")
  void limits() {
    assertThat(trees.spec("x").shutdown()).isEqualTo(Duration.ofSeconds(5));
    assertThat(Supervisor.spec("s", self -> trees.start("x", self)).shutdown())
        .isEqualTo(ChildSpec.FOREVER);
  }

  @Test
  @DisplayName(
      "a supervisor that ends kills who does not end when asked, and then goes on in order")
  void deafAtTheEnd(Nodes nodes) throws Exception {
    start(
        nodes,
        Supervisor.of(
            Strategy.ONE_FOR_ONE,
            trees.spec("x"),
            trees.spec("y").withShutdown(Duration.ofMillis(100)),
            trees.spec("z")));
    tell("y", "deaf");
    Pid y = pid("y");
    node.run(self -> {
      GenServer.stop(self, supervisor, ExitReason.NORMAL);
      return true;
    });
    assertThat(node.processes().isAlive(y)).isFalse();
    assertThat(trees.log()).containsExactly("start x", "start y", "start z", "end z", "end x");
  }

  @Test
  @DisplayName("a start that never returns holds up its supervisor; killed, that takes all with it")
  void neverStarts(Nodes nodes) throws Exception {
    node = nodes.start("a");
    int before = node.processes().list().size();
    ChildSpec stuck =
        ChildSpec.of("stuck", self -> GenServer.startLink(self, "stuck", new Stuck()));
    Supervisor waiting =
        Supervisor.of(Strategy.ONE_FOR_ONE, trees.spec("x"), stuck, trees.spec("y"));
    Puppet starter = new Puppet(node.processes());
    starter.begins(context -> GenServer.start(context, "supervisor", waiting));
    Await.until("it is at it", () -> node.processes().whereis("stuck").isPresent());
    Pid held = node.processes().whereis("supervisor").orElseThrow();
    assertThat(starter.isAlive()).isTrue();
    new Puppet(node.processes()).runs(context -> context.exit(held, ExitReason.KILL));
    awaitLog("start x", "end x");
    Await.until("both puppets are left", () -> node.processes().list().size() == before + 2);
  }

  /** Waits in its init for what never comes. */
  private static final class Stuck implements GenServer<String> {
    @Override
    public Init<String> init(Context self) {
      return Init.ok(self.receive(String.class));
    }
  }

  @Test
  @DisplayName("what crashes as soon as it runs is started four times, and not a thousand")
  void storm(Nodes nodes) throws Exception {
    node = nodes.start("a");
    AtomicInteger starts = new AtomicInteger();
    ChildSpec spec = ChildSpec.of("x", self -> GenServer.startLink(self, new Stillborn(starts)));
    supervisor =
        node.run(self -> GenServer.start(self, Supervisor.of(Strategy.ONE_FOR_ONE, spec)))
            .orThrow();
    Await.until("it has given up", () -> !node.processes().isAlive(supervisor));
    assertThat(starts).hasValue(4);
  }

  /** Starts well, and crashes before it has done anything. */
  private record Stillborn(AtomicInteger starts) implements GenServer<String> {
    @Override
    public Init<String> init(Context self) {
      starts.incrementAndGet();
      return Init.ok("well").thenContinue("crash");
    }
  }

  @Test
  @DisplayName("restarts may count for ever, and then a supervisor makes so many and no more")
  void forEver(Nodes nodes) throws Exception {
    Intensity once = Intensity.of(1, ChronoUnit.FOREVER.getDuration());
    start(nodes, Supervisor.of(Strategy.ONE_FOR_ONE, once, trees.spec("x")));
    Puppet witness = new Puppet(node.processes());
    witness.runs(context -> context.monitor(supervisor));
    tell("x", "crash");
    awaitLog("start x", "end x", "start x");
    tell("x", "crash");
    assertThat(((Down) witness.next()).reason()).isEqualTo(ExitReason.SHUTDOWN);
  }

  @Test
  @DisplayName("a child with an id that is taken is not started")
  void twice(Nodes nodes) throws Exception {
    start(nodes, Supervisor.of(Strategy.ONE_FOR_ONE, trees.spec("x")));
    assertThat(ask(new SupervisorRequest.StartChild(trees.spec("x"))))
        .isEqualTo(new StartResult.AlreadyStarted(pid("x")));
    assertThat(ask(new SupervisorRequest.StartChild(trees.spec("y"))))
        .isEqualTo(new StartResult.Started(pid("y")));
  }

  /** Ends when it is told anything. */
  private static final class Quiet implements GenServer<String> {
    @Override
    public Init<String> init(Context self) {
      return Init.ok("quiet");
    }
  }

  private static ChildSpec quiet(String id) {
    return ChildSpec.of(id, self -> GenServer.startLink(self, new Quiet()));
  }

  @Test
  @DisplayName("a dynamic supervisor takes ten thousand children, as many as allowed, and ends all")
  void dynamic(Nodes nodes) throws Exception {
    int many = 10_000;
    start(nodes, DynamicSupervisor.of(many, Intensity.standard()));
    Pid first =
        node.run(self -> {
          Pid pid =
              GenServer.call(self, supervisor, new SupervisorRequest.StartChild(quiet("0")))
                  .orThrow();
          for (int i = 1; i < many; i++) {
            GenServer.call(self, supervisor, new SupervisorRequest.StartChild(quiet("" + i)));
          }
          return pid;
        });
    assertThat(ask(new SupervisorRequest.StartChild(quiet("one more"))).toString())
        .contains("max_children");
    assertThat(ask(new SupervisorRequest.TerminatePid(first))).isEqualTo(Termination.OK);
    assertThat(ask(new SupervisorRequest.TerminatePid(first))).isEqualTo(Termination.NOT_FOUND);
    assertThat(ask(new SupervisorRequest.CountChildren()))
        .isEqualTo(new ChildCount(many - 1, many - 1, 0, many - 1));
    node.run(self -> {
      GenServer.stop(self, supervisor, ExitReason.NORMAL);
      return true;
    });
    Await.until("all have ended", () -> node.processes().list().size() < 10);
  }

  @Test
  @DisplayName("a dynamic supervisor starts a crashed child again, and gives up at the fourth")
  void dynamicIntensity(Nodes nodes) throws Exception {
    start(nodes, DynamicSupervisor.unlimited());
    ask(new SupervisorRequest.StartChild(trees.spec("x")));
    ask(new SupervisorRequest.StartChild(trees.spec("y").withRestart(Restart.TEMPORARY)));
    tell("y", "crash");
    Await.until("y is gone", () -> children().size() == 1);
    Puppet witness = new Puppet(node.processes());
    witness.runs(context -> context.monitor(supervisor));
    for (int i = 1; i <= 3; i++) {
      int starts = i + 1;
      tell("x", "crash");
      Await.until(
          "x is back", () -> trees.log().stream().filter("start x"::equals).count() == starts);
    }
    tell("x", "crash");
    assertThat(((Down) witness.next()).reason()).isEqualTo(ExitReason.SHUTDOWN);
  }
}
