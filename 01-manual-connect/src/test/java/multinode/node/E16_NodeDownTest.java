package multinode.node;

import static multinode.node.Heartbeat.Action.GIVE_UP;
import static multinode.node.Heartbeat.Action.NOTHING;
import static multinode.node.Heartbeat.Action.TICK;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import multinode.process.Down;
import multinode.process.Event;
import multinode.process.Events;
import multinode.process.Exit;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.process.Processes;
import multinode.process.RemoteTies;
import multinode.process.Signal;
import multinode.process.Uplink;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import workbook.harness.Await;
import workbook.harness.Claim;
import workbook.harness.Exercise;
import workbook.harness.FaultProxy;
import workbook.harness.Nodes;
import workbook.harness.RealNode;

@Exercise(
    id = "1.6",
    title = "A node dies",
    points = 12,
    minutes = 20,
    files = {"multinode/node/Heartbeat.java", "multinode/node/NodeMonitors.java"})
class E16_NodeDownTest {

  private static final int LIMIT = Heartbeat.LIMIT;
  private static final Duration BEAT = Duration.ofMillis(100);
  private static final Duration NEVER = Duration.ofHours(1);

  // Heartbeat

  @Test
  @DisplayName("a node that has said nothing since the last beat sends a tick")
  void ticks() {
    Heartbeat heartbeat = new Heartbeat();
    heartbeat.beat(10, 10);
    Claim.of("a node that sent nothing since the last beat sends a tick")
        .step("beat")
        .did("10 bytes had gone out at one beat, and still 10 at the next")
        .usually(
            "sent is counted from the beginning: quiet means that sent is the same as at the last"
                + " beat, whatever came in")
        .isEqual(TICK, heartbeat.beat(20, 10));
  }

  @Test
  @DisplayName("a node that has said something sends no tick")
  void noTick() {
    Heartbeat heartbeat = new Heartbeat();
    heartbeat.beat(10, 10);
    Claim.of("a node that sent something needs no tick")
        .step("beat")
        .did("10 bytes had gone out at one beat, and 20 at the next")
        .usually("a tick was sent at every beat; a busy connection needs none")
        .isEqual(NOTHING, heartbeat.beat(20, 20));
  }

  @Test
  @DisplayName("a peer is given up after LIMIT beats without a byte, not earlier and not later")
  void givesUp() {
    Heartbeat heartbeat = new Heartbeat();
    heartbeat.beat(10, 10);
    heartbeat.beat(20, 10);
    List<Heartbeat.Action> actions = new ArrayList<>();
    for (int i = 0; i < LIMIT; i++) actions.add(heartbeat.beat(20, 10));
    List<Heartbeat.Action> expected = new ArrayList<>();
    for (int i = 1; i < LIMIT; i++) expected.add(TICK);
    expected.add(GIVE_UP);
    Heartbeat.Action fifth = heartbeat.beat(20, 10);
    String late =
        fifth == GIVE_UP
            ? "it gives up one beat too late"
            : givesUp(0, 0)
                ? "received is counted from the beginning: silent means that it has not changed"
                : givesUp(20, 1)
                    ? "a TICK came before the end: whether to give up is asked first"
                    : "silence has no end: count the silent beats in a row, and not the seconds";
    Claim.of("LIMIT silent beats end the connection")
        .step("beat")
        .did("20 bytes had come in at one beat, and no more at the next " + LIMIT)
        .usually(
            actions.contains(NOTHING)
                ? "a quiet beat went by without a tick: each beat after which nothing was sent needs"
                    + " one"
                : actions.contains(GIVE_UP) ? "it gives up too early" : late)
        .isEqual(expected, actions);
    Claim.of("silence that goes on stays a reason to give up")
        .step("beat")
        .did("no byte came in at one more beat, and at one more")
        .usually(
            "it gives up at exactly LIMIT silent beats, or starts counting over: LIMIT or more")
        .isEqual(List.of(GIVE_UP, GIVE_UP), List.of(fifth, heartbeat.beat(20, 10)));
  }

  /** Whether a peer is given up that has sent so much, and no more; this node sends each beat. */
  private static boolean givesUp(long received, long each) {
    Heartbeat heartbeat = new Heartbeat();
    boolean ends = false;
    for (int i = 0; i <= LIMIT; i++) ends |= heartbeat.beat(received, i * each) == GIVE_UP;
    return ends;
  }

