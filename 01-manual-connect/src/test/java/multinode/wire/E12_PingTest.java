package multinode.wire;

import static multinode.node.ConnectResult.Status.UNREACHABLE;
import static multinode.wire.Callers.awaitQuietly;
import static multinode.wire.Callers.call;
import static multinode.wire.Callers.heard;
import static multinode.wire.Callers.heardNothing;
import static multinode.wire.Callers.later;
import static multinode.wire.Callers.sayHello;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import jdk.management.VirtualThreadSchedulerMXBean;
import multinode.mapper.MapperClient;
import multinode.node.ConnectResult;
import multinode.node.Dialer;
import multinode.node.Node;
import multinode.node.OpenDoor;
import multinode.node.Refused;
import multinode.process.NodeName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Await;
import workbook.harness.Claim;
import workbook.harness.Exercise;
import workbook.harness.Nodes;
import workbook.harness.Ports;

@Exercise(
    id = "1.2",
    title = "Listen and connect",
    points = 16,
    minutes = 40,
    files = {"multinode/wire/Listener.java", "multinode/node/Dialer.java"})
class E12_PingTest {

  private static final int SLOTS = 16;

  /** On one host a connection is made at once, or not at all. */
  private static final Duration CROWD_LIMIT = Duration.ofMillis(500);

  /** A second address of this host, where the system has one. */
  private static final String ELSEWHERE = "127.0.0.2";

  // Listener

  @Test
  @DisplayName("a silent peer does not make others wait")
  void silentPeer(Nodes nodes) throws Exception {
    Listener listener = listen(nodes, SLOTS, Callers::echo);
    Socket silent = call(nodes, listener);
    Socket talking = call(nodes, listener);
    Claim.of("the second peer is served while the first says nothing")
        .step("acceptAll")
        .did("two peers connected; the second said something, the first did not")
        .usually(
            "setup ran on the thread that accepts, or with settingUp locked: then who accepts waits"
                + " for the silent peer")
        .isEqual("echo: hello", sayHello(talking));
    Claim.of("the first peer is served too, as soon as it speaks")
        .step("setUp")
        .did("the first of two peers spoke at last")
        .isEqual("echo: hello", sayHello(silent));
  }

  @Test
  @DisplayName("each peer is set up on a virtual thread of its own")
  void virtualThreads(Nodes nodes) throws Exception {
    List<Thread> threads = new CopyOnWriteArrayList<>();
    Listener listener = listen(nodes, SLOTS, socket -> threads.add(Thread.currentThread()));
    for (int i = 0; i < 2; i++) {
      call(nodes, listener);
      Await.untilEqual("peer %d is set up".formatted(i + 1), i + 1, threads::size);
    }
    Claim claim =
        Claim.of("a set-up costs one virtual thread")
            .step("acceptAll")
            .did(
                "two peers connected, one after the other; looked at the threads of their set-ups");
    claim
        .expected("a virtual thread")
        .usually("a platform thread is a megabyte and a slot of the system; a crowd takes them all")
        .holds(() -> threads.getFirst().isVirtual(), threads::getFirst);
    claim
        .step("open")
        .did("opened a listener, and looked at all platform threads")
        .expected("none that runs acceptAll")
        .usually("a platform thread runs acceptAll: Thread.ofVirtual() starts a virtual one")
        .holds(() -> !accepts(), () -> "one that runs acceptAll");
    claim
        .expected("two threads")
        .usually("one thread sets up all peers: a silent one makes the others wait")
        .holds(() -> threads.getFirst() != threads.getLast(), () -> "one thread for both");
  }

  /** Whether a platform thread accepts; virtual ones are not among those that Java lists. */
  private static boolean accepts() {
    return Thread.getAllStackTraces().values().stream()
        .flatMap(Stream::of)
        .anyMatch(frame -> frame.getMethodName().equals("acceptAll"));
  }

  @Test
  @DisplayName("when all slots are taken, one more peer closes the oldest")
  void oldestGoes(Nodes nodes) throws Exception {
    Listener listener = listen(nodes, 2, Callers::echo);
    List<Socket> peers = new ArrayList<>();
    for (int i = 0; i < 5; i++) peers.add(call(nodes, listener));
    // The last ones first: when they have an answer, the listener is done with all of them.
    List<String> said = peers.reversed().stream().map(Callers::sayHello).toList().reversed();
    List<String> served =
        said.stream().map(one -> one.startsWith("echo") ? "served" : one).toList();
    Claim.of("the oldest peer is closed to make room")
        .step("enter")
        .did("five peers connected to a listener with two slots, and then each spoke")
        .usually(mistake(served))
        .isEqual(List.of("closed", "closed", "closed", "served", "served"), served);
  }

