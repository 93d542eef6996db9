package multinode.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import multinode.node.Node;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

/** Pages that are kept up to date, and what becomes of those that do not read. */
@ExtendWith(HarnessExtension.class)
class LiveTest {

  private static final Duration PATIENCE = Duration.ofMillis(500);

  private static Socket open(WebServer web) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), web.port());
    String request = "GET /live?view=/big HTTP/1.1\r\nHost: localhost:%d\r\n\r\n";
    socket.getOutputStream().write(request.formatted(web.port()).getBytes(StandardCharsets.UTF_8));
    socket.setSoTimeout(20_000);
    return socket;
  }

  @Test
  @DisplayName("a page that reads nothing is given up, and one beside it is not")
  void givenUp(Nodes nodes) throws IOException {
    Node node = nodes.start("a");
    Scene scene = nodes.closeLater(new Scene(node, new Cuts()));
    AtomicInteger state = new AtomicInteger();
    Live live =
        new Live(
            scene,
            unused -> Html.of("{} {}", state.incrementAndGet(), "x".repeat(1 << 20)),
            PATIENCE);
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    WebServer web =
        nodes.closeLater(
            WebServer.start(any, new Guard("127.0.0.1"), asked -> Answer.text(200, "ok"), live));
    try (Socket deaf = open(web);
        Socket reader = open(web)) {
      Await.until("both are there", () -> live.readers() == 2);
      byte[] some = new byte[1 << 16];
      Await.until(
          "the one that does not read is given up",
          Duration.ofSeconds(10),
          () -> {
            try {
              assertThat(reader.getInputStream().read(some)).isPositive();
            } catch (IOException e) {
              throw new AssertionError("the one that reads was given up, too", e);
            }
            return live.readers() == 1;
          });
      assertThat(deaf.isClosed()).isFalse();
      assertThat(reader.getInputStream().read(some)).isPositive();
    }
    Await.until("both are gone", () -> live.readers() == 0);
  }
}
