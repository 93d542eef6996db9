package multinode.node;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static multinode.node.ConnectResult.Status.BAD_COOKIE;
import static multinode.node.ConnectResult.Status.PROTOCOL;
import static multinode.node.ConnectResult.Status.UNREACHABLE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import multinode.process.NodeName;
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
      "CHALLENGE fake@127.0.0.1 1 mesh 00112233445566778899aabbccddeeff " + CookieHandshake.VERSION;

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

  /** One who says a part, byte by byte as it stands there, and no more. */
  private static Fake stopping(String sent, String part) {
    return new Fake(
        "sends " + sent + " and stops",
        UNREACHABLE,
        "did not answer in time",
        caller -> {
          caller.send(part.getBytes(ISO_8859_1));
          caller.awaitEnd();
        });
  }

  /** Random bytes, the same each time, none of which ends a line. */
  private static byte[] noise(int length) {
    byte[] noise = new byte[length];
    new Random(1).nextBytes(noise);
    for (int i = 0; i < length; i++) if (noise[i] == '\n') noise[i] = 0;
    return noise;
  }

  /** One who really has the cookie, up to the word of admission. */
  private static Fake proven(String does, String reason, FakeNode.Behaviour behaviour) {
    ConnectResult.Status status = reason.equals("in time") ? UNREACHABLE : PROTOCOL;
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
        new Fake("sends garbage", PROTOCOL, "longer than 512", caller -> caller.send(noise(9_999))),
        new Fake(
            "sends a line of garbage",
            PROTOCOL,
            "expected CHALLENGE",
            caller -> {
              caller.send(noise(100));
              caller.say("");
            }),
        stopping("the length of a frame of 2 GiB", "\u007F\u00FF\u00FF\u00FF"),
        stopping("half a line", CHALLENGE.substring(0, 30)),
        stopping("half a proof", CHALLENGE + "\nWELCOME 00"),
        new Fake("babbles", PROTOCOL, "longer than 512", caller -> caller.send(new byte[9_999])),
        saying("HTTP/1.1 400 Bad Request", PROTOCOL, "expected CHALLENGE"),
        saying("GET / HTTP/1.1, Host: localhost", PROTOCOL, "expected CHALLENGE"),
        saying("HELLO fake@127.0.0.1 1 mesh 00", PROTOCOL, "expected CHALLENGE"),
        saying(CHALLENGE.replace("fake@", "other@"), PROTOCOL, "other@127.0.0.1 answered"),
        saying(CHALLENGE.replace("fake@", "fa@ke@"), PROTOCOL, "expected CHALLENGE"),
        saying(CHALLENGE, UNREACHABLE, "did not answer in time"),
        saying(CHALLENGE + ", WELCOME " + "0".repeat(64), BAD_COOKIE, "did not prove"),
        saying(CHALLENGE + ", WELCOME", BAD_COOKIE, "did not prove"),
        saying(CHALLENGE + ", REFUSED BAD_COOKIE", BAD_COOKIE, "another cookie"),
        proven("is silent after its proof", "in time", RawPeer::awaitEnd),
        proven(
            "stops in its word of admission",
            "in time",
            caller -> {
              caller.send("ADMI".getBytes());
              caller.awaitEnd();
            }),
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
