package multinode.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import multinode.wire.Soon;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

@ExtendWith(HarnessExtension.class)
class CrowdTest {

  private static final String HELLO =
      "HELLO x@h 1 mesh 00112233445566778899aabbccddeeff %d\n".formatted(CookieHandshake.VERSION);

  /** What a peer says before it stops, one a step of the handshake. */
  private static final List<String> STEPS = List.of("", "HEL", HELLO, HELLO + "PROOF 00");

  @Test
  @DisplayName("two hundred peers that stop in the handshake do not keep a good one out")
  void goodOneGetsIn(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Bystanders.unharmedBy(
        nodes,
        a,
        () -> {
          List<RawPeer> crowd = crowd(a);
          try (Node good = nodes.start("latecomer", options -> options.withConnectAll(false))) {
            Soon.within(
                Duration.ofSeconds(1),
                () -> {
                  good.disconnect(a.self());
                  assertThat(good.ping(a.self())).isEqualTo(Node.Ping.PONG);
                });
          }
          for (RawPeer peer : crowd) peer.close();
        });
  }

  @Test
  @DisplayName("a node calls out while two hundred peers hang in its set-up")
  void callsOut(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    List<RawPeer> crowd = crowd(a);

    assertThat(a.ping(b.self())).isEqualTo(Node.Ping.PONG);
    for (RawPeer peer : crowd) peer.close();
  }

  private static List<RawPeer> crowd(Node node) throws IOException {
    List<RawPeer> crowd = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      RawPeer peer = RawPeer.calling(node.port());
      peer.send(STEPS.get(i % STEPS.size()).getBytes());
      crowd.add(peer);
    }
    return crowd;
  }
}
