package multinode.node;

import static multinode.node.ConnectResult.Status.UNREACHABLE;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Await;
import workbook.harness.Claim;
import workbook.harness.Exercise;
import workbook.harness.Nodes;

@Exercise(
    id = "1.2",
    title = "Listen and connect",
    points = 16,
    minutes = 40,
    files = {"multinode/node/Listener.java", "multinode/node/Dialer.java"})
class E12_PingTest {

  private static final int SLOTS = 16;

  // Listener

  @Test
  @DisplayName("a peer that says nothing keeps nobody else waiting")
  void silentPeer(Nodes nodes) throws Exception {
    Listener listener = listen(nodes, SLOTS, E12_PingTest::echo);
    Socket silent = call(nodes, listener);
    Socket talking = call(nodes, listener);
    Claim.of("the second peer is served while the first says nothing")
        .step("acceptAll")
        .did("two peers connected; the second said something, the first did not")
        .usually("setup ran on the thread that accepts, which then waits for the silent peer")
        .isEqual("echo: hello", sayHello(talking));
    Claim.of("the first peer is served too, as soon as it speaks")
        .step("setUp")
        .did("the first of two peers spoke at last")
        .isEqual("echo: hello", sayHello(silent));
  }

  @Test
  @DisplayName("when all slots are taken, one more peer costs the oldest its place")
  void oldestGoes(Nodes nodes) throws Exception {
    Listener listener = listen(nodes, 2, E12_PingTest::echo);
    Socket first = call(nodes, listener);
    Socket second = call(nodes, listener);
    Socket third = call(nodes, listener);
    Claim claim = Claim.of("the oldest makes room").step("enter");
    claim
        .did("three peers connected to a listener with two slots; the third spoke")
        .usually("the newcomer was turned away: then whoever is silent keeps everybody else out")
        .isEqual("echo: hello", sayHello(third));
    claim
        .did("three peers connected to a listener with two slots; the first then read")
        .usually("nobody was closed: then slots are a number that nobody keeps to")
        .isEqual("closed", sayHello(first));
    claim
        .did("three peers connected to a listener with two slots; the second spoke")
        .usually("more than the oldest was closed, or not the oldest")
        .isEqual("echo: hello", sayHello(second));
  }

  @Test
  @DisplayName("a peer that is set up gives its slot back and stays connected")
  void slotComesBack(Nodes nodes) throws Exception {
    List<Socket> keptOpen = new CopyOnWriteArrayList<>();
    staysConnected(
        nodes,
        listen(nodes, SLOTS, keptOpen::add),
        keptOpen,
        "slots are given back only by those who are thrown out");
  }

  @Test
  @DisplayName("a peer whose set-up fails gives its slot back too")
  void slotComesBackAfterFailure(Nodes nodes) throws Exception {
    List<Socket> keptOpen = new CopyOnWriteArrayList<>();
    Listener.Setup failing =
        socket -> {
          keptOpen.add(socket);
          throw new IllegalStateException("this set-up fails, as it should");
        };
    staysConnected(
        nodes,
        listen(nodes, SLOTS, failing),
        keptOpen,
        "an exception went past leave; finally is made for that");
  }

  private static void staysConnected(
      Nodes nodes, Listener listener, List<Socket> keptOpen, String usually) throws Exception {
    Socket first = call(nodes, listener);
    for (int i = 1; i < 3 * SLOTS; i++) {
      Await.untilEqual("peer " + i + " is set up", i, keptOpen::size);
      call(nodes, listener);
    }
    Await.untilEqual("the last peer is set up", 3 * SLOTS, keptOpen::size);
    Claim.of("the first peer is still connected")
        .step("setUp and leave")
        .did(
            "%d peers, one after the other, were set up by a listener with %d slots"
                .formatted(3 * SLOTS, SLOTS))
        .usually(usually)
        .isEqual("still here", heard(keptOpen.getFirst(), first));
  }

