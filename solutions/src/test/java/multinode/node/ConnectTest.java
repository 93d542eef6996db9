package multinode.node;

import static multinode.node.ConnectResult.Status.ALREADY_CONNECTED;
import static multinode.node.ConnectResult.Status.BAD_COOKIE;
import static multinode.node.ConnectResult.Status.CONNECTED;
import static multinode.node.ConnectResult.Status.NOT_ALIVE;
import static multinode.node.ConnectResult.Status.PROTOCOL;
import static multinode.node.ConnectResult.Status.SELF;
import static multinode.node.ConnectResult.Status.UNREACHABLE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import multinode.mapper.MapperClient;
import multinode.process.Event;
import multinode.process.NodeName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.NodeLog;
import workbook.harness.Nodes;
import workbook.harness.Ports;

@ExtendWith(HarnessExtension.class)
class ConnectTest {

  private static void refused(
      ConnectResult result, ConnectResult.Status status, String... reasons) {
    assertThat(result.status()).as(result.toString()).isEqualTo(status);
    assertThat(result.connected()).isFalse();
    assertThat(result.reason()).contains(reasons);
  }

  @Test
  @DisplayName("connected: both list the other, in order, and not themselves")
  void connected(Nodes nodes) throws IOException {
    Node b = nodes.start("b");
    Node c = nodes.start("c");
    Node a = nodes.start("a");

    assertThat(b.connect(c.self())).isEqualTo(new ConnectResult(CONNECTED, ""));
    assertThat(b.connect(a.self())).isEqualTo(new ConnectResult(CONNECTED, ""));
    assertThat(b.nodes()).containsExactly(a.self(), c.self());
    Await.untilEqual("a knows both", List.of(b.self(), c.self()), a::nodes);
  }

  @Test
  @DisplayName("connected already, and to oneself, is connected")
  void already(Nodes nodes) throws IOException {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    a.connect(b.self());

    assertThat(a.connect(b.self()).status()).isEqualTo(ALREADY_CONNECTED);
    assertThat(a.connect(a.self()).status()).isEqualTo(SELF);
    assertThat(a.connect(b.self()).connected()).isTrue();
    assertThat(a.connect(a.self()).connected()).isTrue();
    assertThat(a.nodes()).containsExactly(b.self());
  }

  @Test
  @DisplayName("a ping connects; to oneself it is a pong, to nobody a pang")
  void ping(Nodes nodes) throws IOException {
    Node a = nodes.start("a");
    Node b = nodes.start("b");

    assertThat(a.ping(b.self())).hasToString("pong");
    assertThat(a.nodes()).containsExactly(b.self());
    assertThat(a.ping(a.self())).hasToString("pong");
    assertThat(a.ping(nodes.name("nobody"))).hasToString("pang");
  }

  @Test
  @DisplayName("a link that ends as soon as it has its place is told up and then down")
  void endsAtOnce(Nodes nodes) throws IOException {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    b.events()
        .listen(event -> {
          if (event.text().equals("ADMITTED")) b.disconnect(a.self());
        });
    a.connect(b.self());

    Await.untilEqual(
        "b tells of a",
        List.of(Event.Kind.NODE_UP, Event.Kind.NODE_DOWN),
        () ->
            nodes.events(b).stream()
                .map(Event::kind)
                .filter(kind -> kind == Event.Kind.NODE_UP || kind == Event.Kind.NODE_DOWN)
                .toList());
  }

  @Test
  @DisplayName("disconnected: true, and again, or from oneself: false")
  void disconnect(Nodes nodes) throws IOException {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    a.connect(b.self());

    assertThat(a.disconnect(b.self())).isTrue();
    assertThat(a.disconnect(b.self())).isFalse();
    assertThat(a.disconnect(a.self())).isFalse();
    assertThat(a.nodes()).isEmpty();
    Await.untilEqual("b has noticed", List.of(), b::nodes);
    assertThat(b.connect(a.self()).status()).isEqualTo(CONNECTED);
  }

  @Test
  @DisplayName("unreachable: no node of that name on the host")
  void noSuchNode(Nodes nodes) throws IOException {
    refused(
        nodes.start("a").connect(nodes.name("b")), UNREACHABLE, "b@127.0.0.1", "is registered on");
  }

