package multinode.cluster;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import multinode.node.ConnectResult;
import multinode.node.ConnectResult.Status;
import multinode.node.Node;
import multinode.process.Event;
import multinode.process.NodeName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Await;
import workbook.harness.Claim;
import workbook.harness.Exercise;
import workbook.harness.FaultProxy;
import workbook.harness.Nodes;
import workbook.harness.RealNode;

@Exercise(
    id = "3.3",
    title = "Found is not connected",
    points = 20,
    minutes = 35,
    files = {"multinode/cluster/Connector.java", "multinode/cluster/Retry.java"})
class E33_FoundIsNotConnectedTest {

  private static final NodeName B = NodeName.parse("b@127.0.0.1");
  private static final NodeName C = NodeName.parse("c@127.0.0.1");
  static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  // Retry

  @Test
  @DisplayName("each pause is twice the one before, from 200 ms up to 5 s")
  void pauses() {
    Claim claim =
        Claim.of("a node that does not answer gets longer pauses, up to a limit")
            .step("after")
            .did("had one attempt after the other fail with UNREACHABLE, at the moment it was due");
    List<Long> pauses = new ArrayList<>();
    Retry retry = Retry.at(NOON);
    for (int i = 0; i < 8; i++) {
      Instant failed = retry.due();
      Retry last = retry;
      retry = claim.succeeds(() -> last.after(result(Status.UNREACHABLE), failed));
      pauses.add(Duration.between(failed, retry.due()).toMillis());
    }
    claim
        .usually(
            Set.copyOf(pauses).size() == 1
                ? "the pauses are all the same"
                : pauses.getFirst() > 200
                    ? "the pause was doubled before its first use: this one is pause, the next one"
                        + " is twice as long"
                    : pauses.getLast() > 5_000
                        ? "the pauses double without limit"
                        : pauses.getLast() < 5_000
                            ? "the longest pause is never reached: what would be longer becomes it"
                            : pauses.getFirst() == 200
                                ? "the next pause is another one than twice this one"
                                : "the pause that is due now is the one that was noted at the attempt before")
        .isEqual(List.of(200L, 400L, 800L, 1_600L, 3_200L, 5_000L, 5_000L, 5_000L), pauses);
  }

  @Test
  @DisplayName("a node that refuses is asked again after a minute; then the pauses start over")
  void refusals() {
    for (Status status : List.of(Status.BAD_COOKIE, Status.PROTOCOL, Status.NOT_ALIVE)) {
      Claim claim =
          Claim.of("a refusal mostly stays one")
              .step("after")
              .did("had an attempt fail with " + status)
              .usually("a refusal was taken for a node that does not answer yet");
      Retry refused = claim.succeeds(() -> Retry.at(NOON).after(result(status), NOON));
      claim.isEqual(Duration.ofMinutes(1), Duration.between(NOON, refused.due()));
      Instant later = refused.due();
      Retry next = refused.after(result(Status.UNREACHABLE), later);
      claim
          .did("and the next, a minute later, with UNREACHABLE")
          .usually("after that minute it may have been restarted, and be back in a moment")
          .isEqual(Duration.ofMillis(200), Duration.between(later, next.due()));
    }
    Claim.of("two that call each other at the same moment do not refuse each other")
        .step("after")
        .did("had an attempt fail with SIMULTANEOUS")
        .usually("it was taken for a refusal: only three statuses are, anything else is not")
        .isEqual(
            NOON.plusMillis(200), Retry.at(NOON).after(result(Status.SIMULTANEOUS), NOON).due());
  }

  @Test
  @DisplayName("an attempt is due at its moment, and not before")
  void due() {
    Claim claim =
        Claim.of("due at that moment means: at that moment")
            .step("isDue, soon")
            .did("made a Retry.soon at noon, and asked around 200 ms past noon whether it is due");
    Retry soon = claim.succeeds(() -> Retry.soon(NOON));
    claim
        .usually("soon is not at once: the first attempt is due after the first pause")
        .isEqual(false, soon.isDue(NOON));
    claim.isEqual(false, soon.isDue(NOON.plusMillis(199)));
    claim
        .usually("the very moment was left out: then the keeper wakes up, finds nothing, and loops")
        .isEqual(true, soon.isDue(NOON.plusMillis(200)));
    claim
        .usually("it is due at that moment only: later it is due as well")
        .isEqual(true, soon.isDue(NOON.plusMillis(201)));
    Instant failed = soon.due();
    claim
        .did("made the attempt that was due soon fail, and asked when the next is due")
        .usually("the pauses double with each failure; the first one comes after 200 ms as well")
        .isEqual(
            Duration.ofMillis(200),
            Duration.between(failed, soon.after(result(Status.UNREACHABLE), failed).due()));
  }

