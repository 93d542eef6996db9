package multinode.global;

import static multinode.building.Receiver.sendMsg;
import static multinode.building.Receiver.sendMsgToAllNodes;
import static multinode.node.Together.atOnce;
import static multinode.node.Together.mesh;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import multinode.building.Receiver;
import multinode.building.Receiver.Received;
import multinode.genserver.GenServer;
import multinode.genserver.MultiReply;
import multinode.genserver.StartResult;
import multinode.node.Node;
import multinode.process.Context;
import multinode.process.Down;
import multinode.process.ExitReason;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.process.Ref;
import multinode.process.RegisteredName;
import multinode.process.Reply;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import workbook.harness.Await;
import workbook.harness.Claim;
import workbook.harness.Exercise;
import workbook.harness.FaultProxy;
import workbook.harness.Nodes;

@Exercise(
    id = "2.5",
    title = "One receiver in the whole cluster",
    points = 20,
    minutes = 40,
    files = {"multinode/global/GlobalChange.java", "multinode/building/Receiver.java"})
class E25_GlobalNamesTest {

  // GlobalChange

  @Test
  @DisplayName("a registered name is known on every node, and held by one process")
  void given(Nodes nodes) throws Exception {
    List<Node> all = mesh(nodes, "a", "b", "c");
    Pid first = sleeper(all.get(0));
    Pid second = sleeper(all.get(2));
    Claim claim = Claim.of("one process holds the name").step("make");
    boolean given = claim.succeeds(() -> all.get(0).global().register("door", first));
    claim
        .did("a gave the name \"door\" to a process of its own; nobody held it")
        .usually("nobody holds it, so this node's own server is to be asked for the change")
        .isEqual(true, given);
    claim
        .did("then c tried to give it to a process of c")
        .usually("each member has told who holds the name when it was locked: look at that")
        .isEqual(false, claim.succeeds(() -> all.get(2).global().register("door", second)));
    claim.isEqual(Collections.nCopies(3, Optional.of(first)), whereis(all, "door"));
  }

  @Test
  @DisplayName("lock, look, change, unlock: which requests a change sends, and in which order")
  void steps() {
    Steps free = new Steps(Map.of("a", NOBODY, "b", NOBODY, "c", NOBODY));
    Claim order =
        Claim.of("all lock in one order, and each answer is waited for")
            .step("lock and make")
            .did("a made a Put of a free name; its members are c, a and b, in this order");
    List<String> asked = free.asked(order, PUT, "c", "a", "b");
    order
        .usually("an answer was not waited for before the next server was asked")
        .isEqual(List.of(), asked.stream().filter(one -> one.endsWith("and goes on")).toList());
    order
        .usually("the order of the list is the order in which everybody locks")
        .isEqual(List.of("lock c", "lock a", "lock b"), only("lock", asked));
    order
        .usually("this node's own server makes the change, once")
        .isEqual(List.of("change a"), only("change", asked));
    order
        .usually("each member that gave its lock is to be unlocked, once")
        .isEqual(Set.of("unlock a", "unlock b", "unlock c"), Set.copyOf(only("unlock", asked)));
    order
        .usually("it was unlocked before the change was made")
        .isEqual(
            List.of("lock c", "lock a", "lock b", "change a", "unlock a", "unlock b", "unlock c"),
            asked);
    order.usually("what this node's server answers is the answer").isEqual("done", free.answer());

    Steps gone = new Steps(Map.of("a", NOBODY, "b", ExitReason.NOCONNECTION, "c", NOBODY));
    Claim skip =
        Claim.of("a member that has gone is left out")
            .step("lock")
            .did("a made a Put of a free name; its members are a, b and c, and b has gone");
    List<String> without = gone.asked(skip, PUT, "a", "b", "c");
    skip.usually("the list ends at the first member that is gone")
        .isEqual(List.of("lock a", "lock b", "lock c"), only("lock", without));
    skip.usually("what was not locked is unlocked")
        .isEqual(
            List.of("lock a", "lock b", "lock c", "change a", "unlock a", "unlock c"), without);

    Pid holder = new Pid("c@127.0.0.1", 1, 5);
    Steps taken =
        new Steps(Map.of("a", NOBODY, "b", NOBODY, "c", new GlobalServer.Granted(Set.of(holder))));
    Claim look =
        Claim.of("a name that is taken is not given, and is still unlocked")
            .step("make")
            .did("a made a Put of a name; c, when it was locked, told of a process that holds it");
    List<String> refused = taken.asked(look, PUT, "a", "b", "c");
    look.usually("only this node's own list was looked at, not what came with the locks")
        .isEqual(List.of(), only("change", refused));
    look.usually("a return left the locks behind")
        .isEqual(
            List.of("lock a", "lock b", "lock c", "unlock a", "unlock b", "unlock c"), refused);
    look.usually("the answer is the holder of the name").isEqual(holder, taken.answer());

    Steps old =
        new Steps(Map.of("a", NOBODY, "b", new GlobalServer.Granted(Set.of(holder)), "c", NOBODY));
    look.did("a made a Put of a name; b told of a holder on c, and c itself of none")
        .usually("the first holder was taken that anybody told of: holder, which is given, asks c")
        .isEqual(List.of("change a"), only("change", old.asked(look, PUT, "a", "b", "c")));

    Claim take = Claim.of("a name that is held can be taken away").step("make");
    Steps held =
        new Steps(Map.of("a", NOBODY, "b", NOBODY, "c", new GlobalServer.Granted(Set.of(holder))));
    take.did("a made a Take of a name that a process of c holds")
        .usually("that somebody holds the name is in the way of a Put only")
        .isEqual(
            List.of("lock a", "lock c", "change a", "unlock a", "unlock c"),
            held.asked(take, new GlobalServer.Take(null), "a", "c"));
  }

