package multinode.node;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import multinode.process.Context;
import multinode.process.Events;
import multinode.process.Exit;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.process.Processes;
import multinode.process.Ref;
import multinode.wire.CodecException;
import multinode.wire.Frame;
import multinode.wire.Luggage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.Todo;
import workbook.harness.Await;
import workbook.harness.Claim;
import workbook.harness.Exercise;
import workbook.harness.Nodes;

@Exercise(
    id = "1.7",
    title = "A function on another node",
    points = 16,
    minutes = 30,
    files = "multinode/node/RemoteSpawn.java")
class E17_RemoteSpawnTest {

  @Test
  @DisplayName("a function runs there and prints here")
  void printsAtHome(Nodes nodes) throws Exception {
    Node a = nodes.start("a", OpenDoor::pair);
    Node b = nodes.start("b", OpenDoor::pair);
    Claim claim =
        Claim.of("the function runs on b, and a sees what it prints")
            .step("spawn and asked")
            .did("a ran on b a function that prints the node it runs on");
    claim
        .usually("no answer reached the thread that waits: it needs the reference of the request")
        .succeeds(() -> a.spawn(b.self(), context -> context.println(context.self().node())));
    claim
        .usually("the group leader of the new process is not the one that came in the frame")
        .becomesEqual(
            List.of(List.of("b@127.0.0.1"), List.of()),
            () -> List.of(nodes.output(a), nodes.output(b)));
  }

  @Test
  @DisplayName("a process that it spawns there prints here too")
  void children(Nodes nodes) throws Exception {
    Node a = nodes.start("a", OpenDoor::pair);
    Node b = nodes.start("b", OpenDoor::pair);
    Claim claim =
        Claim.of("children have the group leader of their parent")
            .step("asked")
            .did("a ran on b a function that spawns a process there, which prints")
            .usually("the group leader of the new process is not the one that came in the frame");
    claim.succeeds(() ->
        a.spawn(b.self(), context -> context.spawn(child -> child.println("hello from a child"))));
    claim.becomesEqual(List.of("hello from a child"), () -> nodes.output(a));
  }

