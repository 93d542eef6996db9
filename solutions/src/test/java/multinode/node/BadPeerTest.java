package multinode.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import multinode.process.Event;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.process.Puppet;
import multinode.process.Signal;
import multinode.wire.Frame;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.NodeLog;
import workbook.harness.Nodes;

/** A peer that has the cookie, has been let in, and then misbehaves. */
@ExtendWith(HarnessExtension.class)
class BadPeerTest {

  private static final Duration TICK = Duration.ofMillis(50);

  private record Ending(String does, String reason, byte[] bytes) {
    @Override
    public String toString() {
      return does;
    }
  }

  private static byte[] length(int length) {
    return ByteBuffer.allocate(4).putInt(length).array();
  }

  static Stream<Ending> endings() {
    return Stream.of(
        new Ending("announces 2 GiB", "2,147,483,647 bytes", length(Integer.MAX_VALUE)),
        new Ending("announces a byte too many", "16,777,217 bytes", length((16 << 20) + 1)),
        new Ending("announces -1 bytes", "-1 bytes", length(-1)),
        new Ending("announces -2 GiB", "-2,147,483,648 bytes", length(Integer.MIN_VALUE)),
        new Ending("goes on in HTTP", "bytes", "GET / HTTP/1.1\r\n\r\n".getBytes()),
        new Ending("stops in a frame", "silent", new byte[] {0, 0, 0, 9, 1, 2}),
        new Ending("says nothing", "silent", new byte[0]));
  }

  @ParameterizedTest(name = "one who {0}")
  @MethodSource("endings")
  @DisplayName("is disconnected: node-down and log tell why, nobody is harmed, nothing is left")
  void disconnected(Ending ending, Nodes nodes) throws Exception {
    Node a = nodes.start("a", options -> options.withTick(TICK));
    Puppet watcher = new Puppet(a.processes());
    NodeName bad = nodes.name("bad");
    Bystanders.unharmedBy(
        nodes,
        a,
        () -> {
          a.monitors().subscribe(watcher.pid());
          try (NodeLog log = NodeLog.open();
              RawPeer peer = RawPeer.admitted(a, bad)) {
            assertThat(Bystanders.newsOf(bad, watcher)).isEqualTo(new NodeUp(bad));
            peer.send(ending.bytes());
            peer.awaitEnd();
            NodeDown down = (NodeDown) watcher.next();
            assertThat(down.node()).isEqualTo(bad);
            assertThat(down.reason()).contains(ending.reason());
            log.awaitWarning("gave bad@127.0.0.1 up", ending.reason());
          }
          a.monitors().unsubscribe(watcher.pid());
        });
  }

  @Test
  @DisplayName("frames of nonsense are dropped with a log line each, and the link stays")
  void nonsense(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Puppet receiver = new Puppet(a.processes());
    Random random = new Random(1);
    try (NodeLog log = NodeLog.open();
        RawPeer peer = RawPeer.admitted(a, nodes.name("bad"))) {
      for (int i = 1; i <= 50; i++) {
        byte[] frame = new byte[i];
        random.nextBytes(frame);
        frame[0] = 99;
        peer.send(length(i));
        peer.send(frame);
      }
      peer.send(new Frame.Carry(new Signal.Send(receiver.pid(), "still here")));

      assertThat(receiver.next()).isEqualTo("still here");
      assertThat(log.lines()).filteredOn(line -> line.contains("dropped a frame")).hasSize(50);
      log.awaitWarning("50 bytes", "bad@127.0.0.1", "unknown kind");
      assertThat(a.nodes()).containsExactly(nodes.name("bad"));
    }
  }

  @Test
  @DisplayName("signals with holes in them harm no process, and no later news of a lost node")
  void holes(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Puppet victim = new Puppet(a.processes());
    Pid far = new Pid("bad@127.0.0.1", 1, 1);
    try (RawPeer peer = RawPeer.admitted(a, nodes.name("bad"))) {
      for (Signal holed :
          List.of(
              new Signal.Link(null, victim.pid()),
              new Signal.Link(far, null),
              new Signal.Unlink(null, victim.pid()),
              new Signal.ExitSignal(null, victim.pid(), null, false),
              new Signal.ExitSignal(far, victim.pid(), null, true),
              new Signal.Monitor(null, null, victim.pid()),
              new Signal.Demonitor(null, victim.pid()),
              new Signal.DownSignal(null, victim.pid(), null))) {
        peer.send(new Frame.Carry(holed));
      }
      peer.send(new Frame.Carry(null));
      peer.send(new Frame.Known(null));
      peer.send(new Frame.Spawned(null, null, null));
      peer.send(new Frame.Spawn(null, null, null, null));
      victim.runs(context -> context.link(far));
      peer.send(new Frame.Carry(new Signal.Send(victim.pid(), "still here")));
      assertThat(victim.next()).isEqualTo("still here");
    }
    Await.until("the lost link ends the victim", () -> !victim.isAlive());
    Await.untilEqual("the peer is gone", List.of(), a::nodes);
  }

  @Test
  @DisplayName("a signal for a third node is not passed on")
  void forAnother(Nodes nodes) throws Exception {
    Node a = nodes.start("a", options -> options.withConnectAll(false));
    Node b = nodes.start("b", options -> options.withConnectAll(false));
    a.connect(b.self());
    Puppet receiver = new Puppet(b.processes());
    Puppet here = new Puppet(a.processes());
    try (RawPeer peer = RawPeer.admitted(a, nodes.name("bad"))) {
      peer.send(new Frame.Carry(new Signal.Send(receiver.pid(), "by way of a")));
      peer.send(new Frame.Carry(new Signal.Send(here.pid(), "arrived")));
      assertThat(here.next()).isEqualTo("arrived");
    }
    here.runs(context -> context.send(receiver.pid(), "from a"));
    assertThat(receiver.next()).isEqualTo("from a");
  }

  @Test
  @DisplayName("names of nodes that cannot be, told by a peer, are tried in vain and harm nobody")
  void inventedNodes(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Puppet here = new Puppet(a.processes());
    try (RawPeer peer = RawPeer.calling(a.port())) {
      new CookieHandshake(new Peer(nodes.name("bad"), 1, true), Cookie.of(Nodes.COOKIE))
          .initiate(peer.lines(), a.self());
      assertThat(peer.hear()).isEqualTo("ADMITTED");
      peer.send(
          new Frame.Known(
              List.of(
                  new NodeName("ghost", Nodes.HOST),
                  new NodeName("", ""),
                  new NodeName("x\nNAMES", Nodes.HOST),
                  new NodeName("x", "no such host"),
                  a.self())));
      peer.send(new Frame.Carry(new Signal.Send(here.pid(), "arrived")));
      assertThat(here.next()).isEqualTo("arrived");
      Await.until(
          "the ghost was tried",
          () ->
              nodes.events(a).stream()
                  .anyMatch(
                      e -> e.kind() == Event.Kind.REFUSED && e.peer().equals("ghost@127.0.0.1")));
      assertThat(a.nodes()).containsExactly(nodes.name("bad"));
    }
  }
}