  private static List<String> only(String what, List<String> asked) {
    return asked.stream().filter(one -> one.startsWith(what + " ")).toList();
  }

  private static final GlobalServer.Granted NOBODY = new GlobalServer.Granted(Set.of());
  private static final GlobalServer.Put PUT = new GlobalServer.Put(null);

  /** A change by a process of a that exists on paper; the servers that it asks answer at once. */
  private static final class Steps {
    private final Map<String, Object> granted;
    private final List<String> asked = new ArrayList<>();
    private Object news = "nothing";
    private Object answer = "nothing";

    /** What each member answers to a Lock. */
    Steps(Map<String, Object> granted) {
      this.granted = granted;
    }

    /** Makes a change; gives what was asked and waited for, with the unlocks in order of names. */
    List<String> asked(Claim claim, Object change, String... members) {
      List<NodeName> names =
          Arrays.stream(members).map(name -> new NodeName(name, Nodes.HOST)).toList();
      answer =
          claim.succeeds(() -> new GlobalChange(names, name -> true, "door", change).make(paper()));
      int end = asked.size();
      while (end > 0 && asked.get(end - 1).startsWith("unlock")) end--;
      Collections.sort(asked.subList(end, asked.size()));
      return asked;
    }

    Object answer() {
      return answer;
    }

    private Context paper() {
      Context self = mock(Context.class, CALLS_REAL_METHODS);
      doReturn(new Pid("a@127.0.0.1", 1, 7)).when(self).self();
      doAnswer(call -> ask(call.getArgument(0), call.getArgument(1)))
          .when(self)
          .request(any(), any());
      doAnswer(
              call -> {
                asked.set(asked.size() - 1, asked.getLast().replace(" and goes on", ""));
                return Optional.of(news);
              })
          .when(self)
          .receive(ArgumentMatchers.<Predicate<Object>>any(), any());
      return self;
    }

    private Ref ask(RegisteredName server, Object request) {
      Ref ref = new Ref("a@127.0.0.1", 1, asked.size());
      String member = NodeName.parse(server.node()).name();
      String what =
          switch (request) {
            case GlobalServer.Lock _ -> "lock ";
            case GlobalServer.Unlock _ -> "unlock ";
            default -> "change ";
          };
      asked.add(what + member + " and goes on");
      Object said = what.equals("lock ") ? granted.get(member) : "done";
      news =
          said instanceof ExitReason reason ? new Down(ref, server, reason) : new Reply(ref, said);
      return ref;
    }
  }

