package multinode.node;

import static multinode.node.ConnectResult.Status.BAD_COOKIE;
import static multinode.node.ConnectResult.Status.PROTOCOL;
import static multinode.node.ConnectResult.Status.UNREACHABLE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

/** Whatever listens under the name of a node, and is none that shares the caller's cookie. */
@ExtendWith(HarnessExtension.class)
class BadListenerTest {

  private static final String CHALLENGE =
      "CHALLENGE fake@127.0.0.1 1 mesh 00112233445566778899aabbccddeeff";

  private record Fake(
      String does, ConnectResult.Status status, String reason, FakeNode.Behaviour behaviour) {
    @Override
    public String toString() {
      return does;
    }
  }

  private static Fake saying(String lines, ConnectResult.Status status, String reason) {
    return new Fake("says " + lines, status, reason, FakeNode.saying(lines.split(", ")));
  }

  /** One who really has the cookie, up to the word of admission. */
  private static Fake proven(String does, String reason, FakeNode.Behaviour behaviour) {
    ConnectResult.Status status = does.startsWith("is silent") ? UNREACHABLE : PROTOCOL;
    return new Fake(
        does,
        status,
        reason,
        caller -> {
          caller.handshake(NodeName.parse("fake@127.0.0.1")).accept(caller.lines());
          behaviour.to(caller);
        });
  }

  static Stream<Fake> fakes() {
    return Stream.of(
        new Fake("is silent", UNREACHABLE, "did not answer in time", RawPeer::awaitEnd),
        new Fake("closes at once", UNREACHABLE, "", caller -> {}),
        new Fake("babbles", PROTOCOL, "longer than 512", caller -> caller.send(new byte[9_999])),
        saying("HTTP/1.1 400 Bad Request", PROTOCOL, "expected CHALLENGE"),
        saying("HELLO fake@127.0.0.1 1 mesh 00", PROTOCOL, "expected CHALLENGE"),
        saying(CHALLENGE.replace("fake@", "other@"), PROTOCOL, "other@127.0.0.1 answered"),
        saying(CHALLENGE.replace("fake@", "fa@ke@"), PROTOCOL, "expected CHALLENGE"),
        saying(CHALLENGE, UNREACHABLE, "did not answer in time"),
        saying(CHALLENGE + ", WELCOME " + "0".repeat(64), BAD_COOKIE, "did not prove"),
        saying(CHALLENGE + ", WELCOME", BAD_COOKIE, "did not prove"),
        saying(CHALLENGE + ", REFUSED BAD_COOKIE", BAD_COOKIE, "another cookie"),
        proven("is silent after its proof", "in time", RawPeer::awaitEnd),
        proven("does not admit", "not admitted: no", caller -> caller.say("no")),
        proven("refuses", "not admitted: REFUSED", caller -> caller.say("REFUSED NOT_ALIVE")),
        proven(
            "is silent after asking for a second call",
            "in time",
            caller -> {
              caller.say("ALREADY");
              caller.awaitEnd();
            }));
  }

  @ParameterizedTest(name = "one who {0}")
  @MethodSource("fakes")
  @DisplayName("is not connected to: the result says why, nobody is harmed, nothing is left")
  void notConnected(Fake fake, Nodes nodes) throws Exception {
    Node a = nodes.start("a", options -> options.withSetup(Duration.ofMillis(500)));
    FakeNode.open(nodes, "fake", fake.behaviour());
    Bystanders.unharmedBy(
        nodes,
        a,
        () -> {
          ConnectResult result = a.connect(nodes.name("fake"));
          assertThat(result.status()).as(result.toString()).isEqualTo(fake.status());
          assertThat(result.reason()).contains(fake.reason());
          assertThat(a.nodes()).isEmpty();
        });
  }
}