  @Test
  @DisplayName("unreachable: nobody listens where the name points to")
  void deadPort(Nodes nodes) throws IOException {
    Node a = nodes.start("a");
    int port = nodes.freePort();
    nodes.closeLater(new MapperClient(nodes.mapperPort())).register(nodes.name("b"), port);

    refused(a.connect(nodes.name("b")), UNREACHABLE, "b@127.0.0.1", Ports.refusal());
  }

  @Test
  @DisplayName("unreachable: a host without any node")
  void noMapper(Nodes nodes) throws IOException {
    Node a = nodes.start("a");

    refused(
        a.connect(NodeName.parse("b@127.0.0.2")),
        UNREACHABLE,
        "b@127.0.0.2",
        "port " + nodes.mapperPort());
  }

  @Test
  @DisplayName("unreachable: a host that does not exist")
  void noHost(Nodes nodes) throws IOException {
    refused(
        nodes.start("a").connect(NodeName.parse("b@no-such-host.invalid")),
        UNREACHABLE,
        "b@no-such-host.invalid");
  }

  @Test
  @DisplayName("bad cookie: false and why, whoever calls; both note the other's name")
  void badCookie(Nodes nodes) throws IOException {
    Node a = nodes.start("a", "apple");
    Node b = nodes.start("b", "pear");
    try (NodeLog log = NodeLog.open()) {
      refused(a.connect(b.self()), BAD_COOKIE, "cookie");
      refused(b.connect(a.self()), BAD_COOKIE, "cookie");
      assertThat(a.ping(b.self())).hasToString("pang");

      log.awaitWarning("a@127.0.0.1 refused", "b@127.0.0.1", "cookie");
      log.awaitWarning("b@127.0.0.1 refused", "a@127.0.0.1", "cookie");
      log.awaitWarning("a@127.0.0.1 is not connected to b@127.0.0.1");
      assertThat(String.join("\n", log.lines())).doesNotContain("apple", "pear");
    }
    assertThat(a.nodes()).isEmpty();
    assertThat(b.nodes()).isEmpty();
  }

  @Test
  @DisplayName("protocol: another node answers under that name")
  void otherName(Nodes nodes) throws IOException {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    nodes.closeLater(new MapperClient(nodes.mapperPort())).register(nodes.name("x"), b.port());

    refused(a.connect(nodes.name("x")), PROTOCOL, "x@127.0.0.1", "b@127.0.0.1");
    assertThat(a.nodes()).isEmpty();
  }

  @Test
  @DisplayName("not alive: a node without a name connects to nobody, and says so")
  void unnamed(Nodes nodes) throws IOException {
    Node a = nodes.start("a");
    Node nobody = nodes.startUnnamed();

    refused(nobody.connect(a.self()), NOT_ALIVE, "no name");
    assertThat(nobody.isAlive()).isFalse();
    assertThat(nobody.self()).hasToString("nonode@nohost");
    assertThat(nobody.nodes()).isEmpty();
    assertThat(nobody.disconnect(a.self())).isFalse();
    assertThat(nobody.port()).isZero();
  }

  @Test
  @DisplayName("not alive: a node that has stopped connects to nobody")
  void stopped(Nodes nodes) throws IOException {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    a.close();
    a.close();

    refused(a.connect(b.self()), NOT_ALIVE, "stopping");
    refused(b.connect(a.self()), UNREACHABLE, "a@127.0.0.1");
  }

  @Test
  @DisplayName("many who connect to one node at the same time wait for one call")
  void manyCallers(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    List<Thread> callers =
        IntStream.range(0, 50)
            .mapToObj(i -> Thread.ofVirtual().start(() -> a.connect(b.self())))
            .toList();
    for (Thread caller : callers) caller.join();

    assertThat(a.nodes()).containsExactly(b.self());
    Await.untilEqual("one link is up", List.of(Event.Kind.NODE_UP), () -> changes(nodes, a));
  }

  private static List<Event.Kind> changes(Nodes nodes, Node node) {
    return nodes.events(node).stream()
        .map(Event::kind)
        .filter(kind -> kind == Event.Kind.NODE_UP || kind == Event.Kind.NODE_DOWN)
        .toList();
  }
}