  @Test
  @DisplayName("after a byte, the silent beats are counted from zero")
  void countsInARow() {
    Heartbeat heartbeat = new Heartbeat();
    long received = 0;
    for (int i = 0; i < 10 * LIMIT; i++) {
      if (i % (LIMIT - 1) == 0) received++;
      Claim.of("a slow peer is not given up")
          .step("beat")
          .did("a byte came in at every third beat")
          .usually("all silent beats were counted, not those in a row")
          .isEqual(TICK, i == 0 ? tick(heartbeat.beat(received, 0)) : heartbeat.beat(received, 0));
    }
  }

  /** At the very first beat there is nothing to compare with: both answers are good. */
  private static Heartbeat.Action tick(Heartbeat.Action first) {
    return first == NOTHING ? TICK : first;
  }

  @Test
  @DisplayName("a silent peer is given up even while this node sends")
  void givesUpWhileSending() {
    Heartbeat heartbeat = new Heartbeat();
    heartbeat.beat(10, 10);
    List<Heartbeat.Action> actions = new ArrayList<>();
    for (int i = 1; i <= LIMIT; i++) actions.add(heartbeat.beat(10, 10 + i));
    List<Heartbeat.Action> expected = new ArrayList<>();
    for (int i = 1; i < LIMIT; i++) expected.add(NOTHING);
    expected.add(GIVE_UP);
    Claim.of("what this node sends says nothing about the peer")
        .step("beat")
        .did("bytes went out at each of %d beats, and none came in".formatted(LIMIT))
        .usually("one count for both directions; received tells of the peer, sent of this node")
        .isEqual(expected, actions);
  }

  @Test
  @DisplayName("a connection that has carried gigabytes is watched like a new one")
  void largeNumbers() {
    long much = 5L << 32;
    Heartbeat heartbeat = new Heartbeat();
    heartbeat.beat(much, much);
    List<Heartbeat.Action> actions = new ArrayList<>();
    for (int i = 0; i < LIMIT; i++) actions.add(heartbeat.beat(much, much));
    Claim.of("the counts are of type long")
        .step("beat")
        .did("20 GiB had gone each way, and no more at the next %d beats".formatted(LIMIT))
        .usually("a count was kept as an int, which is full after 2 GiB")
        .isEqual(List.of(TICK, GIVE_UP), List.of(actions.getFirst(), actions.getLast()));
  }

  @Test
  @DisplayName("each connection is watched for itself")
  void noSharedState() {
    Heartbeat silent = new Heartbeat();
    Heartbeat busy = new Heartbeat();
    silent.beat(10, 10);
    busy.beat(20, 20);
    List<Heartbeat.Action> ofSilent = new ArrayList<>();
    List<Heartbeat.Action> ofBusy = new ArrayList<>();
    for (int i = 1; i <= LIMIT; i++) {
      ofSilent.add(silent.beat(10, 10));
      ofBusy.add(busy.beat(20 + i, 20 + i));
    }
    Claim claim =
        Claim.of("one connection's beats do not count for another")
            .step("beat")
            .did("two connections were watched at the same time: one was silent, the other busy")
            .usually("a field was made static: all connections share what it remembers");
    List<Heartbeat.Action> expected = new ArrayList<>(Collections.nCopies(LIMIT - 1, TICK));
    expected.add(GIVE_UP);
    claim.isEqual(expected, ofSilent);
    claim.isEqual(Collections.nCopies(LIMIT, NOTHING), ofBusy);
  }

  // NodeMonitors

  @Test
  @DisplayName("links and monitors fire before subscribers are told, each once")
  void order() {
    try (Connected a = new Connected()) {
      Processes processes = a.processes;
      NodeMonitors monitors = new NodeMonitors(processes);
      NodeName b = Connected.B;
      Pid far = Connected.FAR;
      List<String> ready = new CopyOnWriteArrayList<>();
      List<Object> heard = new CopyOnWriteArrayList<>();
      processes.spawn(
          context -> {
            context.trapExit(true);
            context.link(far);
            context.monitor(far);
            monitors.subscribe(context.self());
            ready.add("ready");
            for (; ; ) heard.add(context.receive());
          },
          far);
      Await.untilEqual(
          "the process is linked, monitors and subscribes", List.of("ready"), () -> ready);
      Claim claim =
          Claim.of("links and monitors first, then subscribers")
              .step("down")
              .did(
                  "a process linked itself to one of b, monitored it, and subscribed; then b went");
      a.connection.end();
      down(claim, monitors, "the test says so");
      claim
          .expected("three messages")
          .usually(
              "processes.nodeDown, with the whole name as text, fires links and monitors; tell sends"
                  + " the news; both are needed")
          .becomes(() -> heard.size() >= 3, () -> heard);
      claim
          .usually(
              "a program that hears of the lost node may look at its links next; they must be cut")
          .isEqual(NodeDown.class, heard.get(2).getClass());
      claim
          .usually("somebody was told twice")
          .isEqual(
              List.of(1L, 1L, 1L),
              List.of(
                  count(heard, Exit.class),
                  count(heard, Down.class),
                  count(heard, NodeDown.class)));
      claim
          .usually("the NodeDown must carry the reason that down was given")
          .isEqual(new NodeDown(b, "the test says so"), heard.get(2));
      down(claim, monitors, "once more");
      claim
          .did("b came back and went again")
          .expected("a second NodeDown")
          .usually("a subscriber stays subscribed: it is told each time")
          .becomes(() -> heard.contains(new NodeDown(b, "once more")), () -> heard);
    }
  }