  @Test
  @DisplayName("the pid comes back at once, while the function still runs")
  void atOnce(Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(5));
    Node a = nodes.start("a", OpenDoor::pair);
    Node b = nodes.start("b", OpenDoor::pair);
    Claim claim =
        Claim.of("spawn does not wait for the end of the function")
            .step("asked")
            .did("a ran on b a function that waits for a message")
            .usually("b answered only when the function had ended; it may run for years");
    Pid pid =
        claim.succeeds(() -> a.spawn(b.self(), context -> context.println(context.receive())));
    claim.isEqual("b@127.0.0.1", pid.node());
    claim
        .usually("the pid is not the one of the process that runs the function")
        .isEqual(true, b.processes().isAlive(pid));
    a.processes().send(pid, "hello");
    claim
        .did("a sent \"hello\" to the pid, and the function prints what it gets")
        .becomesEqual(List.of("hello"), () -> nodes.output(a));
  }

  @Test
  @DisplayName("of many processes that ask at the same time, each gets its own pid")
  void many(Nodes nodes) throws Exception {
    Node a = nodes.start("a", OpenDoor::pair);
    Node b = nodes.start("b", OpenDoor::pair);
    a.spawn(b.self(), context -> {});
    SortedSet<String> expected = new TreeSet<>();
    Claim claim =
        Claim.of("an answer reaches the process that asked")
            .step("answered")
            .did("20 threads of a ran functions on b at the same time; each prints its own pid")
            .usually("the first that waited took the answer; the reference tells whose it is");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<String>> asking = new ArrayList<>();
      for (int i = 0; i < 20; i++) asking.add(asking(a, b.self(), i));
      for (Future<String> one : threads.invokeAll(asking)) expected.add(claim.succeeds(one::get));
    }
    claim.becomesEqual(expected, () -> new TreeSet<>(nodes.output(a)));
  }

  private static Callable<String> asking(Node node, NodeName target, int number) {
    return () -> {
      Pid pid =
          node.spawn(
              target, context -> context.println("%d got %s".formatted(number, context.self())));
      return "%d got %s".formatted(number, pid);
    };
  }

  @Test
  @DisplayName(
      "after a failed start, the error names the node and the reason, and nothing is left behind")
  void badAnswer(Nodes nodes) {
    RemoteSpawn remote = remoteSpawn(nodes, mock(Luggage.class), Duration.ofSeconds(5));
    Connection refusing =
        peer(frame ->
            remote.answered(
                new Frame.Spawned(((Frame.Spawn) frame).ref(), Optional.empty(), "no coffee")));
    Claim claim = Claim.of("the error names the node and the reason").step("spawn");
    String message =
        String.valueOf(
            claim
                .did("asked a peer that answers \"no coffee\" instead of a pid")
                .usually("null was returned: an answer without a pid is an IllegalStateException")
                .throwsA(IllegalStateException.class, () -> spawn(remote, refusing))
                .getMessage());
    claim = claim.did("asked a peer that answers \"no coffee\", and read the exception's message");
    claim
        .usually(
            "the message does not name the node: with a hundred nodes, nobody knows which one failed")
        .contains("b@127.0.0.1", message);
    claim
        .usually(
            message.contains("did not answer")
                ? "the answer found nobody: put the reference into the map before you send"
                : "the reason is in the answer: spawned.error()")
        .contains("no coffee", message);
    Connection choking =
        peer(frame -> {
          throw new CodecException("this function cannot travel");
        });
    claim
        .did("asked for a function that cannot be sent")
        .usually("the CodecException says what cannot be sent: let it pass")
        .throwsA(CodecException.class, () -> spawn(remote, choking));
    Luggage full = mock(Luggage.class);
    when(full.pack(any())).thenThrow(new CodecException("this function cannot be packed"));
    RemoteSpawn packing = remoteSpawn(nodes, full, Duration.ofSeconds(5));
    claim
        .did("asked for a function that cannot be packed")
        .usually("the exception of pack says what cannot travel: let it pass")
        .throwsA(CodecException.class, () -> spawn(packing, choking));
    claim
        .did("asked for functions that cannot be sent or packed")
        .usually("the reference was not removed: finally does it in every case")
        .isEqual(0, packing.asked.size());
    claim
        .usually("the reference was not removed: finally does it in every case")
        .isEqual(0, remote.asked.size());
  }

  @Test
  @DisplayName("what cannot be started there is an error here, with the reason")
  void cannotStart(Nodes nodes) throws Exception {
    Node a = nodes.start("a", OpenDoor::pair);
    Node b = nodes.start("b", OpenDoor::pair);
    a.spawn(b.self(), context -> {});
    Secret secret = new Secret();
    Claim claim =
        Claim.of("every request is answered, even one that cannot be read")
            .step("asked")
            .did("a ran on b a function that b cannot read");
    String message =
        String.valueOf(
            claim
                .usually("an answer without a pid is an IllegalStateException with its reason")
                .throwsA(
                    IllegalStateException.class,
                    () -> a.spawn(b.self(), context -> context.println(secret)))
                .getMessage());
    boolean late = message.contains("did not answer");
    claim
        .step(late ? "asked" : "spawn")
        .usually(
            late
                ? "the exception ended asked, and no answer was sent: a waited until its time was up"
                : "the error that came with the answer is what the caller needs to read")
        .contains("not for your eyes", message);
  }

  /** Can be written and not read. */
  private static final class Secret implements Serializable {
    private static final long serialVersionUID = 1;

    private Object readResolve() {
      throw new IllegalStateException("not for your eyes");
    }
  }

  // Without a second node: what it answers, and when, is up to the test.

  private static final Pid LEADER = new Pid("a@127.0.0.1", 1, 1);
  private static final Pid FAR = new Pid("b@127.0.0.1", 1, 7);
  private static final Duration SHORT = Duration.ofMillis(150);

  /** A connection to b, on which somebody answers what is sent. */
  private static Connection peer(Consumer<Frame> answering) {
    Connection peer = mock(Connection.class);
    when(peer.peer()).thenReturn(new Peer(new NodeName("b", Nodes.HOST), 1, true));
    when(peer.send(any()))
        .then(call -> {
          answering.accept(call.getArgument(0));
          return true;
        });
    return peer;
  }

  private static RemoteSpawn remoteSpawn(Nodes nodes, Luggage luggage, Duration limit) {
    Events events = new Events("a@127.0.0.1");
    Processes processes = new Processes("a@127.0.0.1", 1, (node, signal) -> true, events);
    return new RemoteSpawn(nodes.closeLater(processes), luggage, limit);
  }

  private static Pid spawn(RemoteSpawn from, Connection peer) {
    return from.spawn(peer, context -> {}, LEADER, Optional.empty());
  }

  @Test
  @DisplayName("an answer may arrive before send returns, and leaves nothing behind")
  void answeredAtOnce(Nodes nodes) {
    RemoteSpawn remote = remoteSpawn(nodes, mock(Luggage.class), Duration.ofSeconds(5));
    Connection peer =
        peer(frame ->
            remote.answered(new Frame.Spawned(((Frame.Spawn) frame).ref(), Optional.of(FAR), "")));
    Claim claim =
        Claim.of("a node is ready for the answer before it sends the request")
            .step("spawn")
            .did("asked a peer that answers before send returns")
            .usually("the reference was put into the map after the frame was sent: too late");
    claim.isEqual(FAR, claim.succeeds(() -> spawn(remote, peer)));
    Connection later = peer(frame -> answerWhenAwaited(remote, (Frame.Spawn) frame));
    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      long start = System.nanoTime();
      claim.succeeds(() -> spawn(remote, later));
      fastest = Math.min(fastest, (System.nanoTime() - start) / 1_000_000);
    }
    long millis = fastest;
    claim
        .did("asked four times a peer that answers as soon as it is waited for")
        .expected("an end as soon as the answer is there")
        .usually("it sleeps and then looks: wait for the answer itself, with orTimeout")
        .holds(
            () -> millis < Await.limit(Duration.ofMillis(300)).toMillis(),
            () -> millis + " ms, the fastest time");
    claim
        .usually("the reference was not removed: each call leaves one behind, for good")
        .isEqual(0, remote.asked.size());
  }

  /** Answers when the thread that asks has begun to wait, or after a fifth of a second. */
  private static void answerWhenAwaited(RemoteSpawn remote, Frame.Spawn asked) {
    Thread asking = Thread.currentThread();
    Thread.startVirtualThread(() -> {
      long end = System.nanoTime() + 200_000_000;
      while (!WAITS.contains(asking.getState()) && System.nanoTime() < end) Thread.yield();
      remote.answered(new Frame.Spawned(asked.ref(), Optional.of(FAR), ""));
    });
  }

  private static final Set<Thread.State> WAITS =
      Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);

  @Test
  @DisplayName("the wait for an answer has a limit")
  void noAnswer(Nodes nodes) {
    nodes.takes(Duration.ofSeconds(10));
    RemoteSpawn remote = remoteSpawn(nodes, mock(Luggage.class), SHORT);
    Connection peer = peer(frame -> {});
    AtomicBoolean interrupted = new AtomicBoolean();
    long start = System.nanoTime();
    CompletableFuture<Pid> asking =
        CompletableFuture.supplyAsync(
            () -> {
              Thread.currentThread().interrupt();
              try {
                return spawn(remote, peer);
              } finally {
                interrupted.set(Thread.currentThread().isInterrupted());
              }
            },
            Thread::startVirtualThread);
    Claim claim =
        Claim.of("the wait for an answer ends at the limit")
            .step("spawn")
            .did("asked a peer that does not answer, with a limit of 150 ms")
            .usually("join without orTimeout(limit) waits without end, or to another limit");
    claim.expected("an end").becomes(asking::isDone, () -> "waiting");
    long millis = (System.nanoTime() - start) / 1_000_000;
    Throwable thrown =
        claim
            .usually("a pid was returned, or null, although no answer had come")
            .throwsA(CompletionException.class, asking::join)
            .getCause();
    if (thrown instanceof Todo todo) throw todo;
    claim
        .expected("an end after 150 ms, or soon after")
        .usually("the limit is not the one that this object was made with: the field limit")
        .holds(() -> millis < 2_500, () -> millis + " ms");
    claim
        .expected("IllegalStateException that names b@127.0.0.1")
        .usually("what orTimeout throws tells too little: say which node did not answer")
        .holds(
            () ->
                thrown instanceof IllegalStateException
                    && thrown.getMessage().contains("b@127.0.0.1"),
            () -> thrown);
    claim
        .usually("the reference was not removed: finally does it in every case")
        .isEqual(0, remote.asked.size());
    claim
        .did("asked a peer that does not answer, on a thread that was interrupted")
        .expected("that it is interrupted afterwards, too")
        .usually("an InterruptedException was caught and forgotten; interrupt the thread again")
        .holds(interrupted::get, () -> "the interrupt is lost");
    claim
        .step("answered")
        .did("the answer came after all, when nobody waited any more")
        .usually("asked.get returns null then, and an exception here ends the connection's reader")
        .succeeds(() -> {
          remote.answered(new Frame.Spawned(new Ref("a@127.0.0.1", 1, 99), Optional.of(FAR), ""));
          return true;
        });
  }

  @Test
  @DisplayName("while one waits for its answer, others ask and are answered")
  void heldUpByNobody(Nodes nodes) {
    RemoteSpawn remote = remoteSpawn(nodes, mock(Luggage.class), Duration.ofSeconds(5));
    List<Ref> unanswered = new CopyOnWriteArrayList<>();
    Connection mute = peer(frame -> unanswered.add(((Frame.Spawn) frame).ref()));
    Connection quick =
        peer(frame ->
            remote.answered(new Frame.Spawned(((Frame.Spawn) frame).ref(), Optional.of(FAR), "")));
    CompletableFuture<Pid> first = asking(remote, mute);
    Await.until("the first has asked", () -> first.isDone() || !unanswered.isEmpty());
    CompletableFuture<Pid> second = asking(remote, quick);
    Claim claim =
        Claim.of("a node that does not answer delays only the processes that asked it")
            .step("spawn")
            .did("one process asked a node that does not answer, then another asked one that does")
            .usually("spawn lets only one ask at a time: then all wait for the slowest");
    claim.expected("the second has its pid").becomes(second::isDone, () -> "it waits");
    claim.isEqual(FAR, claim.succeeds(second::join));
    claim.expected("the first still waits").holds(() -> !first.isDone(), () -> first);
    Ref mine = unanswered.getFirst();
    Pid wrong = new Pid("c@127.0.0.1", 1, 9);
    for (Ref other :
        List.of(
            new Ref("c@127.0.0.1", mine.incarnation(), mine.id()),
            new Ref(mine.node(), mine.incarnation() + 1, mine.id()))) {
      remote.answered(new Frame.Spawned(other, Optional.of(wrong), ""));
    }
    remote.answered(new Frame.Spawned(mine, Optional.of(FAR), ""));
    Claim.of("an answer belongs to the one reference that it repeats")
        .step("answered")
        .did("answers came to references of another node and of another start, then the right one")
        .usually("only the number of the reference was compared: look it up with the whole Ref")
        .isEqual(FAR, claim.succeeds(first::join));
  }

  private static CompletableFuture<Pid> asking(RemoteSpawn remote, Connection peer) {
    return CompletableFuture.supplyAsync(() -> spawn(remote, peer), Thread::startVirtualThread);
  }

  @Test
  @DisplayName("every request is answered, whatever goes wrong")
  void answersAlways(Nodes nodes) {
    Luggage broken = mock(Luggage.class);
    when(broken.unpack(any())).thenThrow(new IllegalStateException());
    RemoteSpawn remote = remoteSpawn(nodes, broken, SHORT);
    List<Frame> answers = new CopyOnWriteArrayList<>();
    Thread test = Thread.currentThread();
    Ref ref = new Ref("b@127.0.0.1", 1, 5);
    Claim claim =
        Claim.of("an exception becomes an answer")
            .step("asked")
            .did(
                "was asked for a function; unpack threw an IllegalStateException without a message");
    claim
        .usually("an exception left the method asked, and no answer was sent")
        .succeeds(() -> {
          remote.asked(
              peer(frame -> {
                if (Thread.currentThread() == test) answers.add(frame);
              }),
              new Frame.Spawn(ref, FAR, Optional.empty(), null));
          return true;
        });
    claim
        .expected("one answer, with the reference, without a pid, with a reason that is not null")
        .usually(
            answers.isEmpty()
                ? "no answer was sent before asked returned: it needs no thread of its own"
                : "getMessage() may return null, and null cannot be sent: String.valueOf")
        .holds(
            () ->
                answers.size() == 1
                    && answers.getFirst() instanceof Frame.Spawned one
                    && one.ref().equals(ref)
                    && one.pid().isEmpty()
                    && one.error() != null,
            () -> answers);
  }

  @Test
  @DisplayName("a process at home that is linked to it hears of its crash")
  void linked(Nodes nodes) throws Exception {
    Node a = nodes.start("a", OpenDoor::pair);
    Node b = nodes.start("b", OpenDoor::pair);
    List<String> ready = new CopyOnWriteArrayList<>();
    List<Exit> exits = new CopyOnWriteArrayList<>();
    Pid guardian =
        a.spawn(context -> {
          context.trapExit(true);
          ready.add("ready");
          for (; ; ) exits.add(context.receive(Exit.class));
        });
    Await.untilEqual("the guardian traps exits", List.of("ready"), () -> ready);
    Claim claim =
        Claim.of("links reach across nodes from the first moment")
            .step("spawn and asked")
            .did("a ran on b a function, linked to a process of a; then the function crashed")
            .usually("linkTo was lost between spawn over here and processes.spawn over there");
    Pid pid =
        claim.succeeds(() -> a.spawn(b.self(), E17_RemoteSpawnTest::crash, Optional.of(guardian)));
    a.processes().send(pid, "now");
    claim.expected("one exit signal").becomes(() -> !exits.isEmpty(), () -> exits);
    claim.isEqual(pid, exits.getFirst().from());
    claim.contains("on purpose", exits.getFirst().reason().toString());
    claim.did("b runs on after the crash").isEqual(Node.Ping.PONG, a.ping(b.self()));
  }

  private static void crash(Context context) {
    context.receive();
    throw new IllegalStateException("on purpose");
  }
}
