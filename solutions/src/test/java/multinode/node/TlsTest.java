package multinode.node;

import static multinode.node.ConnectResult.Status.BAD_COOKIE;
import static multinode.node.ConnectResult.Status.CONNECTED;
import static multinode.node.ConnectResult.Status.PROTOCOL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import multinode.process.BusyPool;
import multinode.process.Event;
import multinode.process.Pid;
import multinode.wire.Tls;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

/** Links between nodes with TLS. */
@ExtendWith(HarnessExtension.class)
class TlsTest {

  private static final String PASSWORD = "changeit";

  @TempDir private static Path folders;
  private static Path ours;
  private static Path foreign;
  private static Path expired;

  @BeforeAll
  static void makeFolders() throws Exception {
    ours = folder("ours");
    foreign = folder("foreign");
    expired = folder("expired");
    // The first trusts all but the foreign one, which trusts it.
    trust(ours, ours, expired);
    trust(foreign, ours);
    trust(expired, ours);
  }

  /** A folder with a key that keytool has made. */
  private static Path folder(String name) throws IOException {
    Path folder = Files.createDirectory(folders.resolve(name));
    Files.writeString(folder.resolve("password"), PASSWORD + "\n");
    try (InputStream key = TlsTest.class.getResourceAsStream("tls/" + name + ".p12")) {
      Files.copy(key, folder.resolve("node.p12"));
    }
    return folder;
  }

  private static KeyStore own(Path folder) throws Exception {
    return KeyStore.getInstance(folder.resolve("node.p12").toFile(), PASSWORD.toCharArray());
  }

