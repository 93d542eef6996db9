package multinode.node;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import multinode.process.Context;
import multinode.process.Exit;
import multinode.process.Pid;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
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
    claim.succeeds(() -> a.spawn(b.self(), context -> context.println(context.self().node())));
    claim
        .usually("the group leader of the new process is not the one that came in the frame")
        .becomesEqual(
            List.of(List.of("b@127.0.0.1"), List.of()),
            () -> List.of(nodes.output(a), nodes.output(b)));
  }

  @Test
  @DisplayName("what it spawns there prints here too")
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
  @DisplayName("of many who ask at the same time, each gets its own pid")
  void many(Nodes nodes) throws Exception {
    Node a = nodes.start("a", OpenDoor::pair);
    Node b = nodes.start("b", OpenDoor::pair);
    a.spawn(b.self(), context -> {});
    SortedSet<String> expected = new TreeSet<>();
    Claim claim =
        Claim.of("an answer reaches the one who asked")
            .step("answered")
            .did("20 threads of a ran functions on b at the same time; each prints its own pid")
            .usually(
                "an answer was taken by whoever waited first; the reference tells whose it is");
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
  @DisplayName("what cannot be started there is an error here, with the reason")
  void cannotStart(Nodes nodes) throws Exception {
    Node a = nodes.start("a", OpenDoor::pair);
    Node b = nodes.start("b", OpenDoor::pair);
    a.spawn(b.self(), context -> {});
    Secret secret = new Secret();
    Claim claim =
        Claim.of("whoever asks gets an answer, a bad one too")
            .step("asked")
            .did("a ran on b a function that b cannot read");
    String message =
        String.valueOf(
            claim
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
            .usually("linkTo did not go along, or was not handed to processes.spawn");
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
