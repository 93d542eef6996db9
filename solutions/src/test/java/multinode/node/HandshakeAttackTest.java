package multinode.node;

import static multinode.node.ConnectResult.Status.BAD_COOKIE;
import static multinode.node.ConnectResult.Status.PROTOCOL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import multinode.process.Event;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.NodeLog;
import workbook.harness.Nodes;

@ExtendWith(HarnessExtension.class)
class HandshakeAttackTest {

  private static final String REFUSED = "REFUSED BAD_COOKIE";

  private static List<String> heard(Nodes nodes, Node node, String word) {
    return nodes.events(node).stream()
        .filter(event -> event.kind() == Event.Kind.SHAKE_RECEIVED)
        .map(Event::text)
        .filter(line -> line.startsWith(word + " "))
        .toList();
  }

  @Test
  @DisplayName("a recorded call, played again to the same node, gets nobody in")
  void replay(Nodes nodes) throws Exception {
    Node b = nodes.start("b");
    Node a = nodes.start("a");
    assertThat(a.connect(b.self()).connected()).isTrue();
    String hello = heard(nodes, b, "HELLO").getFirst();
    String proof = heard(nodes, b, "PROOF").getFirst();
    a.close();

    NodeLog log = NodeLog.during(nodes);
    Bystanders.unharmedBy(
        nodes,
        b,
        () -> {
          try (RawPeer thief = RawPeer.calling(b.port())) {
            thief.say(hello);
            assertThat(thief.hear()).startsWith("CHALLENGE b@127.0.0.1");
            thief.say(proof);
            assertThat(thief.hear()).isEqualTo(REFUSED);
            thief.awaitEnd();
          }
        });
    log.awaitWarning("b@127.0.0.1 refused", "a@127.0.0.1 did not prove");
  }

  @Test
  @DisplayName("a recorded answer, played to the next caller, takes nobody in")
  void replayedAnswer(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    assertThat(a.connect(b.self()).connected()).isTrue();
    String challenge = heard(nodes, a, "CHALLENGE").getFirst();
    String welcome = heard(nodes, a, "WELCOME").getFirst();
    b.close();
    Await.untilEqual("a has lost b", List.of(), a::nodes);
    FakeNode.open(nodes, "b", FakeNode.saying(challenge, welcome));

    assertThat(a.connect(b.self()).status()).isEqualTo(BAD_COOKIE);
  }

  @Test
  @DisplayName("a caller's proof, sent back to it, does not prove anything")
  void reflectedProof(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    FakeNode.open(
        nodes,
        "mirror",
        caller -> {
          caller.hear();
          caller.say(
              "CHALLENGE mirror@127.0.0.1 1 mesh 00112233445566778899aabbccddeeff "
                  + CookieHandshake.VERSION);
          caller.say(caller.hear().replace("PROOF", "WELCOME"));
          caller.awaitEnd();
        });

    assertThat(a.connect(nodes.name("mirror")).status()).isEqualTo(BAD_COOKIE);
  }

  @Test
  @DisplayName(
      "a caller whose own lines are said to it on a second connection does not fall for it")
  void reflectedCall(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    CompletableFuture<String> toTheMirror = new CompletableFuture<>();
    FakeNode.open(
        nodes,
        "mirror",
        caller -> {
          try (RawPeer second = RawPeer.calling(a.port())) {
            second.say(caller.hear());
            caller.say(second.hear());
            second.say(caller.hear());
            toTheMirror.complete(second.hear());
          } catch (IOException refusedBefore) {
            toTheMirror.complete(REFUSED);
          }
        });

    assertThat(a.connect(nodes.name("mirror")).status()).isEqualTo(PROTOCOL);
    assertThat(toTheMirror.join()).isEqualTo(REFUSED);
    assertThat(a.nodes()).isEmpty();
  }

  @Test
  @DisplayName("a proof for one node does not open another")
  void relayedToAnother(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    FakeNode.open(
        nodes,
        "relay",
        caller -> {
          try (RawPeer toB = RawPeer.calling(b.port())) {
            toB.say(caller.hear());
            caller.say(toB.hear());
            toB.say(caller.hear());
          }
        });

    assertThat(a.connect(nodes.name("relay")).status()).isEqualTo(PROTOCOL);
    assertThat(b.nodes()).isEmpty();
  }

  @Test
  @DisplayName("one who has the cookie and a node's own name is not let in")
  void ownName(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    assertThatThrownBy(() -> RawPeer.admitted(a, a.self())).hasMessage("REFUSED PROTOCOL");
    assertThat(a.nodes()).isEmpty();
  }

  @Test
  @DisplayName("what a stranger sends is not printed as it came: no control characters in the log")
  void controlCharacters(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    try (NodeLog log = NodeLog.open();
        RawPeer stranger = RawPeer.calling(a.port())) {
      stranger.say("\u001B[2J\u001B[31m\rall is well");
      stranger.awaitEnd();
      log.awaitWarning("all is well");
      assertThat(String.join("", log.lines())).matches("\\P{Cntrl}*");
    }
  }
}