  private static void trust(Path folder, Path... others) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    for (Path other : others) {
      trusted.setCertificateEntry(
          other.getFileName().toString(), own(other).getCertificate("node"));
    }
    try (OutputStream out = Files.newOutputStream(folder.resolve("trusted.p12"))) {
      trusted.store(out, PASSWORD.toCharArray());
    }
  }

  private static UnaryOperator<NodeOptions> with(Path folder) throws IOException {
    Tls tls = Tls.of(folder);
    return options -> options.withTls(tls).withSetup(Await.deadline());
  }

  @Test
  @DisplayName("two nodes with TLS talk as without: small and large messages, both ways")
  void talk(Nodes nodes) throws IOException {
    Node a = nodes.start("a", with(ours)::apply);
    Node b = nodes.start("b", with(ours)::apply);
    Pid echo =
        b.spawn(self -> {
          for (; ; ) {
            if (self.receive() instanceof List<?> message) {
              self.send((Pid) message.getFirst(), message.getLast());
            }
          }
        });
    assertThat(a.connect(b.self()).status()).isEqualTo(CONNECTED);

    for (String text : List.of("short", "x".repeat(3_000_000))) {
      Object answer =
          a.run(self -> {
            self.send(echo, List.of(self.self(), text));
            return self.receive(message -> true, Await.deadline()).orElseThrow();
          });
      assertThat(answer.equals(text)).isTrue();
    }
    b.close();
    Await.until("a has lost b", () -> a.nodes().isEmpty());
  }

  @Test
  @DisplayName("a trusted certificate is not enough: the cookie counts as well")
  void cookieStillCounts(Nodes nodes) throws IOException {
    Node a = nodes.start("a", with(ours)::apply);
    Node b =
        nodes.start(
            "b", options -> secured(options).withIdentity(options.name(), Cookie.of("another")));

    ConnectResult result = a.connect(b.self());
    assertThat(result.status()).as("%s", result).isEqualTo(BAD_COOKIE);
  }

  private static NodeOptions secured(NodeOptions options) {
    try {
      return options.withTls(Tls.of(ours)).withSetup(Await.deadline());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** How a calls b, and what each of the two says about it. */
  private record Refusal(ConnectResult caller, String called) {}

  private static Refusal refusal(
      Nodes nodes, UnaryOperator<NodeOptions> a, UnaryOperator<NodeOptions> b)
      throws IOException, InterruptedException {
    Node one = nodes.start("a", a::apply);
    Node other = nodes.start("b", b::apply);
    BlockingQueue<String> refused = new LinkedBlockingQueue<>();
    other.events().listen(Set.of(Event.Kind.REFUSED), event -> refused.add(event.text()));
    ConnectResult result = one.connect(other.self());
    String called = refused.poll(Await.deadline().toMillis(), TimeUnit.MILLISECONDS);
    assertThat(other.nodes()).isEmpty();
    return new Refusal(result, called);
  }

  @Test
  @DisplayName("a plain node that calls one with TLS is refused: both reasons name --tls")
  void plainCaller(Nodes nodes) throws Exception {
    Refusal refusal = refusal(nodes, UnaryOperator.identity(), with(ours));

    assertThat(refusal.caller().status()).isEqualTo(PROTOCOL);
    assertThat(refusal.caller().reason()).contains("speaks TLS", "--tls");
    assertThat(refusal.called()).contains("does not speak it", "--tls");
  }

  @Test
  @DisplayName("a plain node that is called with TLS says so at once; its caller guesses")
  void plainCalled(Nodes nodes) throws Exception {
    Refusal refusal = refusal(nodes, with(ours), UnaryOperator.identity());

    assertThat(refusal.caller().status()).isEqualTo(PROTOCOL);
    assertThat(refusal.caller().reason()).contains("without --tls");
    assertThat(refusal.called()).contains("speaks TLS", "--tls");
  }

  @Test
  @DisplayName("a caller with a foreign certificate is refused; both are told about certificates")
  void foreignCaller(Nodes nodes) throws Exception {
    Refusal refusal = refusal(nodes, with(foreign), with(ours));

    assertThat(refusal.caller().status()).isEqualTo(PROTOCOL);
    assertThat(refusal.caller().reason()).contains("refuses this node's certificate");
    assertThat(refusal.called()).contains("not trusted here", "trusted.p12");
  }

  @Test
  @DisplayName("a called node with a foreign certificate is refused by its caller")
  void foreignCalled(Nodes nodes) throws Exception {
    Refusal refusal = refusal(nodes, with(ours), with(foreign));

    assertThat(refusal.caller().status()).isEqualTo(PROTOCOL);
    assertThat(refusal.caller().reason()).contains("not trusted here", "trusted.p12");
  }

  @Test
  @DisplayName("an expired certificate: the node does not start, and says since when")
  void expired() {
    assertThatThrownBy(() -> Tls.of(expired))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("node.p12", "expired on", "make another one");
  }

  @Test
  @DisplayName("a peer whose certificate has expired since its start is refused")
  void expiredPeer(Nodes nodes) throws Exception {
    Node a = nodes.start("a", with(ours)::apply);
    BlockingQueue<String> refused = new LinkedBlockingQueue<>();
    a.events().listen(Set.of(Event.Kind.REFUSED), event -> refused.add(event.text()));
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(own(expired), PASSWORD.toCharArray());
    TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
    trusted.init(own(ours));
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(keys.getKeyManagers(), trusted.getTrustManagers(), null);

    try (Socket socket = context.getSocketFactory().createSocket(Nodes.HOST, a.port())) {
      socket.getOutputStream().write("HELLO\n".getBytes());
      assertThat(refused.poll(Await.deadline().toMillis(), TimeUnit.MILLISECONDS))
          .contains("the other node's certificate has expired");
    }
  }

  @Test
  @DisplayName("a missing file, a wrong password: the error names the file, and what belongs there")
  void broken(@TempDir Path folder) throws IOException {
    assertThatThrownBy(() -> Tls.of(folder)).hasMessageContainingAll("password", "trusted.p12");
    Files.writeString(folder.resolve("password"), "wrong");
    assertThatThrownBy(() -> Tls.of(folder)).hasMessageContainingAll("there is no", "node.p12");
    Files.copy(ours.resolve("node.p12"), folder.resolve("node.p12"));
    assertThatThrownBy(() -> Tls.of(folder)).hasMessageContainingAll("cannot open", "password");
  }

  @Test
  @DisplayName("a peer that says nothing is let go after the time for set-up")
  void silent(Nodes nodes) throws IOException {
    Node a = nodes.start("a", options -> secured(options).withSetup(Duration.ofMillis(200)));
    try (RawPeer peer = RawPeer.calling(a.port())) {
      peer.awaitEnd();
    }
  }

  @Test
  @DisplayName("the same while the program keeps Java's common pool busy")
  void silentAndBusy(Nodes nodes) throws IOException {
    Node a = nodes.start("a", options -> secured(options).withSetup(Duration.ofMillis(200)));
    try (BusyPool _ = new BusyPool();
        RawPeer peer = RawPeer.calling(a.port())) {
      peer.awaitEnd();
    }
  }
}