  @Test
  @DisplayName("a port that is taken is an error at once")
  void takenPort(Nodes nodes) throws Exception {
    Listener listener = listen(nodes, SLOTS, E12_PingTest::echo);
    Claim.of("a listener that cannot listen says so")
        .step("open")
        .did("opened a second listener on the port of the first")
        .usually("the port was bound on another thread, where nobody hears of the error")
        .throwsA(
            IOException.class,
            () ->
                Listener.open(
                    new InetSocketAddress(Nodes.HOST, listener.port()), 1, E12_PingTest::echo));
  }

  @Test
  @DisplayName("a listener that is closed stops accepting, and nothing holds it any more")
  void closed() throws Exception {
    WeakReference<Listener> closed = openedAndClosed();
    Claim.of("the thread that accepts ends when the listener is closed")
        .step("acceptAll")
        .did("opened a listener, connected a peer that says nothing, closed the listener")
        .expected("an object for the garbage collector")
        .usually("accept fails on a closed socket again and again, and the loop takes no notice")
        .becomes(
            () -> {
              System.gc();
              return closed.refersTo(null);
            },
            () -> "a thread still holds it");
  }

  private static WeakReference<Listener> openedAndClosed() throws IOException {
    CountDownLatch inSetUp = new CountDownLatch(1);
    Listener.Setup silent =
        socket -> {
          inSetUp.countDown();
          echo(socket);
        };
    try (Listener listener = Listener.open(new InetSocketAddress(Nodes.HOST, 0), SLOTS, silent);
        Socket peer = new Socket(Nodes.HOST, listener.port())) {
      Await.until("the peer is in set-up", () -> inSetUp.getCount() == 0 && peer.isConnected());
      return new WeakReference<>(listener);
    }
  }

  // Dialer

  @Test
  @DisplayName("two nodes: ping, pong, and each lists the other")
  void pong(Nodes nodes) throws Exception {
    Node a = nodes.start("a", OpenDoor::pair);
    Node b = nodes.start("b", OpenDoor::pair);
    Claim claim = Claim.of("a ping connects").did("node a pinged node b");
    claim.step("dial").isEqual(Node.Ping.PONG, a.ping(b.self()));
    claim.step("dial").isEqual(List.of(b.self()), a.nodes());
    claim.step("acceptAll").becomesEqual(List.of(a.self()), b::nodes);
  }

  @Test
  @DisplayName("a ping to a name that nobody has: pang, and the reason names it")
  void pang(Nodes nodes) throws Exception {
    Node a = nodes.start("a", OpenDoor::pair);
    Claim claim =
        Claim.of("a name that nobody has is out of reach")
            .step("dial")
            .did("node a connected to c, which does not run")
            .usually("an empty answer of the port mapper is an answer, not an exception");
    ConnectResult result = claim.succeeds(() -> a.connect(nodes.name("c")));
    claim.isEqual(UNREACHABLE, result.status());
    claim.contains("c@127.0.0.1", result.reason());
    claim.isEqual(Node.Ping.PANG, a.ping(nodes.name("c")));
  }

  @Test
  @DisplayName("a port at which nobody answers is out of reach")
  void nobodyAtThePort(Nodes nodes) throws Exception {
    Node a = nodes.start("a", OpenDoor::pair);
    register(nodes, "gone", nodes.freePort());
    Claim claim =
        Claim.of("a node that has just gone is out of reach")
            .step("dial")
            .did("node a connected to a name whose port is closed")
            .usually("an IOException has to become Refused, with UNREACHABLE and what happened");
    ConnectResult result = claim.succeeds(() -> a.connect(nodes.name("gone")));
    claim.isEqual(UNREACHABLE, result.status());
    claim.contains("gone@127.0.0.1", result.reason());
  }