  @Test
  @DisplayName("three nodes race for a hundred names: each name has one winner, and all agree")
  void race(Nodes nodes) throws Exception {
    List<Node> all = mesh(nodes, "a", "b", "c");
    Claim claim =
        Claim.of("of three processes that want a name at the same moment, one gets it")
            .step("make")
            .usually(
                "a look before the lock acts on old news: look at what came with the locks,"
                    + " and give none back before the change is made");
    for (int i = 1; i <= 100; i++) {
      String name = "door" + i;
      Claim round = claim.did("a, b and c at once gave the name %s to themselves".formatted(name));
      List<Pid> wanted = all.stream().map(E25_GlobalNamesTest::sleeper).toList();
      List<Boolean> won =
          atOnce(
              round.usually(
                  "two that each hold a lock and wait for the other's: all must lock in the same"
                      + " order, and go on to the next only when they have the one before"),
              all,
              node -> node.global().register(name, wanted.get(all.indexOf(node))));
      List<Pid> winners = wanted.stream().filter(pid -> won.get(wanted.indexOf(pid))).toList();
      round.expected("one true").holds(() -> winners.size() == 1, () -> won);
      round.isEqual(Collections.nCopies(3, Optional.of(winners.getFirst())), whereis(all, name));
    }
  }

  @Test
  @DisplayName("when the change returns, all nodes know it, slow ones too")
  void known(Nodes nodes) throws Exception {
    FaultProxy proxy = nodes.proxy();
    Node a = nodes.start("a");
    Node b = nodes.start("b", proxy::before);
    a.connect(b.self());
    Pid pid = sleeper(a);
    proxy.delay(60, 0);
    Claim claim =
        Claim.of("a change that is reported as done is done everywhere")
            .step("make")
            .usually(
                "b's answer to Unlock was not waited for: it is the sign that b has read all that"
                    + " was sent to it before");
    claim.succeeds(() -> a.global().register("door", pid));
    claim
        .did("a gave itself the name; the line to b takes 60 ms; then b was asked for the name")
        .isEqual(Optional.of(pid), b.global().whereis("door"));
    claim.succeeds(() -> a.global().unregister("door"));
    claim
        .did("a took the name back; then b was asked for it")
        .isEqual(Optional.empty(), b.global().whereis("door"));
  }

  @Test
  @DisplayName("a name can be taken back, from another node too, and given again")
  void takenBack(Nodes nodes) throws Exception {
    List<Node> all = mesh(nodes, "a", "b", "c");
    Pid first = sleeper(all.get(0));
    Pid second = sleeper(all.get(1));
    Claim claim = Claim.of("a name can be taken back").step("make");
    claim.succeeds(() -> all.get(0).global().register("door", first));
    claim
        .did("a process of a holds the name; c took it back")
        .usually("that somebody holds the name is in the way of a Put only, not of a Take")
        .isEqual(true, claim.succeeds(() -> all.get(2).global().unregister("door")));
    claim
        .did("then b gave it to a process of its own")
        .isEqual(true, claim.succeeds(() -> all.get(1).global().register("door", second)));
    claim.isEqual(Collections.nCopies(3, Optional.of(second)), whereis(all, "door"));
  }

  @Test
  @DisplayName("the lock of a node that dies is released, and the others continue without it")
  void lockHolderDies(Nodes nodes) throws Exception {
    List<Node> all = mesh(nodes, "a", "b", "c");
    Node a = all.get(0);
    Node c = all.get(2);
    CompletableFuture<Object> locked = new CompletableFuture<>();
    c.spawn(context -> {
      RegisteredName server = new RegisteredName(GlobalServer.NAME, a.self().toString());
      locked.complete(
          Global.answer(context, context.request(server, new GlobalServer.Lock("door"))));
      context.receive();
    });
    Await.until("c has locked the name on a", locked::isDone);
    Pid pid = sleeper(a);
    Claim claim =
        Claim.of("the lock of a dead node is released")
            .step("make")
            .did("c locked the name on a, and died; a wanted to give the name to a process")
            .usually(
                "a member that is asked for its lock and has gone answers with an ExitReason: it"
                    + " has nothing to say any more, so leave it out");
    int before = a.processes().count();
    CompletableFuture<Boolean> given =
        CompletableFuture.supplyAsync(
            () -> a.global().register("door", pid), Thread::startVirtualThread);
    Await.until(
        "a's change waits for the lock, beside who asked for it",
        () -> given.isDone() || a.processes().count() == before + 2);
    c.close();
    claim.expected("an answer").becomes(given::isDone, () -> "a waits");
    claim.isEqual(true, claim.succeeds(given::join));
    claim.isEqual(Optional.of(pid), all.get(1).global().whereis("door"));
  }

  // Receiver