  /** What those who were served, of five peers that came for two slots, tell about the listener. */
  private static String mistake(List<String> served) {
    long many = served.stream().filter("served"::equals).count();
    boolean first = served.getFirst().equals("served");
    boolean last = served.getLast().equals("served");
    if (many == 5) {
      return "no peer was closed: either the slots are not counted, or the peer that loses its slot is not closed";
    }
    if (served.getLast().equals("no answer")) {
      return "the new peer waits until a slot is free: then silent peers keep everybody else out";
    }
    if (!last) {
      return "the new peer was turned away: then silent peers keep everybody else out";
    }
    if (first && many == 2) {
      return "the newest of the queue was closed, not the oldest: add appends at the end, poll takes the oldest from the front";
    }
    if (many == 1)
      return "one slot was left empty: counted after the peer was added, or off by one";
    return "too few peers were closed: a closed peer must leave the queue too, and the queue holds at most as many peers as there are slots";
  }

  @Test
  @DisplayName("a peer that lost its slot is out of the queue, even while its set-up runs")
  void lostForGood(Nodes nodes) throws Exception {
    CountDownLatch mayEnd = new CountDownLatch(1);
    nodes.closeLater(mayEnd::countDown);
    Listener listener = listen(nodes, 2, socket -> awaitQuietly(mayEnd));
    List<Socket> peers = new ArrayList<>();
    for (int i = 0; i < 4; i++) peers.add(call(nodes, listener));
    Claim.of("each new peer closes exactly one old peer")
        .step("enter")
        .did(
            "four peers connected to a listener with two slots; set-up runs on even when its peer is closed")
        .usually(
            "the peer that was closed stayed in the queue, until its set-up ended: poll, not peek")
        .isEqual(
            List.of("closed", "closed"),
            peers.subList(0, 2).stream().map(Callers::heardNothing).toList());
  }

  @Test
  @DisplayName("the end of a set-up frees its own peer's slot, and no other")
  void ownSlot(Nodes nodes) throws Exception {
    List<Socket> inSetUp = new CopyOnWriteArrayList<>();
    Map<Socket, Thread> threads = new ConcurrentHashMap<>();
    Map<Socket, CountDownLatch> mayEnd = new ConcurrentHashMap<>();
    Listener.Setup setup =
        socket -> {
          CountDownLatch end = mayEnd.computeIfAbsent(socket, unused -> new CountDownLatch(1));
          threads.put(socket, Thread.currentThread());
          inSetUp.add(socket);
          awaitQuietly(end);
        };
    nodes.closeLater(() -> mayEnd.values().forEach(CountDownLatch::countDown));
    Listener listener = listen(nodes, 2, setup);
    List<Socket> peers = new ArrayList<>();
    for (int i = 1; i <= 2; i++) {
      peers.add(call(nodes, listener));
      Await.untilEqual("peer " + i + " is in set-up", i, inSetUp::size);
    }
    Claim.of("a peer holds its slot until its set-up has ended")
        .step("setUp")
        .did("two peers were in set-up; counted those in the queue settingUp")
        .usually("leave ran before setup.accept had returned: then nothing limits the set-ups")
        .isEqual(2, queued(listener));
    Socket second = inSetUp.get(1);
    mayEnd.get(second).countDown();
    Await.until("the second peer is set up", () -> !threads.get(second).isAlive());
    for (int i = 3; i <= 4; i++) {
      peers.add(call(nodes, listener));
      Await.untilEqual("peer " + i + " is in set-up", i, inSetUp::size);
    }
    Claim claim =
        Claim.of("the freed slot is that of the peer whose set-up ended")
            .step("leave")
            .did("of two slots the second was given back; then two more peers came")
            .usually("leave removed the oldest from the queue, not its own peer");
    claim.isEqual("closed", heardNothing(peers.getFirst()));
    claim.isEqual("still here", heard(second, peers.get(1)));
  }

  private static int queued(Listener listener) {
    synchronized (listener.settingUp) {
      return listener.settingUp.size();
    }
  }

