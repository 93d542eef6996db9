package workbook.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a proxy does to what passes through it. */
@Timeout(20)
class FaultProxyTest {

  private final Nodes nodes = new Nodes();
  private FaultProxy proxy;
  private ServerSocket server;
  private Socket caller;
  private Socket called;

  @BeforeEach
  void connect() throws IOException {
    proxy = nodes.proxy(42);
    server =
        nodes.closeLater(new ServerSocket(proxy.target(), 1, InetAddress.getLoopbackAddress()));
    caller = call();
    called = nodes.closeLater(server.accept());
  }

  private Socket call() throws IOException {
    return nodes.closeLater(new Socket(InetAddress.getLoopbackAddress(), proxy.port()));
  }

  @AfterEach
  void close() {
    nodes.close();
  }

  private static byte[] pass(byte[] bytes, Socket from, Socket to) throws IOException {
    from.getOutputStream().write(bytes);
    return to.getInputStream().readNBytes(bytes.length);
  }

  @Test
  @DisplayName("without faults all passes, both ways, to its end")
  void passes() throws IOException {
    assertThat(pass(new byte[] {1, 2}, caller, called)).containsExactly(1, 2);
    assertThat(pass(new byte[] {3}, called, caller)).containsExactly(3);
    called.close();
    assertThat(caller.getInputStream().read()).isEqualTo(-1);
  }

  @Test
  @DisplayName("delays of pieces that follow each other do not add up")
  void delay() throws IOException {
    proxy.delay(200, 10);
    long start = System.nanoTime();
    for (int i = 0; i < 5; i++) caller.getOutputStream().write(i);
    called.getInputStream().readNBytes(5);
    assertThat((System.nanoTime() - start) / 1_000_000).isBetween(189L, 900L);
  }

  @Test
  @DisplayName("silence holds back, tells nobody, and ends")
  void silence() throws IOException {
    proxy.silence();
    caller.getOutputStream().write(7);
    called.setSoTimeout(50);
    InputStream in = called.getInputStream();
    assertThatThrownBy(in::read).isInstanceOf(SocketTimeoutException.class);
    called.setSoTimeout(0);
    proxy.heal();
    assertThat(in.read()).isEqualTo(7);
  }

  @Test
  @DisplayName("a cut closes both sides, and the next may come")
  void cut() throws IOException {
    proxy.cut();
    assertThat(caller.getInputStream().read()).isEqualTo(-1);
    assertThat(called.getInputStream().read()).isEqualTo(-1);
    Socket next = call();
    assertThat(pass(new byte[] {9}, next, nodes.closeLater(server.accept()))).containsExactly(9);
  }

  @Test
  @DisplayName("a slow way is as slow as said")
  void slow() throws IOException {
    proxy.slow(10_000);
    long start = System.nanoTime();
    pass(new byte[3_000], caller, called);
    assertThat((System.nanoTime() - start) / 1_000_000).isBetween(250L, 2_500L);
  }

  @Test
  @DisplayName("garble flips bits, the same ones for the same seed")
  void garble() throws IOException {
    byte[] sent = new byte[1_000];
    proxy.garble(100);
    byte[] first = pass(sent, caller, called);
    assertThat(first).isNotEqualTo(sent);
    nodes.close();
    connect();
    proxy.garble(100);
    assertThat(Arrays.equals(pass(sent, caller, called), first)).isTrue();
  }
}