  @Test
  @DisplayName("a pause counts from the end of the attempt, however late that is")
  void fromTheEnd() {
    Instant late = NOON.plusSeconds(7);
    Claim claim =
        Claim.of("a pause is a pause")
            .step("after")
            .did("had an attempt that was due at noon fail at noon and 7 seconds")
            .usually("the pause was counted from the moment when the attempt was due");
    claim.isEqual(
        late.plusMillis(200),
        claim.succeeds(() -> Retry.at(NOON).after(result(Status.UNREACHABLE), late)).due());
    claim.isEqual(
        late.plusSeconds(60), Retry.at(NOON).after(result(Status.BAD_COOKIE), late).due());
    Retry third =
        Retry.at(NOON)
            .after(result(Status.UNREACHABLE), NOON)
            .after(result(Status.UNREACHABLE), NOON);
    Retry next =
        third.after(result(Status.BAD_COOKIE), NOON).after(result(Status.UNREACHABLE), NOON);
    claim
        .did(
            "had two attempts fail with UNREACHABLE, one with BAD_COOKIE, and the next with"
                + " UNREACHABLE, all at noon")
        .usually("after a refusal the pauses start over")
        .isEqual(NOON.plusMillis(200), next.due());
  }

  // Connector, with links that are played by Mockito

  @Test
  @DisplayName("each node that is found is connected once")
  void connects() {
    Stand stand = new Stand();
    stand.found.addAll(List.of(B, C));
    Claim claim =
        Claim.of("found, then connected").step("look").did("b and c were found, and it looked");
    claim
        .usually("a node that is due was left for later: each that is due is called in this look")
        .isEqual(Connector.NOTHING_DUE, stand.look(claim));
    claim
        .expected("two attempts for the executor, none made yet")
        .usually(
            stand.waiting.size() + stand.calls() < 2
                ? "a node was left out, or its attempt was not given to the executor: look goes"
                    + " through all nodes, and executor.execute runs the attempts"
                : "connect was called in look, which blocks for as long as connect does")
        .isEqual(
            "2 waiting, 0 made", stand.waiting.size() + " waiting, " + stand.calls() + " made");
    stand.runAll();
    claim
        .did("then both attempts were made")
        .isEqual(
            List.of("connect b@127.0.0.1", "connect c@127.0.0.1"),
            stand.attempts.stream().sorted().toList());
    stand.up.addAll(stand.found);
    stand.look(claim);
    claim
        .did("then it looked again, and both were up")
        .expected("no more attempts, and two connections reported")
        .usually("called reports a failure only; look reports a node that it finds connected")
        .isEqual(
            "0 waiting; [connected b@127.0.0.1, connected c@127.0.0.1]",
            stand.waiting.size() + " waiting; " + stand.reports.stream().sorted().toList());
    stand.look(claim);
    claim
        .did("then it looked once more")
        .usually("a connection is reported each time that somebody looks")
        .isEqual(2, stand.reports.size());
  }

  @Test
  @DisplayName("a node that is up is not called: somebody else has connected it")
  void upAlready() {
    Stand stand = new Stand();
    stand.found.add(B);
    stand.up.add(B);
    Claim claim =
        Claim.of("a node that is up needs no call")
            .step("look")
            .did("b was found, and was connected already, because it had called");
    claim.isEqual(Connector.NOTHING_DUE, stand.look(claim));
    claim.expected("no attempt").isEqual(0, stand.waiting.size());
    claim
        .usually("only who called it reports it: look reports a node that it finds up")
        .isEqual(List.of("connected b@127.0.0.1"), stand.reports);
  }

  @Test
  @DisplayName("a node that is being called is not called a second time")
  void notTwice() {
    Stand stand = new Stand();
    stand.found.add(B);
    Claim claim =
        Claim.of("one attempt at a time")
            .step("call, look")
            .did("b was found; it looked three times while the first attempt was still waiting")
            .usually("nobody notes that a call is under way; each look begins one more");
    for (int i = 0; i < 3; i++) stand.look(claim);
    claim.expected("attempts").isEqual(1, stand.waiting.size());
  }