  @Test
  @DisplayName("monitors fire although nobody subscribes, and all who subscribe are told")
  void nobodyAndAll() {
    try (Connected a = new Connected()) {
      NodeMonitors monitors = new NodeMonitors(a.processes);
      List<Object> watching = new CopyOnWriteArrayList<>();
      a.processes.spawn(
          context -> {
            context.monitor(Connected.FAR);
            watching.add("ready");
            watching.add(context.receive());
          },
          Connected.FAR);
      Await.untilEqual("the process monitors", List.of("ready"), () -> watching);
      a.connection.end();
      Claim claim =
          Claim.of("what is tied to the lost node hears of it, whether anybody subscribes or not")
              .step("down")
              .did("a process monitored one of b, and nobody had subscribed; then b went")
              .usually("processes.nodeDown is called only if there are subscribers");
      down(claim, monitors, "the test says so");
      claim.expected("a Down").becomes(() -> count(watching, Down.class) == 1, () -> watching);
      List<List<Object>> news = List.of(new CopyOnWriteArrayList<>(), new CopyOnWriteArrayList<>());
      for (List<Object> heard : news) {
        Pid subscriber =
            a.processes.spawn(
                context -> {
                  for (; ; ) heard.add(context.receive());
                },
                Connected.FAR);
        monitors.subscribe(subscriber);
      }
      claim =
          Claim.of("each subscriber is told")
              .step("down")
              .did("two processes had subscribed when b went")
              .expected("a NodeDown for each of them")
              .usually("only one of the subscribers is told; tell tells all of them");
      down(claim, monitors, "the test says so");
      claim.becomes(
          () -> news.stream().allMatch(heard -> count(heard, NodeDown.class) == 1), () -> news);
    }
  }

  /** That b is gone is told, which does not throw. */
  private static void down(Claim claim, NodeMonitors monitors, String reason) {
    claim.succeeds(() -> {
      monitors.down(Connected.B, reason);
      return true;
    });
  }

  /** The processes of a node a that has a connection to b, over which nothing goes. */
  private static final class Connected implements AutoCloseable {

    static final NodeName B = new NodeName("b", Nodes.HOST);
    static final Pid FAR = new Pid(B.toString(), 1, 1);

    final Processes processes;
    final RemoteTies connection;

    Connected() {
      AtomicReference<Consumer<Signal>> sent = new AtomicReference<>();
      Uplink uplink =
          (node, signal) -> {
            sent.get().accept(signal);
            return true;
          };
      processes = new Processes("a@127.0.0.1", 1, uplink, new Events("a@127.0.0.1"));
      connection = processes.tiesTo(B.toString());
      sent.set(connection::leaving);
    }

    @Override
    public void close() {
      processes.close();
    }
  }

  private static long count(List<Object> messages, Class<?> type) {
    return messages.stream().filter(type::isInstance).count();
  }

  @Test
  @DisplayName("a node that closes its connections is down immediately")
  void closes(Nodes nodes) throws Exception {
    Node a = nodes.start("a", OpenDoor::pair);
    Node b = nodes.start("b", OpenDoor::pair);
    List<Object> news = subscribe(a);
    a.connect(b.self());
    b.close();
    Claim claim =
        Claim.of("a hears of b twice: up, down")
            .step("down")
            .did("a connected to b, and b was stopped; no heartbeat ran");
    claim.expected("NodeUp, then NodeDown").becomes(() -> news.size() >= 2, () -> news);
    claim.isEqual(new NodeUp(b.self()), news.get(0));
    claim.isEqual(b.self(), news.get(1) instanceof NodeDown down ? down.node() : news.get(1));
    claim.isEqual(List.of(), a.nodes());
  }