  @Test
  @DisplayName("a second start finds the first, on every node")
  void second(Nodes nodes) throws Exception {
    List<Node> all = mesh(nodes, "a", "b", "c");
    Pid only = started(Claim.of("the receiver starts").step("startGlobal"), start(all.get(1)));
    for (Node node : all) {
      Claim claim =
          Claim.of("there is one receiver in the cluster")
              .step("startGlobal")
              .did("b started the receiver; then %s did, too".formatted(node.self()))
              .usually("it was started under a local name: Name.global makes the other kind");
      claim.isEqual(new StartResult.AlreadyStarted(only), claim.succeeds(() -> start(node)));
    }
  }

  @Test
  @DisplayName("three nodes start the receiver at once, again and again: one runs, no more")
  void startedAtOnce(Nodes nodes) throws Exception {
    List<Node> all = mesh(nodes, "a", "b", "c");
    Claim claim =
        Claim.of("of three that start it at the same moment, one does")
            .step("startGlobal")
            .did("a, b and c at once called startGlobal")
            .usually(
                "to look whether somebody holds the name, and to start then, is too late: let the"
                    + " server take the name before it is anything else, as GenServer.start does");
    for (int i = 0; i < 10; i++) {
      Set<StartResult> results = new HashSet<>(atOnce(claim, all, E25_GlobalNamesTest::start));
      Pid only =
          results.stream()
              .filter(StartResult.Started.class::isInstance)
              .findFirst()
              .map(StartResult::orThrow)
              .orElseThrow(() -> claim.expected("one started").fails(results.toString()));
      claim.isEqual(
          Set.of(new StartResult.Started(only), new StartResult.AlreadyStarted(only)), results);
      claim.becomesEqual(List.of(only), () -> receivers(all));
      all.getFirst()
          .run(self -> {
            GenServer.stop(self, only, ExitReason.SHUTDOWN);
            return true;
          });
      Await.untilEqual(
          "the name is free again",
          Collections.nCopies(3, Optional.empty()),
          () -> whereis(all, Receiver.NAME));
    }
  }

  @Test
  @DisplayName("sendMsg reaches the one receiver from every node, its own too")
  void one(Nodes nodes) throws Exception {
    List<Node> all = mesh(nodes, "a", "b", "c");
    Node b = all.get(1);
    started(Claim.of("the receiver starts").step("startGlobal"), start(b));
    for (Node node : all) {
      Claim claim =
          Claim.of("every node reaches b's receiver")
              .step("sendMsg")
              .did("b runs the receiver; %s called sendMsg".formatted(node.self()))
              .usually(
                  "sendMsg is still the one of 2.4, which asks the first other node for a local"
                      + " name: ask first who holds the global one");
      claim.isEqual(new Received("hello", b.self()), claim.succeeds(() -> sendMsg(node, "hello")));
    }
    Claim.of("b printed all three")
        .step("sendMsg")
        .becomesEqual(
            List.of(0, 3, 0), () -> all.stream().map(node -> nodes.output(node).size()).toList());
  }

  @Test
  @DisplayName("the holder of the name is looked up once")
  void lookedUpOnce(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Pid only = started(Claim.of("the receiver starts").step("startGlobal"), start(a));
    Claim claim =
        Claim.of("the name may vanish between two look-ups")
            .did("a looked up the name and found the receiver; a second look would find nobody")
            .usually(
                "whereis was called twice, or another node was looked for although somebody holds"
                    + " the name");
    Claim sent = claim.step("sendMsg");
    sent.isEqual(
        new Received("hello", a.self()), sent.succeeds(() -> sendMsg(once(a, only), "hello")));
    String replies = claim.succeeds(() -> sendMsgToAllNodes(once(a, only), "hello")).toString();
    claim
        .step("sendMsgToAllNodes")
        .usually(
            replies.contains("failed")
                ? "whereis was called twice, or the receivers were asked by their local names:"
                    + " somebody holds the global name, so ask that pid only"
                : "the result has the answer of the one who was asked, under its node")
        .isEqual("{a@127.0.0.1=(\"hello\", a@127.0.0.1)}", replies);
  }

  /** A node whose global names hold the receiver at the first look only. */
  private static Node once(Node node, Pid receiver) {
    Global global = mock();
    when(global.whereis(Receiver.NAME))
        .thenReturn(Optional.of(receiver))
        .thenReturn(Optional.empty());
    Node seen = mock(Node.class, delegatesTo(node));
    doReturn(global).when(seen).global();
    return seen;
  }

