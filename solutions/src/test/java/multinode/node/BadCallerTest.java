package multinode.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import multinode.process.NodeName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.NodeLog;
import workbook.harness.Nodes;

/** Whoever connects to a node's port and is no node that shares its cookie. */
@ExtendWith(HarnessExtension.class)
class BadCallerTest {

  private static final String NONCE = "00112233445566778899aabbccddeeff " + CookieHandshake.VERSION;
  private static final String NO_PROOF = "PROOF " + "0".repeat(64);

  private record Caller(String does, String logged, FakeNode.Behaviour behaviour) {
    @Override
    public String toString() {
      return does;
    }
  }

  private static Caller caller(String does, String logged, FakeNode.Behaviour behaviour) {
    return new Caller(does, logged, behaviour);
  }

  private static Caller saying(String line, String logged) {
    return caller("says " + line, logged, peer -> peer.say(line));
  }

  static Stream<Caller> strangers() {
    byte[] garbage = new byte[2_000];
    new Random(1).nextBytes(garbage);
    byte[] tls = {22, 3, 1, 1, 0, 1, 0, 0, (byte) 0xFC, 3, 3, '\n'};
    return Stream.of(
        caller("closes at once", "closed the connection", RawPeer::close),
        caller("sends garbage", "", peer -> peer.send(garbage)),
        caller("sends 100,000 zeros", "longer than 512", peer -> peer.send(new byte[100_000])),
        caller("speaks TLS", "speaks TLS and this one does not", peer -> peer.send(tls)),
        caller(
            "speaks HTTP",
            "expected HELLO",
            peer -> peer.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes())),
        saying("", "expected HELLO"),
        saying("HELLO", "expected HELLO"),
        saying("CHALLENGE x@h 1 mesh " + NONCE, "expected HELLO"),
        saying("HELLO x@h 1 mesh " + NONCE + " more", "expected HELLO"),
        saying("HELLO  1 mesh " + NONCE, "expected HELLO"),
        saying("HELLO a@b@c 1 mesh " + NONCE, "expected HELLO"),
        saying("HELLO x@h one mesh " + NONCE, "expected HELLO"),
        saying("HELLO x@h 99999999999 mesh " + NONCE, "expected HELLO"),
        saying("HELLO x@h 1 mesh 00", "expected HELLO"),
        saying("HELLO " + "x".repeat(600) + "@h 1 mesh " + NONCE, "longer than 512"));
  }

  static Stream<Caller> halting() {
    return Stream.of(
        caller("says nothing", "in time", peer -> {}),
        caller(
            "sends the length of a frame of 2 GiB",
            "in time",
            peer -> peer.send((byte) 0x7F, (byte) -1, (byte) -1, (byte) -1)),
        caller("stops in its first word", "in time", peer -> peer.send("HEL".getBytes())),
        caller(
            "stops after its introduction",
            "in time",
            peer -> {
              peer.say("HELLO x@h 1 mesh " + NONCE);
              peer.hear();
            }),
        caller(
            "stops in its proof",
            "in time",
            peer -> {
              peer.say("HELLO x@h 1 mesh " + NONCE);
              peer.hear();
              peer.send("PROOF 00".getBytes());
            }));
  }

  static Stream<Caller> unproven() {
    return Stream.of(
        caller(
            "has no proof",
            "x@h did not prove",
            peer -> {
              peer.say("HELLO x@h 1 mesh " + NONCE);
              peer.hear();
              peer.say(NO_PROOF);
            }),
        caller(
            "says everything at once",
            "x@h did not prove",
            peer -> peer.send(("HELLO x@h 1 mesh " + NONCE + "\n" + NO_PROOF + "\n").getBytes())),
        caller(
            "introduces itself twice",
            "x@h did not prove",
            peer -> {
              peer.say("HELLO x@h 1 mesh " + NONCE);
              peer.say("HELLO x@h 1 mesh " + NONCE);
            }));
  }

  @ParameterizedTest(name = "one who {0}")
  @MethodSource({"strangers", "halting", "unproven"})
  @DisplayName("is refused, with a line in the log, harms nobody, and leaves nothing behind")
  void refused(Caller caller, Nodes nodes) throws Exception {
    Node a = nodes.start("a", options -> options.withSetup(Duration.ofMillis(500)));
    try (NodeLog log = NodeLog.open()) {
      Bystanders.unharmedBy(nodes, a, () -> attack(a, caller));
      log.awaitWarning("a@127.0.0.1 refused", caller.logged());
    }
  }

  @Test
  @DisplayName("a second call of one who is in, and never says whether it counts, ends in time")
  void neverSaysGo(Nodes nodes) throws Exception {
    Node a =
        nodes.start("a", o -> o.withSetup(Duration.ofMillis(500)).withTick(Duration.ofSeconds(10)));
    NodeName twin = nodes.name("twin");
    NodeLog log = NodeLog.during(nodes);
    nodes.closeLater(RawPeer.admitted(a, twin));
    Await.untilEqual("its first call is in", List.of(twin), a::nodes);
    Bystanders.unharmedBy(
        nodes,
        a,
        () -> {
          try (RawPeer second = RawPeer.calling(a.port())) {
            second.handshake(twin).initiate(second.lines(), a.self());
            assertThat(second.hear()).isEqualTo("ALREADY");
            assertThat(second.hear()).isEqualTo("REFUSED UNREACHABLE");
            second.awaitEnd();
          }
        });
    log.awaitWarning("a@127.0.0.1 refused", "in time");
    assertThat(a.nodes()).containsExactly(twin);
  }

  private static void attack(Node a, Caller caller) throws IOException {
    try (RawPeer peer = RawPeer.calling(a.port())) {
      try {
        caller.behaviour().to(peer);
      } catch (IOException closedEarly) {
        // As nodes do with babblers.
      }
      if (!caller.does().startsWith("closes")) peer.awaitEnd();
    }
  }
}