  @Test
  @DisplayName("a node that does not answer is called again when it is due, and look tells when")
  void triesAgain() {
    Stand stand = new Stand();
    stand.found.add(B);
    stand.answers.put(B, result(Status.UNREACHABLE));
    Claim claim = Claim.of("an attempt that failed is not the last").step("called, look");
    stand.look(claim);
    stand.runAll();
    claim
        .did("b was found, and did not answer")
        .isEqual(List.of("unable b@127.0.0.1 UNREACHABLE"), stand.reports);
    for (long pause : List.of(200, 400, 800)) {
      Duration told = stand.look(claim);
      claim
          .did("it looked when an attempt to connect b had just failed")
          .usually(
              told.equals(Connector.NOTHING_DUE)
                  ? "nobody notes that a call has ended"
                  : told.equals(Duration.ofMillis(200))
                      ? "the pauses start over each time: make the next retry from the last one"
                      : "look does not tell how long it is from now until the next attempt")
          .isEqual(Duration.ofMillis(pause), told);
      stand.now = stand.now.plusMillis(pause - 1);
      claim
          .did("it looked a millisecond too early")
          .isEqual(Duration.ofMillis(1), stand.look(claim));
      claim.expected("no attempt").isEqual(0, stand.waiting.size());
      stand.now = stand.now.plusMillis(1);
      stand.look(claim);
      claim
          .did("it looked when " + pause + " ms had passed since the attempt that failed")
          .expected("one attempt")
          .usually("it is called once and never again")
          .isEqual(1, stand.waiting.size());
      stand.runAll();
    }
  }

  @Test
  @DisplayName("an attempt that throws has failed, and is not the last")
  void throwing() {
    Stand stand = new Stand();
    stand.found.add(B);
    doThrow(new IllegalStateException("links are closed, as they should be"))
        .when(stand.links)
        .connect(any());
    Claim claim =
        Claim.of("whatever comes of an attempt, it is over")
            .step("call")
            .did("b was found, and links.connect threw an exception; a second passed")
            .usually(
                "the exception went past called: attempt, which is given, makes a result of it");
    stand.look(claim);
    claim.succeeds(() -> {
      stand.runAll();
      return true;
    });
    stand.now = stand.now.plusSeconds(1);
    stand.look(claim);
    claim.expected("one more attempt").isEqual(1, stand.waiting.size());
    claim.isEqual(List.of("unable b@127.0.0.1 UNREACHABLE"), stand.reports);
  }

  @Test
  @DisplayName("each failure is reported, not only the first")
  void eachReported() {
    Stand stand = new Stand();
    stand.found.add(B);
    stand.answers.put(B, result(Status.UNREACHABLE));
    Claim claim =
        Claim.of("those who hear of failures decide which to tell")
            .step("called")
            .did("b was found, and did not answer twice")
            .usually("only the first failure was reported: 3.5 decides what the log says");
    stand.look(claim);
    stand.runAll();
    stand.now = stand.now.plusSeconds(1);
    stand.look(claim);
    stand.runAll();
    claim.isEqual(
        List.of("unable b@127.0.0.1 UNREACHABLE", "unable b@127.0.0.1 UNREACHABLE"), stand.reports);
  }

  @Test
  @DisplayName("an attempt that ends before call returns has ended")
  void endsAtOnce() {
    Stand stand = new Stand();
    stand.found.add(B);
    stand.answers.put(B, result(Status.UNREACHABLE));
    Connector connector = stand.connector(Runnable::run);
    Claim claim =
        Claim.of("an attempt may be quicker than the one who asked for it")
            .step("call")
            .did("b was found, and its attempts fail within the call of execute; a second passed")
            .expected("two attempts")
            .usually(
                "the node was noted as being called after execute: then nobody takes that back");
    claim.succeeds(connector::look);
    stand.now = stand.now.plusSeconds(1);
    claim.succeeds(connector::look);
    claim.isEqual(2, stand.attempts.size());
  }

