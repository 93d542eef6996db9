package multinode.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import multinode.process.Down;
import multinode.process.Exit;
import multinode.process.ExitReason;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.process.Puppet;
import multinode.wire.CodecException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.FaultProxy;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;
import workbook.harness.RealNode;

@ExtendWith(HarnessExtension.class)
class RemoteSpawnTest {

  @Test
  @DisplayName("in another process of the system: it runs there, and prints at home")
  void printsAtHome(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    RealNode b = nodes.startReal("b").awaitReady();
    Pid pid =
        a.spawn(
            b.name(),
            context -> {
              context.println(context.self().node() + ", process " + ProcessHandle.current().pid());
              context.spawn(child -> child.println("and a child"));
            });

    assertThat(pid.node()).isEqualTo("b@127.0.0.1");
    Await.untilEqual(
        "both lines",
        List.of("b@127.0.0.1, process " + b.pid(), "and a child"),
        () -> nodes.output(a));
    assertThat(String.join("\n", b.lines())).doesNotContain("and a child");
  }

  @Test
  @DisplayName("a function sent on by a function still prints where all began")
  void twoHops(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    Node c = nodes.start("c");
    a.connect(b.self());
    NodeName last = c.self();
    a.spawn(
        b.self(),
        here -> {
          here.println("on " + here.self().node());
          Here.current().node().spawn(last, there -> there.println("on " + there.self().node()));
        });

    Await.untilEqual(
        "both lines",
        Set.of("on b@127.0.0.1", "on c@127.0.0.1"),
        () -> Set.copyOf(nodes.output(a)));
    assertThat(nodes.output(b)).isEmpty();
  }

  @Test
  @DisplayName("on a node that does not run: a pid of nobody, to which everything is lost")
  void unknownNode(Nodes nodes) throws IOException {
    Node a = nodes.start("a");
    Pid nobody = a.spawn(nodes.name("b"), context -> context.println("never"));
    Puppet puppet = new Puppet(a.processes());

    assertThat(nobody).isEqualTo(new Pid("b@127.0.0.1", 0, 0));
    puppet.runs(context -> context.send(nobody, "hello"));
    puppet.runs(context -> context.monitor(nobody));
    assertThat(((Down) puppet.next()).reason()).isEqualTo(ExitReason.NOCONNECTION);

    Node b = nodes.start("b");
    a.connect(b.self());
    puppet.runs(context -> context.send(nobody, "hello"));
    puppet.runs(context -> context.monitor(nobody));
    assertThat(((Down) puppet.next()).reason()).isEqualTo(ExitReason.NOPROC);
    assertThat(nodes.output(a)).isEmpty();
  }

  @Test
  @DisplayName("linked, on a node that does not run: the exit noconnection, from the pid of nobody")
  void linkedToNobody(Nodes nodes) throws IOException {
    Node a = nodes.start("a");
    Puppet trapping = new Puppet(a.processes());
    trapping.runs(context -> context.trapExit(true));
    Pid nobody = a.spawn(nodes.name("b"), context -> {}, Optional.of(trapping.pid()));
    assertThat(trapping.next()).isEqualTo(new Exit(nobody, ExitReason.NOCONNECTION));

    Puppet mortal = new Puppet(a.processes());
    a.spawn(nodes.name("b"), context -> {}, Optional.of(mortal.pid()));
    Await.until("it ends", () -> !mortal.isAlive());
  }

  @Test
  @DisplayName("linked, and its node is killed: the exit noconnection")
  void linkedAndKilled(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    RealNode b = nodes.startReal("b").awaitReady();
    Puppet trapping = new Puppet(a.processes());
    trapping.runs(context -> context.trapExit(true));
    Pid pid = a.spawn(b.name(), context -> context.receive(), Optional.of(trapping.pid()));
    b.kill9();

    assertThat(trapping.next()).isEqualTo(new Exit(pid, ExitReason.NOCONNECTION));
  }

  @Test
  @DisplayName("a function that captures what cannot travel is an error here, and names it")
  void cannotTravel(Nodes nodes) throws IOException {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    Thread captured = Thread.currentThread();
    assertThatThrownBy(() -> a.spawn(b.self(), context -> context.println(captured)))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("java.lang.Thread");
  }

  @Test
  @DisplayName("a node that does not answer is an error when the time is up, and names the node")
  void noAnswer(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    NodeName mute = nodes.name("mute");
    FakeNode.open(
        nodes,
        "mute",
        caller -> {
          caller.handshake(mute).accept(caller.lines());
          caller.say("ADMITTED");
          caller.tickUntilClosed();
        });
    assertThatThrownBy(() -> a.spawn(mute, context -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("mute@127.0.0.1 did not answer");
  }

  @Test
  @DisplayName("the connection ends before the answer: nobody runs it, and a linked one hears that")
  void lost(Nodes nodes) throws Exception {
    FaultProxy proxy = nodes.proxy();
    Node b = nodes.start("b", proxy::before);
    Node a = nodes.start("a");
    a.connect(b.self());
    List<Object> heard = new CopyOnWriteArrayList<>();
    CountDownLatch traps = new CountDownLatch(1);
    Pid linked =
        a.spawn(self -> {
          self.trapExit(true);
          traps.countDown();
          for (; ; ) heard.add(self.receive());
        });
    traps.await();
    proxy.silence();
    CompletableFuture<Pid> spawned =
        CompletableFuture.supplyAsync(
            () -> a.spawn(b.self(), context -> context.receive(), Optional.of(linked)));
    Await.until("it is asked", () -> a.stats().connections().getFirst().messagesOut() > 0);
    proxy.cut();
    Await.until("a has lost b", () -> a.nodes().isEmpty());

    assertThat(spawned.get(1, TimeUnit.SECONDS)).isEqualTo(new Pid(b.self().toString(), 0, 0));
    Await.until("the linked process hears of it", () -> !heard.isEmpty());
    assertThat(((Exit) heard.getFirst()).reason()).isEqualTo(ExitReason.NOCONNECTION);
  }

  @Test
  @DisplayName("what crashes there is told here, to whoever started it")
  void crash(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    a.spawn(
        b.self(),
        context -> {
          throw new IllegalStateException("on purpose");
        });
    Await.until("a line", () -> !nodes.output(a).isEmpty());
    assertThat(nodes.output(a).getFirst())
        .contains(b.self().toString(), "crashed", "IllegalStateException: on purpose", "at ");
  }

  @Test
  @DisplayName("a node that runs no functions of others says so, and answers calls all the same")
  void notAllowed(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Node b = nodes.start("b", options -> options.withRemoteSpawn(false));
    assertThatThrownBy(() -> a.spawn(b.self(), context -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("--no-spawn");
    Pid pid = b.spawn(context -> context.receive());
    assertThat(a.global().register("one", pid)).isTrue();
  }
}