  // Both

  @Test
  @DisplayName("two nodes that have nothing to say stay connected")
  void quiet(Nodes nodes) throws Exception {
    Node a = nodes.start("a", options -> OpenDoor.pair(options).withTick(BEAT));
    Node b = nodes.start("b", options -> OpenDoor.pair(options).withTick(BEAT));
    List<Object> news = subscribe(a);
    a.connect(b.self());
    Claim claim =
        Claim.of("ticks keep a quiet connection alive")
            .step("beat")
            .did("a connected to b, with a beat every 100 ms, and nobody said anything")
            .usually("nobody sent a tick, and each took the other's quiet for its death");
    claim
        .expected("ticks, for longer than it takes to give up")
        .becomes(() -> ticks(nodes, a) > LIMIT / 2, () -> ticks(nodes, a) + " ticks; " + news);
    claim.isEqual(List.of(new NodeUp(b.self())), news);
  }

  private static long ticks(Nodes nodes, Node node) {
    return nodes.events(node).stream()
        .filter(event -> event.kind() == Event.Kind.FRAME_RECEIVED)
        .count();
  }

  @Test
  @DisplayName("when the cable is pulled, both sides notice by the silence")
  void silence(Nodes nodes) throws Exception {
    FaultProxy proxy = nodes.proxy();
    Node a = nodes.start("a", options -> OpenDoor.pair(options).withTick(BEAT));
    Node b = nodes.start("b", options -> proxy.before(OpenDoor.pair(options).withTick(BEAT)));
    List<Object> news = subscribe(a);
    List<Object> newsOfB = subscribe(b);
    a.connect(b.self());
    proxy.silence();
    Claim claim =
        Claim.of("silence is the only sign, and it is enough")
            .step("beat")
            .did("a connected to b; then nothing came through, and no connection was closed")
            .expected("NodeDown on both sides after a few beats")
            .usually("GIVE_UP never came, so the two wait for each other without end");
    claim.becomes(() -> count(news, NodeDown.class) == 1, () -> news);
    claim.becomes(() -> count(newsOfB, NodeDown.class) == 1, () -> newsOfB);
  }

  @Test
  @DisplayName("kill -9: down immediately, long before the heartbeat notices")
  void killed(Nodes nodes) throws Exception {
    Node a = nodes.start("a", options -> options.withConnectAll(false).withTick(NEVER));
    List<Object> news = subscribe(a);
    RealNode b = nodes.startReal("b", "--pair").awaitReady();
    Claim claim =
        Claim.of("the operating system closes the connections of a killed process").step("down");
    claim.did("a connected to b, a process of its own").isEqual(Node.Ping.PONG, a.ping(b.name()));
    b.kill9();
    claim
        .did("the process of b was killed with SIGKILL; the next beat of a is an hour away")
        .expected("NodeDown")
        .usually("the end of the stream says it all; nobody needs to wait for a heartbeat")
        .becomes(() -> count(news, NodeDown.class) == 1, () -> news);
    claim.isEqual(List.of(), a.nodes());
  }

  @Test
  @DisplayName("a frozen process says nothing: down after LIMIT beats")
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGSTOP")
  void frozen(Nodes nodes) throws Exception {
    Node a = nodes.start("a", options -> options.withConnectAll(false).withTick(BEAT));
    List<Object> news = subscribe(a);
    RealNode b = nodes.startReal("b", "--pair", "--tick", "100").awaitReady();
    Claim claim = Claim.of("a node that hangs is given up like one that died").step("beat");
    claim.did("a connected to b, a process of its own").isEqual(Node.Ping.PONG, a.ping(b.name()));
    b.freeze();
    claim
        .did(
            "the process of b was stopped with SIGSTOP: its connections stay open, it does nothing")
        .expected("NodeDown after 4 or 5 beats of 100 ms")
        .usually("only silence can tell; GIVE_UP never came")
        .becomes(() -> count(news, NodeDown.class) == 1, () -> news);
    claim.isEqual(List.of(), a.nodes());
  }

  /** What a process of the node hears of others coming and going. */
  private static List<Object> subscribe(Node node) {
    List<Object> news = new CopyOnWriteArrayList<>();
    Pid subscriber =
        node.spawn(context -> {
          for (; ; ) news.add(context.receive());
        });
    node.monitors().subscribe(subscriber);
    return news;
  }
}