  @Test
  @DisplayName("of several waiting nodes, look returns the time of the one that is due first")
  void dueFirst() {
    List<NodeName> all = new ArrayList<>();
    for (char name = 'b'; name < 'h'; name++) all.add(NodeName.parse(name + "@127.0.0.1"));
    for (NodeName early : all) {
      Stand stand = new Stand();
      stand.found.add(early);
      all.forEach(node -> stand.answers.put(node, result(Status.BAD_COOKIE)));
      stand.answers.put(early, result(Status.UNREACHABLE));
      Claim claim =
          Claim.of("a sleep as long as look says must not miss the first that is due")
              .step("look")
              .did(
                  "five nodes had refused, and are due in a minute; %s had not answered, and is due"
                          .formatted(early)
                      + " in 200 ms");
      stand.look(claim);
      stand.found.addAll(all);
      stand.look(claim);
      claim
          .did("%s was found and is being called; then five more were found".formatted(early))
          .expected("six attempts")
          .usually(
              stand.waiting.size() == 1
                  ? "a node that is being called ended the look"
                  : "a node that is being called, or that was called just now, ended the look")
          .isEqual(6, stand.waiting.size());
      stand.runAll();
      claim
          .usually("another time left counts than the shortest")
          .isEqual(Duration.ofMillis(200), stand.look(claim));
    }
  }

  @Test
  @DisplayName("an attempt takes its time, and its pause begins when it has ended")
  void slowAttempt() {
    Stand stand = new Stand();
    stand.found.add(B);
    stand.answers.put(B, result(Status.UNREACHABLE));
    Claim claim = Claim.of("a pause counts from the end of the attempt").step("called");
    stand.look(claim);
    stand.now = stand.now.plusSeconds(3);
    stand.runAll();
    claim
        .did("an attempt to connect b failed after 3 s; then it looked")
        .usually("the time at the beginning of the attempt was kept: the clock is asked in called")
        .isEqual(Duration.ofMillis(200), stand.look(claim));
    claim.expected("no attempt").isEqual(0, stand.waiting.size());
  }

  @Test
  @DisplayName("a successful attempt has a pause too, until its link is seen")
  void notSeenYet() {
    Stand stand = new Stand();
    stand.found.add(B);
    Claim claim = Claim.of("connect may return before its link is listed").step("called");
    stand.look(claim);
    stand.runAll();
    Duration next = stand.look(claim);
    claim
        .did("b was connected; it looked when links did not list b yet")
        .expected("nothing reported yet")
        .usually("a success counted as up: the next look sees whether it is")
        .isEqual(List.of(), stand.reports);
    claim
        .did("b was connected; it looked when links did not list b yet")
        .expected("the next attempt in 200 ms")
        .usually("a success removed the retry, or the node is still noted as being called")
        .isEqual(Duration.ofMillis(200), next);
    claim.expected("no attempt").isEqual(0, stand.waiting.size());
  }

  @Test
  @DisplayName("a node that is no longer found while it is being called leaves nothing behind")
  void vanishes() {
    Stand stand = new Stand();
    stand.found.add(B);
    stand.answers.put(B, result(Status.BAD_COOKIE));
    Claim claim = Claim.of("what is known of a node goes with it").step("look, called");
    stand.look(claim);
    stand.found.clear();
    stand.look(claim);
    stand.found.add(B);
    stand.look(claim);
    claim
        .did("b was found and is being called; it was not found any more, and then found again")
        .expected("one attempt, the one that is still being made")
        .usually("that it is being called was forgotten; only the end of the attempt ends that")
        .isEqual(1, stand.waiting.size());
    stand.found.clear();
    stand.look(claim);
    stand.runAll();
    claim
        .did("then it was not found any more, and the attempt ended with a refusal")
        .usually("a refusal is reported, whether the node is still found or not")
        .isEqual(List.of("unable b@127.0.0.1 BAD_COOKIE"), stand.reports);
    stand.found.add(B);
    stand.look(claim);
    claim
        .did("then it was found again, as a new node")
        .expected("one attempt")
        .usually("the end of the attempt noted a pause for a node that was not found any more")
        .isEqual(1, stand.waiting.size());
  }

  @Test
  @DisplayName("a node that was up, was lost, and is found again without a link is new")
  void foundAgain() {
    Stand stand = new Stand();
    stand.found.add(B);
    stand.up.add(B);
    Claim claim = Claim.of("what is known of a node goes with it").step("look");
    stand.look(claim);
    stand.found.clear();
    stand.look(claim);
    stand.up.clear();
    stand.found.add(B);
    stand.look(claim);
    claim
        .did("b was up; it was not found any more, its link broke, and it was found again")
        .expected("one attempt, at once")
        .usually("it was still in linked, so this looked like a link that has just broken")
        .isEqual(1, stand.waiting.size());
  }

