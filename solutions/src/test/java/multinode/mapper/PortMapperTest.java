package multinode.mapper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.OptionalLong;
import multinode.mapper.MapperClient.Listed;
import multinode.node.RawPeer;
import multinode.wire.Soon;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

@ExtendWith(HarnessExtension.class)
class PortMapperTest {

  private int port;
  private PortMapper mapper;

  @BeforeEach
  void open(Nodes nodes) throws IOException {
    port = nodes.mapperPort();
    mapper = PortMapper.open(new InetSocketAddress(Nodes.HOST, port));
  }

  @AfterEach
  void close() {
    mapper.close();
  }

  private String answer(String question) throws IOException {
    try (RawPeer asker = RawPeer.calling(port)) {
      asker.say(question);
      return asker.hear();
    }
  }

  @Test
  @DisplayName("a name belongs to a node as long as the connection on which it was registered")
  void registration() throws IOException {
    try (RawPeer node = RawPeer.calling(port)) {
      node.say("REGISTER a@127.0.0.1 4711");
      assertThat(node.hear()).isEqualTo("OK");
      assertThat(answer("LOOKUP a@127.0.0.1")).isEqualTo("PORT 4711");
      assertThat(answer("REGISTER a@127.0.0.1 4712")).isEqualTo("TAKEN 4711");
      assertThat(answer("NAMES")).isEqualTo("NAME a@127.0.0.1 4711");
    }
    Await.until("the name is free", () -> uncheckedAnswer("LOOKUP a@127.0.0.1").equals("NONE"));
    assertThat(answer("NAMES")).isEqualTo("END");
  }

  @Test
  @DisplayName("a node may tell which process it is, and whoever asks for the names is told")
  void pid(Nodes nodes) throws IOException {
    try (RawPeer node = RawPeer.calling(port);
        MapperClient client = new MapperClient(port)) {
      node.say("REGISTER a@127.0.0.1 4711 977");
      assertThat(node.hear()).isEqualTo("OK");
      client.register(nodes.name("b"), 4712);
      assertThat(answer("LOOKUP a@127.0.0.1")).isEqualTo("PORT 4711");
      assertThat(answer("NAMES")).isEqualTo("NAME a@127.0.0.1 4711 977");
      assertThat(client.list(Nodes.HOST))
          .containsExactly(
              new Listed(nodes.name("a"), 4711, OptionalLong.of(977)),
              new Listed(nodes.name("b"), 4712, OptionalLong.of(ProcessHandle.current().pid())));
    }
  }

  @Test
  @DisplayName("a name that its client has given back is free at once")
  void givenBack(Nodes nodes) throws IOException {
    for (int i = 0; i < 100; i++) {
      MapperClient client = new MapperClient(port);
      client.register(nodes.name("a"), 4711);
      client.close();
      assertThat(answer("LOOKUP a@127.0.0.1")).isEqualTo("NONE");
    }
  }

  private String uncheckedAnswer(String question) {
    try {
      return answer(question);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "LOOKUP",
        "LOOKUP  a@127.0.0.1",
        "LOOKUP a@b@c",
        "NAMES please",
        "REGISTER a@127.0.0.1",
        "REGISTER a@127.0.0.1 0",
        "REGISTER a@127.0.0.1 65536",
        "REGISTER a@127.0.0.1 x",
        "REGISTER a b 4711",
        "REGISTER a@127.0.0.1 4711 0",
        "REGISTER a@127.0.0.1 4711 x",
        "GET / HTTP/1.1",
        "\u0000\u0001\u0002"
      })
  @DisplayName("a question that is none is answered by an error, and nothing is registered")
  void noQuestion(String question) throws IOException {
    assertThat(answer(question)).startsWith("ERROR ");
    assertThat(answer("NAMES")).isEqualTo("END");
  }

  @Test
  @DisplayName("a question without an end is cut off, and others are answered meanwhile")
  void endless() throws IOException {
    try (RawPeer babbler = RawPeer.calling(port);
        RawPeer silent = RawPeer.calling(port)) {
      babbler.send("x".repeat(10_000).getBytes());
      babbler.awaitEnd();
      assertThat(answer("NAMES")).isEqualTo("END");
      assertThat(silent.hearsWithin(Duration.ofMillis(20))).isFalse();
    }
  }

  @Test
  @DisplayName("two hundred silent askers do not keep others waiting")
  void silentCrowd(Nodes nodes) throws Exception {
    for (int i = 0; i < 200; i++) nodes.closeLater(RawPeer.calling(port));

    Soon.within(Duration.ofSeconds(1), () -> assertThat(answer("NAMES")).isEqualTo("END"));
  }

  @Test
  @DisplayName("only nodes of this host may register: they alone can be called at its addresses")
  void strangers() throws IOException {
    assertThat(PortMapper.isOfThisHost(InetAddress.getByName("127.0.0.7"))).isTrue();
    assertThat(PortMapper.isOfThisHost(InetAddress.getByName("192.0.2.1"))).isFalse();
  }
}
