package multinode.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import multinode.process.ExitReason;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.process.Puppet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.NodeLog;
import workbook.harness.Nodes;

/** Peers that are connected and do not read, or not fast. */
@ExtendWith(HarnessExtension.class)
class SlowPeerTest {

  private static final int MANY = 1_000;

  private static final byte[] BIG = new byte[20_000];

  private static final byte[] HUGE = new byte[16_000_000];

  @Test
  @DisplayName("senders to a peer that never reads wait, until it is given up, and go on then")
  void neverReads(Nodes nodes) throws Exception {
    Node a = nodes.start("a", o -> o.withTick(Duration.ofMillis(100)).withBufferLimit(100_000));
    Puppet watcher = new Puppet(a.processes());
    NodeLog log = NodeLog.during(nodes);
    Bystanders.unharmedBy(
        nodes,
        a,
        () -> {
          a.monitors().subscribe(watcher.pid());
          NodeName bad = nodes.name("bad");
          try (RawPeer peer = RawPeer.admitted(a, bad)) {
            tick(peer);
            LongAccumulator longest = new LongAccumulator(Math::max, 0);
            List<Pid> senders =
                Stream.generate(() -> sender(a, bad, longest::accumulate)).limit(3).toList();
            assertThat(Bystanders.newsOf(bad, watcher)).isEqualTo(new NodeUp(bad));

            assertThat(((NodeDown) watcher.next()).reason()).contains("not read");
            log.awaitWarning("gave bad@127.0.0.1 up: it has not read for 4 beats");
            Await.until(
                "the senders go on", () -> senders.stream().noneMatch(a.processes()::isAlive));
            assertThat(Duration.ofNanos(longest.get()))
                .as("the longest that a sender waited for room, of 4 beats")
                .isGreaterThan(Duration.ofMillis(200));
          }
        });
  }

  @Test
  @DisplayName("a peer that takes a big frame for longer than it may be silent is not given up")
  void takesSlowly(Nodes nodes) throws Exception {
    Node a = nodes.start("a", o -> o.withTick(Duration.ofMillis(100)).withBufferLimit(10_000));
    NodeName slow = nodes.name("slow");
    try (RawPeer peer = RawPeer.admitted(a, slow)) {
      tick(peer);
      Await.untilEqual("it is in", List.of(slow), a::nodes);
      a.spawn(context -> {
        context.send(new Pid(slow.toString(), 1, 1), HUGE);
        for (int i = 0; i < 3; i++) context.send(new Pid(slow.toString(), 1, 1), BIG);
      });
      readSlowly(peer, HUGE.length);
    }
  }

  /** Reads so many bytes, a hundred thousand in 10 ms. */
  private static void readSlowly(RawPeer peer, int bytes) throws IOException {
    InputStream in = peer.lines().rest();
    byte[] piece = new byte[1 << 16];
    for (int taken = 0; taken < bytes; ) {
      int count = in.read(piece);
      assertThat(count).as("more than %,d bytes", taken).isPositive();
      taken += count;
      LockSupport.parkNanos(count * 100L);
    }
  }

  /** Sends many big messages to the peer, as a process; tells how long each took. */
  private static Pid sender(Node node, NodeName to, LongConsumer nanos) {
    Pid far = new Pid(to.toString(), 1, 1);
    return node.spawn(context -> {
      for (int i = 0; i < MANY && node.nodes().contains(to); i++) {
        long begin = System.nanoTime();
        context.send(far, BIG);
        nanos.accept(System.nanoTime() - begin);
      }
    });
  }

  /** Has a peer tick until it is closed, so that it is not given up for its silence. */
  private static void tick(RawPeer peer) {
    Thread.ofVirtual()
        .start(() -> {
          try {
            for (; ; LockSupport.parkNanos(20_000_000)) peer.send(new byte[4]);
          } catch (IOException closed) {
            // By the node, or by the test.
          }
        });
  }

  @Test
  @DisplayName("everything arrives, in order, at a peer that reads slowly through a small buffer")
  void slowReader(Nodes nodes) throws Exception {
    var proxy = nodes.proxy();
    Node a = nodes.start("a", o -> o.withBufferLimit(10_000));
    Node b = nodes.start("b", o -> proxy.before(o));
    a.connect(b.self());
    Puppet receiver = new Puppet(b.processes());
    proxy.slow(4_000_000);
    a.spawn(context -> {
      for (int i = 0; i < 100; i++) {
        context.send(receiver.pid(), i);
        context.send(receiver.pid(), BIG);
      }
    });

    for (int i = 0; i < 100; i++) {
      assertThat(receiver.next()).isEqualTo(i);
      assertThat(receiver.next()).isEqualTo(BIG);
    }
  }

  @Test
  @DisplayName("a sender that waits for room can be killed")
  void killedWhileItWaits(Nodes nodes) throws Exception {
    Node a = nodes.start("a", o -> o.withBufferLimit(10_000).withTick(Duration.ofMillis(200)));
    RawPeer peer = nodes.closeLater(RawPeer.admitted(a, nodes.name("bad")));
    Await.untilEqual("it is in", List.of(nodes.name("bad")), a::nodes);
    AtomicInteger sent = new AtomicInteger();
    Pid sender = sender(a, nodes.name("bad"), took -> sent.incrementAndGet());
    Await.until("it has filled the buffers", () -> isStuck(sent));
    Puppet killer = new Puppet(a.processes());
    killer.runs(context -> context.exit(sender, ExitReason.KILL));

    assertThat(a.processes().isAlive(sender)).isFalse();
    peer.close();
    Await.untilEqual("the peer is gone", List.of(), a::nodes);
  }

  private static boolean isStuck(AtomicInteger sent) {
    int before = sent.get();
    LockSupport.parkNanos(20_000_000);
    return before > 0 && sent.get() == before;
  }
}