  @Test
  @DisplayName("a node that was gone and is found again is called at once, like a new one")
  void again() {
    Stand stand = new Stand();
    stand.found.add(B);
    stand.answers.put(B, result(Status.BAD_COOKIE));
    Claim claim = Claim.of("a node that comes back is new").step("look");
    stand.look(claim);
    stand.runAll();
    stand.found.clear();
    stand.now = stand.now.plusSeconds(1);
    claim
        .did("b had refused; then it was not found any more")
        .usually("it is still waited for")
        .isEqual(Connector.NOTHING_DUE, stand.look(claim));
    stand.found.add(B);
    stand.look(claim);
    claim
        .did("then somebody restarted it, and it was found again")
        .expected("one attempt")
        .usually("its old pause was kept: it waits for what another start of that node has done")
        .isEqual(1, stand.waiting.size());
  }

  @Test
  @DisplayName("a node that is not found any more is not called any more")
  void gone() {
    Stand stand = new Stand();
    stand.found.add(B);
    stand.answers.put(B, result(Status.UNREACHABLE));
    Claim claim = Claim.of("a node that is gone is left in peace").step("look");
    stand.look(claim);
    stand.runAll();
    stand.found.clear();
    for (int i = 0; i < 3; i++) {
      stand.now = stand.now.plusSeconds(60);
      claim
          .did("b had not answered; then it was not found any more, and minutes went by")
          .isEqual(Connector.NOTHING_DUE, stand.look(claim));
    }
    claim.expected("no attempt").isEqual(0, stand.waiting.size());
  }

  @Test
  @DisplayName("a link that broke is made again after a moment, because its node may be dying")
  void broken() {
    Stand stand = new Stand();
    stand.found.add(B);
    stand.up.add(B);
    Claim claim = Claim.of("a broken link is made again").step("look");
    stand.look(claim);
    stand.up.clear();
    claim
        .did("b was up; then its link broke, and it was still found")
        .usually("it was called at once; it is mostly dead, and membership is about to tell")
        .isEqual(Duration.ofMillis(200), stand.look(claim));
    claim.expected("no attempt yet").isEqual(0, stand.waiting.size());
    stand.now = stand.now.plusMillis(200);
    stand.look(claim);
    claim
        .did("then 200 ms had passed")
        .expected("one attempt")
        .usually("each look starts the pause over: forget at the first look that it was linked")
        .isEqual(1, stand.waiting.size());
    stand.runAll();
    stand.up.add(B);
    stand.look(claim);
    claim
        .did("then it was up again")
        .usually("that it was up before was never forgotten")
        .isEqual(List.of("connected b@127.0.0.1", "connected b@127.0.0.1"), stand.reports);
  }

  @Test
  @DisplayName("after a success the pauses start over")
  void forgiven() {
    Stand stand = new Stand();
    stand.found.add(B);
    stand.answers.put(B, result(Status.UNREACHABLE));
    Claim claim = Claim.of("what is over is over").step("look");
    for (int i = 0; i < 5; i++) {
      stand.look(claim);
      stand.runAll();
      stand.now = stand.now.plusSeconds(5);
    }
    stand.up.add(B);
    stand.look(claim);
    stand.up.clear();
    claim
        .did("b was called five times without success, then it was up, then its link broke")
        .usually("the long pause of the time before is still there")
        .isEqual(Duration.ofMillis(200), stand.look(claim));
  }

  @Test
  @DisplayName("a node that discovery does not find any more keeps its link")
  void keepsLinks() {
    Stand stand = new Stand();
    stand.found.addAll(List.of(B, C));
    stand.up.addAll(List.of(B, C));
    Claim claim =
        Claim.of("an outage of discovery is not an outage of the nodes")
            .step("look")
            .did("b and c were up; then nobody was found any more")
            .usually(
                "a node that is not found was disconnected; then a name service that fails for a"
                    + " minute tears a healthy cluster apart");
    stand.look(claim);
    stand.found.clear();
    stand.look(claim);
    claim.expected("calls of disconnect").isEqual(0L, stand.calls("disconnect"));
  }

