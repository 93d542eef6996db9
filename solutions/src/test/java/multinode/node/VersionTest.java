package multinode.node;

import static multinode.node.ConnectResult.Status.PROTOCOL;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.harness.HarnessExtension;
import workbook.harness.NodeLog;
import workbook.harness.Nodes;

/** Nodes of two releases, of which one writes its frames in another way. */
@ExtendWith(HarnessExtension.class)
class VersionTest {

  private static final int OWN = CookieHandshake.VERSION;

  private static String introduction(String word, String name, int version) {
    return "%s %s 1 mesh 00112233445566778899aabbccddeeff %d".formatted(word, name, version);
  }

  private static String[] both(int theirs) {
    return new String[] {
      "speaks version %d of the protocol".formatted(theirs), "this node version %d".formatted(OWN)
    };
  }

  @ParameterizedTest(name = "one that is {0} ahead")
  @ValueSource(ints = {-1, 1})
  @DisplayName("a caller of another version is refused: the log names both, and it hears which")
  void caller(int ahead, Nodes nodes) throws IOException {
    int theirs = OWN + ahead;
    Node a = nodes.start("a");
    NodeLog log = NodeLog.during(nodes);
    try (RawPeer peer = RawPeer.calling(a.port())) {
      peer.say(introduction("HELLO", "other@127.0.0.1", theirs));

      assertThat(peer.hear()).isEqualTo("REFUSED VERSION " + OWN);
      peer.awaitEnd();
    }
    log.awaitWarning("a@127.0.0.1 refused", "other@127.0.0.1", both(theirs)[0], both(theirs)[1]);
    assertThat(a.nodes()).isEmpty();
  }

  @ParameterizedTest(name = "one that is {0} ahead")
  @ValueSource(ints = {-1, 1})
  @DisplayName("a node that answers with another version is not connected to: likewise")
  void listener(int ahead, Nodes nodes) throws IOException {
    int theirs = OWN + ahead;
    String answer = introduction("CHALLENGE", "fake@127.0.0.1", theirs);
    refuses(nodes, FakeNode.saying(answer), theirs);
  }

  @Test
  @DisplayName("a node that refuses this one's version is not connected to: likewise")
  void refusing(Nodes nodes) throws IOException {
    refuses(nodes, FakeNode.saying("REFUSED VERSION " + (OWN + 1)), OWN + 1);
  }

  private static void refuses(Nodes nodes, FakeNode.Behaviour listener, int theirs)
      throws IOException {
    Node a = nodes.start("a");
    FakeNode.open(nodes, "fake", listener);
    NodeLog log = NodeLog.during(nodes);

    ConnectResult result = a.connect(nodes.name("fake"));

    assertThat(result.status()).as(result.toString()).isEqualTo(PROTOCOL);
    assertThat(result.reason()).contains(both(theirs));
    log.awaitWarning("not connected to fake@127.0.0.1", both(theirs)[0], both(theirs)[1]);
  }
}