  @Test
  @DisplayName("peers that arrive and leave at the same time change the queue one by one")
  void oneByOne(Nodes nodes) throws Exception {
    AtomicReference<Thread> accepting = new AtomicReference<>();
    AtomicReference<Thread> settingUp = new AtomicReference<>();
    CountDownLatch mayEnd = new CountDownLatch(1);
    AtomicInteger asked = new AtomicInteger();
    ServerSocket server =
        new Callers.Server() {
          @Override
          public Socket accept() throws IOException {
            accepting.set(Thread.currentThread());
            asked.incrementAndGet();
            return super.accept();
          }
        };
    Listener listener =
        accepting(
            nodes,
            server,
            socket -> {
              settingUp.set(Thread.currentThread());
              awaitQuietly(mayEnd);
            });
    Claim claim =
        Claim.of("the queue is changed by one thread at a time")
            .usually("the queue was changed without the lock, synchronized (settingUp)");
    synchronized (listener.settingUp) {
      call(nodes, listener);
      Await.until("the peer is entered", () -> isBlocked(accepting.get()) || asked.get() > 1);
      letOthersRun();
      claim
          .step("enter")
          .did("held the lock of settingUp while a peer came in")
          .expected("the thread that accepts waits in enter for the lock")
          .usually(
              settingUp.get() == null
                  ? "enter runs on the thread of the set-up: call it before you start that thread"
                  : "the queue was changed without the lock, synchronized (settingUp)")
          .holds(() -> asked.get() == 1, () -> "it accepts the next peer");
      claim
          .step("acceptAll")
          .did("held the lock of settingUp while a peer came in")
          .expected("its set-up begins when it has been entered")
          .usually("the thread was started first: a quick set-up leaves before it has entered")
          .holds(() -> settingUp.get() == null, () -> "its set-up has begun");
    }
    Await.until("the peer is in set-up", () -> settingUp.get() != null);
    synchronized (listener.settingUp) {
      mayEnd.countDown();
      Thread thread = settingUp.get();
      Await.until("set-up ends", () -> isBlocked(thread) || !thread.isAlive());
      claim
          .step("leave")
          .did("held the lock of settingUp while the set-up of a peer ended")
          .expected("leave waits for the lock")
          .holds(thread::isAlive, () -> "leave did not wait");
    }
  }

  /** Returns when virtual threads that were started before have had their turn. */
  private static void letOthersRun() {
    List<Thread> turns = new ArrayList<>();
    for (int i = 0; i < 100; i++) turns.add(Thread.startVirtualThread(Thread::yield));
    Await.until("others have had their turn", () -> turns.stream().noneMatch(Thread::isAlive));
  }

  private static boolean isBlocked(Thread thread) {
    return thread != null && thread.getState() == Thread.State.BLOCKED;
  }

  @Test
  @DisplayName("the peer stays connected after its set-up")
  void staysOpen(Nodes nodes) throws Exception {
    AtomicReference<Thread> settingUp = new AtomicReference<>();
    AtomicReference<Socket> kept = new AtomicReference<>();
    Listener listener =
        listen(
            nodes,
            SLOTS,
            socket -> {
              kept.set(socket);
              settingUp.set(Thread.currentThread());
            });
    Socket peer = call(nodes, listener);
    Await.until(
        "the peer's set-up has ended", () -> settingUp.get() != null && !settingUp.get().isAlive());
    Claim.of("a peer that is set up stays connected")
        .step("setUp")
        .did("a peer was set up, the only one; then it was written to")
        .usually(
            "setUp closed the peer when setup had returned; it may be a working connection now")
        .isEqual("still here", heard(kept.get(), peer));
  }

  @Test
  @DisplayName("a peer whose set-up has ended gives its slot back and stays connected")
  void slotComesBack(Nodes nodes) throws Exception {
    List<Socket> keptOpen = new CopyOnWriteArrayList<>();
    staysConnected(
        nodes,
        listen(nodes, SLOTS, keptOpen::add),
        keptOpen,
        "a set-up that has ended does not give its slot back");
  }