  @Test
  @DisplayName("an attempt that takes long holds nobody else up")
  void blocks() {
    Stand stand = new Stand();
    stand.found.addAll(List.of(B, C));
    CountDownLatch called = new CountDownLatch(1);
    CountDownLatch hanging = new CountDownLatch(1);
    List<NodeName> connected = new CopyOnWriteArrayList<>();
    when(stand.links.connect(any()))
        .thenAnswer(call -> {
          NodeName node = call.getArgument(0);
          if (node.equals(B)) {
            called.countDown();
            hanging.await();
          }
          connected.add(node);
          return result(Status.CONNECTED);
        });
    Connector connector = stand.connector(Thread::startVirtualThread);
    Claim claim =
        Claim.of("connect may block for seconds; nobody waits for it")
            .step("look, call")
            .did("b and c were found; the attempt to connect b hangs")
            .usually("connect was called while the connector's lock was held");
    try {
      CompletableFuture<Duration> looks =
          CompletableFuture.supplyAsync(
              () -> {
                connector.look();
                await(called);
                return connector.look();
              },
              Thread::startVirtualThread);
      claim.expected("that it has looked, twice").becomes(() -> looks.isDone(), () -> "it looks");
      claim.succeeds(looks::join);
      claim.expected("that c is connected").becomesEqual(List.of(C), () -> connected);
    } finally {
      hanging.countDown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  // Real members

  @Test
  @DisplayName("a node that is found is connected; a link that is cut comes back, and nobody left")
  void comesBack(Nodes nodes) throws Exception {
    FaultProxy proxyA = nodes.proxy();
    FaultProxy proxyB = nodes.proxy();
    Node a = nodes.start("a", proxyA::before);
    Node b = nodes.start("b", proxyB::before);
    Topology topology = Clusters.topology(nodes, Epmd.of("a@127.0.0.1"));
    Claim claim = Claim.of("the cluster heals by itself").step("look");
    List<Cluster> both = claim.succeeds(() -> Clusters.join(nodes, topology, a, b));
    claim
        .did("a and b joined one topology, and nobody typed connect")
        .becomesEqual(List.of(b.self()), a::nodes);
    for (FaultProxy proxy : List.of(proxyA, proxyB)) proxy.cut();
    claim
        .did("then their link was cut, and only that: Hazelcast has links of its own")
        .expected("that b has come up twice")
        .usually("nobody looks again when a link has broken")
        .becomes(
            () -> count(nodes, a, Event.Kind.NODE_UP, b) == 2 && !a.nodes().isEmpty(),
            () -> nodes.events(a).stream().filter(E33_FoundIsNotConnectedTest::isNews).toList());
    claim
        .expected("that nobody was lost as a member")
        .isEqual(0L, count(nodes, a, Event.Kind.MEMBER_DOWN, b));
    claim.isEqual(Set.of(a.self(), b.self()), both.getFirst().members());
  }

  @Test
  @DisplayName("kill -9: the calls to a node that is gone come to an end")
  void killed(Nodes nodes) throws Exception {
    nodes.takes(Clusters.LIMIT);
    Node a = nodes.start("a");
    Topology topology = Clusters.topology(nodes, Epmd.of("a@127.0.0.1"));
    List<NodeName> called = new CopyOnWriteArrayList<>();
    Cluster cluster = nodes.closeLater(Cluster.join(a, topology, counting(a, called)));
    RealNode b =
        nodes.startReal(
            "b",
            "--epmd",
            "a",
            "--open",
            "--topology",
            Clusters.name(nodes),
            "--cluster-port",
            "" + topology.ports().first());
    Claim claim = Claim.of("a dead node is not called").step("look");
    claim
        .did("a joined, and b, a process of its own, was started with the same topology")
        .becomesEqual(List.of(b.name()), a::nodes);
    b.kill9();
    claim.did("then b was killed with SIGKILL").becomesEqual(Set.of(a.self()), cluster::members);
    int before = called.size();
    Await.never("a calls b again", Duration.ofMillis(450), () -> called.size() > before + 1);
  }

  private static Links counting(Node node, List<NodeName> called) {
    Links real = Links.of(node);
    Links links = mock();
    when(links.nodes()).thenAnswer(call -> real.nodes());
    when(links.connect(any()))
        .thenAnswer(call -> {
          called.add(call.getArgument(0));
          return real.connect(call.getArgument(0));
        });
    return links;
  }

  private static long count(Nodes nodes, Node node, Event.Kind kind, Node peer) {
    return nodes.events(node).stream()
        .filter(event -> event.kind() == kind && event.peer().equals(peer.self().toString()))
        .count();
  }

  private static boolean isNews(Event event) {
    return switch (event.kind()) {
      case NODE_UP, NODE_DOWN, MEMBER_UP, MEMBER_DOWN -> true;
      default -> false;
    };
  }

  private static ConnectResult result(Status status) {
    return new ConnectResult(status, "");
  }
}