  @Test
  @DisplayName("a host that does not answer at all is given up when the time is up")
  void noAnswer(Nodes nodes) throws Exception {
    nodes.start("a", OpenDoor::pair);
    ServerSocket deaf = nodes.closeLater(new ServerSocket(0, 1));
    for (int i = 0; i < 8; i++) {
      // Nobody accepts them; when its queue is full, the port does not answer any more.
      SocketChannel waiting = nodes.closeLater(SocketChannel.open());
      waiting.configureBlocking(false);
      waiting.connect(new InetSocketAddress(Nodes.HOST, deaf.getLocalPort()));
    }
    register(nodes, "deaf", deaf.getLocalPort());
    Dialer dialer = new Dialer(new MapperClient(nodes.mapperPort()), Duration.ofMillis(200));
    CompletableFuture<String> outcome = new CompletableFuture<>();
    Thread.startVirtualThread(() -> {
      try (Socket socket = dialer.dial(nodes.name("deaf"))) {
        outcome.complete("connected to " + socket);
      } catch (Refused e) {
        outcome.complete(e.status().name());
      } catch (Throwable thrown) {
        outcome.completeExceptionally(thrown);
      }
    });
    Claim claim =
        Claim.of("a call ends when its time is up")
            .step("dial")
            .did("called a port that does not answer, with a limit of 200 ms")
            .usually(
                "connect without a limit waits as long as the system likes: about two minutes");
    claim.becomes(outcome::isDone, () -> "still calling");
    claim.isEqual("UNREACHABLE", claim.succeeds(outcome::join));
  }

  @Test
  @DisplayName("small messages are not held back to be sent together")
  void noDelay(Nodes nodes) throws Exception {
    Node a = nodes.start("a", OpenDoor::pair);
    Dialer dialer = new Dialer(new MapperClient(nodes.mapperPort()), Duration.ofSeconds(5));
    Claim claim =
        Claim.of("the socket is set to send at once")
            .step("dial")
            .did("dialled a node and looked at the socket's option TCP_NODELAY")
            .usually(
                "TCP collects small packets while an answer is outstanding; a message and its"
                    + " reply can then take 40 ms");
    Socket socket = claim.succeeds(() -> nodes.closeLater(dialer.dial(a.self())));
    claim.isTrue(socket.getTcpNoDelay());
  }

  // Both

  @Test
  @DisplayName("two hundred peers that say nothing do not keep a good one out")
  void crowd(Nodes nodes) throws Exception {
    Node a = nodes.start("a", OpenDoor::pair);
    Node b = nodes.start("b", OpenDoor::pair);
    for (int i = 0; i < 200; i++) {
      nodes.closeLater(new Socket(Nodes.HOST, b.port()));
    }
    long start = System.nanoTime();
    Node.Ping answer = a.ping(b.self());
    long millis = (System.nanoTime() - start) / 1_000_000;
    Claim claim =
        Claim.of("a good peer still gets in, and soon")
            .step("enter and leave")
            .did("200 peers connected to b and said nothing; then a pinged b")
            .usually("the silent ones hold all slots until their time is up");
    claim.isEqual(Node.Ping.PONG, answer);
    claim.expected("within a second or two").holds(() -> millis < 2_500, () -> millis + " ms");
  }

  private static void register(Nodes nodes, String name, int port) throws IOException {
    nodes.closeLater(new MapperClient(nodes.mapperPort())).register(nodes.name(name), port);
  }

  private static Listener listen(Nodes nodes, int slots, Listener.Setup setup) throws IOException {
    return nodes.closeLater(Listener.open(new InetSocketAddress(Nodes.HOST, 0), slots, setup));
  }

  private static Socket call(Nodes nodes, Listener listener) throws IOException {
    Socket socket = nodes.closeLater(new Socket(Nodes.HOST, listener.port()));
    socket.setSoTimeout(Math.toIntExact(Await.deadline().toMillis()));
    return socket;
  }

  /** A set-up that answers one line and closes. */
  private static void echo(Socket socket) {
    try (socket) {
      String line = readLine(socket);
      socket.getOutputStream().write(("echo: " + line + "\n").getBytes());
    } catch (IOException closed) {
      // By the listener, to make room.
    }
  }

  private static String sayHello(Socket socket) {
    try {
      socket.getOutputStream().write("hello\n".getBytes());
      return readLine(socket);
    } catch (IOException e) {
      return e instanceof SocketTimeoutException ? "no answer" : "closed";
    }
  }

  private static String heard(Socket from, Socket to) {
    try {
      from.getOutputStream().write("still here\n".getBytes());
      return readLine(to);
    } catch (IOException e) {
      return "closed";
    }
  }

  private static String readLine(Socket socket) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next; (next = socket.getInputStream().read()) != '\n'; line.append((char) next)) {
      if (next < 0) return "closed";
    }
    return line.toString();
  }
}