  @Test
  @DisplayName("a peer whose set-up fails gives its slot back too")
  void slotComesBackAfterFailure(Nodes nodes) throws Exception {
    List<Socket> keptOpen = new CopyOnWriteArrayList<>();
    Listener.Setup failing =
        socket -> {
          keptOpen.add(socket);
          if (keptOpen.size() % 2 == 1) throw new AssertionError("this set-up fails badly");
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
    Await.untilEqual("peer 1 is set up", 1, keptOpen::size);
    Socket second = call(nodes, listener);
    for (int i = 2; i < 3 * SLOTS; i++) {
      Await.untilEqual("peer " + i + " is set up", i, keptOpen::size);
      call(nodes, listener);
    }
    Await.untilEqual("the last peer is set up", 3 * SLOTS, keptOpen::size);
    Claim claim =
        Claim.of("the first peers are still connected")
            .step("setUp and leave")
            .did(
                "%d peers, one after the other, were set up by a listener with %d slots"
                    .formatted(3 * SLOTS, SLOTS));
    claim.usually(usually).isEqual("still here", heard(keptOpen.getFirst(), first));
    claim
        .usually("setUp closed the peer because setup threw: whether to close it, setup decides")
        .isEqual("still here", heard(keptOpen.get(1), second));
  }

  @Test
  @DisplayName("a port that is in use is an error immediately")
  void takenPort(Nodes nodes) throws Exception {
    Listener listener = listen(nodes, SLOTS, Callers::echo);
    Claim.of("open throws when the port is in use")
        .step("open")
        .did("opened a second listener on the port of the first")
        .usually("the port was bound on another thread, where nobody hears of the error")
        .throwsA(
            IOException.class,
            () ->
                Listener.open(
                    new InetSocketAddress(Nodes.HOST, listener.port()), 1, Callers::echo));
  }

  @Test
  @DisplayName("a port that is in use leaves no socket open")
  void takenPortLeaksNothing(Nodes nodes) throws Exception {
    Listener listener = listen(nodes, SLOTS, Callers::echo);
    InetSocketAddress taken = new InetSocketAddress(Nodes.HOST, listener.port());
    int before = nodes.leaks().sockets();
    Claim claim =
        Claim.of("a listener that could not be opened leaves nothing open")
            .step("open")
            .did(
                "opened 40 listeners on a port that is taken, and counted this JVM's open sockets");
    for (int i = 0; i < 40; i++) {
      claim.throwsA(IOException.class, () -> Listener.open(taken, 1, Callers::echo));
    }
    int more = nodes.leaks().sockets() - before;
    claim
        .expected("about as many as before")
        .usually("bind failed, and the ServerSocket was not closed: it keeps its descriptor")
        .holds(() -> more < 20, () -> more + " more");
  }

  @Test
  @DisplayName("it listens on the given address only")
  void address(Nodes nodes) throws Exception {
    Listener here = listen(nodes, SLOTS, Callers::echo);
    Claim claim = Claim.of("the address decides who can call").step("open");
    claim
        .did("opened a listener on %s, and called its port on %s".formatted(Nodes.HOST, ELSEWHERE))
        .expected("nobody listens there")
        .usually("bound to the port alone: that is every interface, the one to the internet too")
        .holds(() -> !answers(ELSEWHERE, here.port()), () -> "connected");
    if (!canListenElsewhere()) return; // This system has one loopback address.
    Listener there =
        nodes.closeLater(Listener.open(new InetSocketAddress(ELSEWHERE, 0), SLOTS, Callers::echo));
    claim
        .did("opened a listener on %s, and called it there".formatted(ELSEWHERE))
        .expected("it answers")
        .usually("bound to 127.0.0.1, whatever the address: nobody on another host can call")
        .holds(() -> answers(ELSEWHERE, there.port()), () -> "nobody listens there");
  }

  private static boolean canListenElsewhere() {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName(ELSEWHERE))) {
      return server.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean answers(String host, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  @DisplayName("a hundred peers that call at the same moment wait in the backlog")
  void backlog(Nodes nodes) throws Exception {
    Listener listener = listen(nodes, 4, Callers::echo);
    List<SocketChannel> callers = new ArrayList<>();
    int carriers =
        ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class).getParallelism();
    CountDownLatch busy = new CountDownLatch(carriers);
    AtomicBoolean over = new AtomicBoolean();
    long connected;
    try {
      for (int i = 0; i < carriers; i++) {
        Thread.startVirtualThread(() -> {
          busy.countDown();
          while (!over.get()) Thread.onSpinWait();
        });
      }
      Await.until("no virtual thread gets to run", () -> busy.getCount() == 0);
      for (int i = 0; i < 100; i++) {
        SocketChannel caller = nodes.closeLater(SocketChannel.open());
        caller.configureBlocking(false);
        caller.connect(new InetSocketAddress(Nodes.HOST, listener.port()));
        callers.add(caller);
      }
      long end = System.nanoTime() + CROWD_LIMIT.toNanos();
      do connected = connected(callers);
      while (connected < callers.size() && System.nanoTime() < end);
    } finally {
      over.set(true);
    }
    Claim.of("a crowd waits in the backlog until it is accepted")
        .step("open")
        .did("100 peers called while the thread that accepts had no processor to run on")
        .usually("the backlog: bind(address) keeps 50 waiting; tell it a few hundred")
        .isEqual("100 connected", connected + " connected");
  }

  private static long connected(List<SocketChannel> callers) {
    return callers.stream().filter(E12_PingTest::isConnected).count();
  }

  private static boolean isConnected(SocketChannel caller) {
    try {
      return caller.finishConnect();
    } catch (IOException refused) {
      return false;
    }
  }

  @Test
  @DisplayName("after a failed accept, the loop continues")
  void failedAccept(Nodes nodes) throws Exception {
    int failures = 10;
    List<Long> asked = Collections.synchronizedList(new ArrayList<>());
    ServerSocket server =
        new Callers.Server() {
          @Override
          public Socket accept() throws IOException {
            asked.add(System.nanoTime());
            if (asked.size() <= failures) throw new SocketException("Too many open files");
            return super.accept();
          }
        };
    Listener listener = accepting(nodes, server, Callers::echo);
    Claim claim =
        Claim.of("the listener accepts when there are sockets again")
            .step("acceptAll")
            .did(
                "accept failed ten times, as when the system is out of sockets; then a peer spoke");
    Await.holdsWithin(
        "accept has failed ten times",
        Duration.ofSeconds(2),
        () -> asked.size() > failures || server.isClosed());
    claim
        .expected("an open server")
        .usually("the loop closed the server at an exception: only close may end it")
        .holds(() -> !server.isClosed(), () -> "it is closed");
    Socket peer = call(nodes, listener);
    claim
        .usually(
            asked.size() > 1 && asked.size() <= failures
                ? "the loop rests for much longer than a PAUSE after each exception"
                : "the first exception ended the loop: put the try inside the loop, not around it")
        .becomesEqual("echo: hello", later(() -> sayHello(peer)));
    Duration tries = Duration.ofNanos(asked.get(failures) - asked.getFirst());
    Claim.of("the listener gives a machine that is out of sockets a rest")
        .step("acceptAll")
        .did("accept failed ten times")
        .expected("a PAUSE after each time, together about 200 ms")
        .usually(
            "the loop called accept again at once, which takes a whole core: pause in the catch")
        .holds(() -> tries.toMillis() >= 100, () -> tries.toMillis() + " ms");
  }

  @Test
  @DisplayName("a peer that arrives while the listener closes is closed too")
  void closedMeanwhile(Nodes nodes) throws Exception {
    AtomicReference<Listener> closed = new AtomicReference<>();
    ServerSocket server =
        new Callers.Server() {
          @Override
          public Socket accept() throws IOException {
            Socket peer = super.accept();
            closed.get().close();
            return peer;
          }
        };
    Listener listener = new Listener(server, SLOTS, Callers::echo);
    closed.set(nodes.closeLater(listener));
    Thread.startVirtualThread(listener::acceptAll);
    Socket peer = call(nodes, listener);
    Claim.of("a closed listener leaves no peer in set-up")
        .step("enter")
        .did("the listener was closed when a peer was accepted and not entered yet")
        .usually("close did not see this peer: check server.isClosed() after adding it")
        .becomesEqual("closed", later(() -> heardNothing(peer)));
  }

  @Test
  @DisplayName("a peer that waits to be entered while the listener is closed is closed too")
  void closedWhileEntering(Nodes nodes) throws Exception {
    AtomicReference<Thread> accepting = new AtomicReference<>();
    ServerSocket server =
        new Callers.Server() {
          @Override
          public Socket accept() throws IOException {
            accepting.set(Thread.currentThread());
            return super.accept();
          }
        };
    Listener listener = accepting(nodes, server, Callers::echo);
    Socket peer;
    synchronized (listener.settingUp) {
      peer = call(nodes, listener);
      Await.until("the peer waits to be entered", () -> isBlocked(accepting.get()));
      server.close();
    }
    Claim.of("a closed listener leaves no peer in set-up")
        .step("enter")
        .did("the server was closed while enter waited for the lock of settingUp")
        .usually("server.isClosed() was checked before the peer was added: check it afterwards")
        .becomesEqual("closed", later(() -> heardNothing(peer)));
  }

  private static Listener accepting(Nodes nodes, ServerSocket server, Listener.Setup setup) {
    Listener listener = nodes.closeLater(new Listener(server, SLOTS, setup));
    Thread.startVirtualThread(listener::acceptAll);
    return listener;
  }

  @Test
  @DisplayName("the accepting thread ends when the listener is closed")
  void closed() throws Exception {
    WeakReference<Listener> closed = openedAndClosed();
    Claim.of("the thread that accepts ends when the listener is closed")
        .step("acceptAll")
        .did("opened a listener, connected a peer that says nothing, closed the listener")
        .expected("an object for the garbage collector")
        .usually(
            "accept throws on a closed socket again and again, and the loop does not check server.isClosed()")
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
          Callers.echo(socket);
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
    Claim dialled =
        Claim.of("a socket that was dialled is open")
            .step("dial")
            .did("dialled node b and looked at the socket")
            .expected("an open socket")
            .usually("dial closed what it returns; try with resources closes it in any case");
    Dialer dialer = new Dialer(new MapperClient(nodes.mapperPort()), Duration.ofSeconds(5));
    Socket socket = dialled.succeeds(() -> nodes.closeLater(dialer.dial(b.self())));
    dialled.holds(() -> !socket.isClosed(), () -> "a closed one");
    Claim claim = Claim.of("a ping connects").did("node a pinged node b");
    claim.step("dial").isEqual(Node.Ping.PONG, a.ping(b.self()));
    claim.step("dial").isEqual(List.of(b.self()), a.nodes());
    claim.step("acceptAll").becomesEqual(List.of(a.self()), b::nodes);
  }

  @Test
  @DisplayName("a ping to a name that no node has: pang, and the reason shows the name")
  void pang(Nodes nodes) throws Exception {
    Node a = nodes.start("a", OpenDoor::pair);
    Claim claim =
        Claim.of("a name that no node has is UNREACHABLE")
            .step("dial")
            .did("node a connected to c, which does not run")
            .usually("an empty answer of the port mapper is an answer, not an exception");
    ConnectResult result = claim.succeeds(() -> a.connect(nodes.name("c")));
    claim.isEqual(UNREACHABLE, result.status());
    claim.contains("c@127.0.0.1", result.reason());
    claim
        .expected("a reason that names c@127.0.0.1 once")
        .usually("the Refused was caught and wrapped into a second one: it is an IOException too")
        .holds(() -> result.reason().split("c@127.0.0.1", -1).length == 2, result::reason);
    claim.isEqual(Node.Ping.PANG, a.ping(nodes.name("c")));
  }

  @Test
  @DisplayName("a port on which nobody listens is UNREACHABLE")
  void nobodyAtThePort(Nodes nodes) throws Exception {
    Node a = nodes.start("a", OpenDoor::pair);
    register(nodes, "gone", nodes.freePort());
    Claim claim =
        Claim.of("a node that has just stopped is UNREACHABLE")
            .step("dial")
            .did("node a connected to a name whose port is closed")
            .usually("an IOException has to become Refused, with UNREACHABLE and what happened");
    ConnectResult result = claim.succeeds(() -> a.connect(nodes.name("gone")));
    claim.isEqual(UNREACHABLE, result.status());
    claim
        .usually("the reason does not contain the node's full name")
        .contains("gone@127.0.0.1", result.reason());
    claim
        .usually("the reason of the IOException is lost; its message tells what to do")
        .contains(Ports.refusal(), result.reason());
  }

  @Test
  @DisplayName("a host without a port mapper is UNREACHABLE")
  void noMapper(Nodes nodes) {
    Dialer dialer = new Dialer(new MapperClient(nodes.freePort()), Duration.ofSeconds(5));
    Claim claim =
        Claim.of("a host without any node is UNREACHABLE")
            .step("dial")
            .did("called a node on a host that has no port mapper")
            .usually("lookup throws an IOException too; the try begins after it");
    Refused refused = claim.throwsA(Refused.class, () -> dialer.dial(nodes.name("b")).close());
    claim.isEqual(UNREACHABLE, refused.status());
    claim
        .usually("the reason does not contain the node's full name")
        .contains("b@127.0.0.1", refused.getMessage());
  }

  @Test
  @DisplayName("a node is called on its own host")
  void ownHost(Nodes nodes) throws Exception {
    if (!canListenElsewhere()) return; // This system has one loopback address.
    ServerSocket server =
        nodes.closeLater(new ServerSocket(0, 1, InetAddress.getByName(ELSEWHERE)));
    NodeName far = new NodeName("far", ELSEWHERE);
    MapperClient mapper = nodes.closeLater(new MapperClient(nodes.mapperPort()));
    mapper.register(far, server.getLocalPort());
    Dialer dialer = new Dialer(mapper, Duration.ofSeconds(5));
    Claim claim =
        Claim.of("the host in the name is the host to call")
            .step("dial")
            .did("called %s".formatted(far))
            .usually("the socket was opened to this host, not to peer.host()");
    Socket socket = claim.succeeds(() -> nodes.closeLater(dialer.dial(far)));
    claim.isEqual(ELSEWHERE, socket.getInetAddress().getHostAddress());
  }

  @Test
  @DisplayName("a call to a host that does not answer ends at the time limit")
  void noAnswer(Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(10));
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
        Claim.of("a call ends at the time limit")
            .step("dial")
            .did("called a port that does not answer, with a limit of 200 ms")
            .usually(
                "connect was given no limit, or 0, which is none: then the system waits for two minutes");
    long start = System.nanoTime();
    claim.becomes(outcome::isDone, () -> "still calling");
    long millis = (System.nanoTime() - start) / 1_000_000;
    claim
        .expected("an end after 200 ms, at most ten times as much")
        .usually("the limit is not the one that the dialer was made with")
        .holds(() -> millis < 2_000, () -> millis + " ms");
    claim.isEqual("UNREACHABLE", claim.succeeds(outcome::join));
  }

