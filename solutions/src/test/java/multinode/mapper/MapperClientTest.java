package multinode.mapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import multinode.node.ConnectResult;
import multinode.node.Dialer;
import multinode.node.FakeNode;
import multinode.node.RawPeer;
import multinode.node.Refused;
import multinode.wire.Listener;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.Leaks;
import workbook.harness.Nodes;

/** What has the port of the port mapper, and is none. */
@ExtendWith(HarnessExtension.class)
class MapperClientTest {

  private static final Duration LIMIT = Duration.ofMillis(200);

  /** Something that listens on the port of the port mapper. */
  private record Stranger(String name, FakeNode.Behaviour behaviour) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Stranger saying(String answer) {
    return new Stranger(
        "says " + answer,
        caller -> {
          caller.hear();
          caller.say(answer);
        });
  }

  static List<Stranger> strangers() {
    return List.of(
        saying("HTTP/1.1 400 Bad Request"),
        saying("ERROR no"),
        saying(""),
        saying("PORT"),
        saying("PORT x"),
        saying("PORT 0"),
        saying("PORT 99999999999"),
        saying("TAKEN"),
        saying("TAKEN x"),
        saying("NAME"),
        saying("NAME a@127.0.0.1"),
        saying("NAME a@b@c 4711"),
        saying("x".repeat(600)),
        new Stranger("closes at once", caller -> {}),
        new Stranger("is silent", RawPeer::awaitEnd));
  }

  private static void listen(Nodes nodes, Stranger stranger) throws IOException {
    InetSocketAddress address = new InetSocketAddress(Nodes.HOST, nodes.mapperPort());
    nodes.closeLater(Listener.open(address, 16, socket -> serve(socket, stranger)));
  }

  private static void serve(Socket socket, Stranger stranger) {
    try (RawPeer caller = new RawPeer(socket)) {
      stranger.behaviour().to(caller);
    } catch (IOException gone) {
      // As callers go.
    }
  }

  @ParameterizedTest
  @MethodSource("strangers")
  @DisplayName("whatever it says: an error soon, never another exception, and nothing left open")
  void strange(Stranger stranger, Nodes nodes) throws IOException {
    listen(nodes, stranger);
    Leaks before = nodes.leaks();
    try (MapperClient client = new MapperClient(nodes.mapperPort(), LIMIT)) {
      for (ThrowingCallable question :
          List.<ThrowingCallable>of(
              () -> client.lookup(nodes.name("a")),
              () -> client.names(Nodes.HOST),
              () -> client.register(nodes.name("a"), 4711))) {
        long start = System.nanoTime();
        assertThatThrownBy(question).isInstanceOf(IOException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
            .isLessThan(Await.limit(Duration.ofSeconds(2)));
      }
    }
    Await.until("nothing is left open", () -> !nodes.leaks().exceeds(before), nodes::leaks);
  }

  @Test
  @DisplayName("a node does not start there: the error tells the port, what was said, what to do")
  void noStart(Nodes nodes) throws IOException {
    listen(nodes, saying("HTTP/1.1 400 Bad Request"));
    Leaks before = nodes.leaks();

    assertThatThrownBy(() -> nodes.start("a"))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(
            "port " + nodes.mapperPort(),
            "127.0.0.1",
            "not a port mapper",
            "HTTP/1.1 400 Bad Request",
            "another port");
    Await.until("nothing is left open", () -> !nodes.leaks().exceeds(before), nodes::leaks);
  }

  @Test
  @DisplayName("a node cannot be called there: out of reach, and why")
  void unreachable(Nodes nodes) throws IOException {
    listen(nodes, saying("HTTP/1.1 400 Bad Request"));
    Dialer dialer = new Dialer(new MapperClient(nodes.mapperPort(), LIMIT), LIMIT);

    assertThatThrownBy(() -> dialer.dial(nodes.name("b")))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.status()).isEqualTo(ConnectResult.Status.UNREACHABLE))
        .hasMessageContainingAll("b@127.0.0.1", "not a port mapper");
  }

  @Test
  @DisplayName("nobody listens there: it may be that the port mapper is being replaced")
  void nobody(Nodes nodes) throws IOException {
    try (MapperClient client = new MapperClient(nodes.mapperPort(), LIMIT)) {
      assertThatThrownBy(() -> client.lookup(nodes.name("b")))
          .isInstanceOf(IOException.class)
          .hasMessageContainingAll("nobody listens on port", "is being replaced");
    }
  }

  @Test
  @DisplayName("one that freezes does not keep a node from stopping for longer than its limit")
  void frozen(Nodes nodes) throws IOException {
    CompletableFuture<Void> thaw = new CompletableFuture<>();
    listen(
        nodes,
        new Stranger(
            "freezes",
            caller -> {
              caller.hear();
              caller.say("OK");
              thaw.join();
            }));
    MapperClient client = new MapperClient(nodes.mapperPort(), LIMIT);
    client.register(nodes.name("a"), 4711);
    long start = System.nanoTime();
    client.close();
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isLessThan(Await.limit(Duration.ofSeconds(2)));
    thaw.complete(null);
  }
}