  @Test
  @DisplayName("to all nodes: the one receiver gets it, once")
  void all(Nodes nodes) throws Exception {
    List<Node> all = mesh(nodes, "a", "b", "c");
    Node b = all.get(1);
    started(Claim.of("the receiver starts").step("startGlobal"), start(b));
    Claim claim =
        Claim.of("all receivers are one receiver")
            .step("sendMsgToAllNodes")
            .did("b runs the cluster's receiver; a called sendMsgToAllNodes");
    MultiReply<Received> replies = claim.succeeds(() -> sendMsgToAllNodes(all.get(0), "hello"));
    claim
        .usually("nodes were asked for a local receiver: somebody holds the global name")
        .isEqual("{b@127.0.0.1=(\"hello\", b@127.0.0.1)}", replies.toString());
    claim
        .usually("the one was told once for each node")
        .becomesEqual(1, () -> nodes.output(b).size());
  }

  @Test
  @DisplayName("to all nodes: the one receiver ends over it, and that is in the result")
  void allEnds(Nodes nodes) throws Exception {
    List<Node> all = mesh(nodes, "a", "b");
    Node b = all.get(1);
    Pid dying = b.spawn(context -> context.receive());
    Claim claim =
        Claim.of("one failure is a partial result too")
            .step("sendMsgToAllNodes")
            .did("the global receiver, on b, ends with its first message; a sent to all nodes")
            .usually(
                "the CallFailed was let through; it belongs into failed, under the receiver's node,"
                    + " as multiCall has it");
    b.global().register(Receiver.NAME, dying);
    MultiReply<Received> replies = claim.succeeds(() -> sendMsgToAllNodes(all.get(0), "hello"));
    claim.isEqual("{} failed {b@127.0.0.1=normal}", replies.toString());
  }

  @Test
  @DisplayName("to all nodes: the one receiver is waited for no longer than all the others are")
  void allWaits(Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(5));
    List<Node> all = mesh(nodes, "a", "b");
    Node b = all.get(1);
    Pid deaf = b.spawn(context -> context.receive("nothing"::equals));
    Claim claim =
        Claim.of("a second is a second, for one as for many")
            .step("sendMsgToAllNodes")
            .did("the global receiver, on b, never answers; a sent to all nodes");
    b.global().register(Receiver.NAME, deaf);
    long begin = System.nanoTime();
    MultiReply<Received> replies = claim.succeeds(() -> sendMsgToAllNodes(all.get(0), "hello"));
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    claim.isEqual("{} failed {b@127.0.0.1=timeout}", replies.toString());
    claim
        .usually("a call that is told no limit waits for five seconds; here the limit is LIMIT")
        .expected("an end after a second, not after five")
        .holds(() -> took.toMillis() < 4_000, () -> took.toMillis() + " ms");
  }

  @Test
  @DisplayName("when the receiver's node goes, another node can start it")
  void again(Nodes nodes) throws Exception {
    List<Node> all = mesh(nodes, "a", "b", "c");
    Node a = all.get(0);
    Claim claim = Claim.of("the name goes with its process").step("startGlobal");
    started(claim, start(all.get(2)));
    all.get(2).close();
    for (Node left : List.of(a, all.get(1))) {
      Await.untilEqual(
          left.self() + " has heard of it",
          Optional.empty(),
          () -> left.global().whereis("receiver"));
    }
    Pid again = started(claim.did("c ran the receiver, and stopped; then a started it"), start(a));
    claim.isEqual("a@127.0.0.1", again.node());
    claim.isEqual(
        new Received("hello", a.self()), claim.succeeds(() -> sendMsg(all.get(1), "hello")));
  }

  private static StartResult start(Node node) {
    return node.run(self -> Receiver.startGlobal(self, node));
  }

  private static Pid started(Claim claim, StartResult result) {
    if (result instanceof StartResult.Started(Pid pid)) return pid;
    throw claim.expected("started(…)").fails(String.valueOf(result));
  }

  private static List<Pid> receivers(List<Node> nodes) {
    return nodes.stream()
        .flatMap(node -> node.processes().list().stream())
        .filter(info -> info.state().filter(Integer.class::isInstance).isPresent())
        .map(info -> info.pid())
        .toList();
  }

  private static Pid sleeper(Node node) {
    return node.spawn(context -> context.receive());
  }

  private static List<Optional<Pid>> whereis(List<Node> nodes, String name) {
    return nodes.stream().map(node -> node.global().whereis(name)).toList();
  }
}