  @Test
  @DisplayName("small messages are sent immediately, not collected")
  void noDelay(Nodes nodes) throws Exception {
    Node a = nodes.start("a", OpenDoor::pair);
    Dialer dialer = new Dialer(new MapperClient(nodes.mapperPort()), Duration.ofSeconds(5));
    Claim claim =
        Claim.of("TCP_NODELAY is set")
            .step("dial")
            .did("dialled a node and looked at the socket's option TCP_NODELAY")
            .usually(
                "TCP collects small packets while an answer is outstanding; a message and its"
                    + " reply can then take 40 ms");
    Socket socket = claim.succeeds(() -> nodes.closeLater(dialer.dial(a.self())));
    claim.isTrue(socket.getTcpNoDelay());
    claim
        .did("dialled a node and looked at the socket's read timeout")
        .usually("the limit of the call was left on the socket: a quiet connection breaks after it")
        .isEqual(0, socket.getSoTimeout());
  }

  // Both

  @Test
  @DisplayName("two hundred silent peers do not keep an honest one out")
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
        Claim.of("an honest peer still gets in, and soon")
            .step("enter and leave")
            .did("200 peers connected to b and said nothing; then a pinged b")
            .usually("the silent peers hold all slots until their set-up times out");
    claim.isEqual(Node.Ping.PONG, answer);
    claim.expected("within a second or two").holds(() -> millis < 2_500, () -> millis + " ms");
  }

  private static void register(Nodes nodes, String name, int port) throws IOException {
    nodes.closeLater(new MapperClient(nodes.mapperPort())).register(nodes.name(name), port);
  }

  private static Listener listen(Nodes nodes, int slots, Listener.Setup setup) throws IOException {
    Listener listener =
        nodes.closeLater(Listener.open(new InetSocketAddress(Nodes.HOST, 0), slots, setup));
    Claim.of("a listener that is open has a port")
        .step("open")
        .did("opened a listener on a free port, and asked for its port")
        .expected("a port of 1 to 65535")
        .usually("open returned before the server was bound: bind on the thread that calls open")
        .holds(() -> listener.port() > 0, listener::port);
    return listener;
  }
}
