package multinode.building;

import static multinode.building.Receiver.sendMsg;
import static multinode.building.Receiver.sendMsgToAllNodes;
import static multinode.node.Together.connect;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import multinode.building.Receiver.Message;
import multinode.building.Receiver.Received;
import multinode.genserver.CallFailed;
import multinode.genserver.GenServer;
import multinode.genserver.MultiReply;
import multinode.genserver.Request;
import multinode.genserver.StartResult;
import multinode.node.Node;
import multinode.process.Call;
import multinode.process.ExitReason;
import multinode.process.Pid;
import multinode.process.RegisteredName;
import multinode.process.Signal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Await;
import workbook.harness.Claim;
import workbook.harness.Exercise;
import workbook.harness.Nodes;

@Exercise(
    id = "2.4",
    title = "Send to one, send to all",
    points = 14,
    minutes = 25,
    files = "multinode/building/Receiver.java")
class E24_ReceiverTest {

  private static final String LINE = "\"hello\" message received on node %s from node: %s";

  @Test
  @DisplayName("a message is printed on the other node, with the names of both nodes")
  void printedThere(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    connect(List.of(a, b));
    for (Node node : List.of(a, b)) start(Claim.of("a receiver starts"), node);
    Claim claim = Claim.of("the sender sees nothing; the other node prints").step("handleCall");
    claim.succeeds(() -> sendMsg(a, "hello"));
    claim
        .did("a and b have receivers; a called sendMsg(\"hello\")")
        .expected("no line on a, and one on b")
        .usually(
            "println of the context prints where the receiver was started, System.out somewhere")
        .becomesEqual(List.of(0, 1), () -> List.of(nodes.output(a).size(), nodes.output(b).size()));
    claim
        .did("a and b have receivers; a called sendMsg(\"hello\")")
        .usually(
            nodes.output(b).toString().contains("\"hello\"")
                ? "\"received on\" is the receiver's node, and \"from\" the one in the message"
                : "the text stands in quotes: \"hello\" message received on node …")
        .becomesEqual(
            List.of(List.of(), List.of(LINE.formatted(b.self(), a.self()))),
            () -> List.of(nodes.output(a), nodes.output(b)));
    claim.succeeds(() -> sendMsg(b, "hello"));
    claim
        .did("then b called sendMsg(\"hello\")")
        .usually("the node that it was sent to is fixed; it must be another than the sender's own")
        .becomesEqual(List.of(LINE.formatted(a.self(), b.self())), () -> nodes.output(a));
  }

  @Test
  @DisplayName("the answer says which text arrived, and on which node")
  void answer(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    connect(List.of(a, b));
    start(Claim.of("a receiver starts"), b);
    Claim claim =
        Claim.of("the answer is a receipt")
            .step("handleCall")
            .did("a called sendMsg(\"hello\"), which reached b")
            .usually("the answer bears the sender's node, which the sender knows anyway");
    claim.isEqual(new Received("hello", b.self()), claim.succeeds(() -> sendMsg(a, "hello")));
  }

  @Test
  @DisplayName("who has an answer knows that it has been printed")
  void printedFirst(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    start(Claim.of("a receiver starts"), b);
    Claim claim =
        Claim.of("the answer comes when the line is printed")
            .step("handleCall")
            .did(
                "a process that prints for a receiver sent it a message, and looked what came first")
            .expected("the line to print")
            .usually(
                "the answer was sent before the line was printed: the caller cannot rely on it yet");
    Object first =
        claim.succeeds(() ->
            a.run(self -> {
              Pid me = self.self();
              a.processes().spawn(starter -> starter.send(me, Receiver.start(starter)), me);
              self.receive(StartResult.class);
              self.request(
                  new RegisteredName(Receiver.NAME, a.self().toString()),
                  new Message("hello", a.self()));
              return self.receive();
            }));
    claim.holds(() -> first instanceof Call, () -> first);
  }

  @Test
  @DisplayName("a receiver counts its messages")
  void counts(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    connect(List.of(a, b));
    Pid receiver = start(Claim.of("a receiver starts"), b);
    Claim claim =
        Claim.of("the state is the number of messages so far")
            .step("handleCall")
            .did("a called sendMsg three times; then the receiver on b was asked for its state");
    for (String text : List.of("one", "two", "three")) claim.succeeds(() -> sendMsg(a, text));
    Object count = b.run(self -> GenServer.state(self, receiver));
    claim
        .usually(
            count instanceof Integer many && many > 3
                ? "it is counted in a field, which all receivers of this JVM share; the state is"
                    + " what handleCall is given and hands back"
                : "reply was given the old state: that is the one the server keeps")
        .isEqual(3, count);
  }

  /** A request that no receiver knows. */
  record Paint(String colour) implements Request<String> {}

  @Test
  @DisplayName("an unknown request ends the receiver, and the reason names it")
  void unknown(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Pid receiver = start(Claim.of("a receiver starts"), a);
    Claim claim =
        Claim.of("a caller with an unknown request is told immediately")
            .step("handleCall")
            .did("requested Paint[colour=red] of a receiver");
    Object news = new Visitor(a).ask(receiver, new Paint("red"));
    String mistake =
        news.toString().contains("ClassCastException")
            ? "it was cast to a Message; throw unknown(…), as in 2.1"
            : "it was ignored; throw unknown(…), as in 2.1";
    Visitor.isEnd(claim.usually(mistake), "does not know Paint[colour=red]", news);
  }

  @Test
  @DisplayName("one receiver for each node: a second one is refused, another node's is not")
  void oneEach(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    connect(List.of(a, b));
    Claim claim = Claim.of("the name is taken once on each node").step("start");
    Pid first = start(claim.did("a started a receiver"), a);
    StartResult second = claim.succeeds(() -> a.run(Receiver::start));
    claim
        .did("a started a second one")
        .usually("it was started without a name, so nobody can find it")
        .isEqual(new StartResult.AlreadyStarted(first), second);
    claim.isEqual(first, a.processes().whereis(Receiver.NAME).orElse(null));
    Pid other = start(claim.did("b started one, too"), b);
    claim.usually("the name was taken for all nodes; that is 2.5").isEqual(nameOf(b), other.node());
    a.processes().signal(new Signal.ExitSignal(first, first, ExitReason.KILL, false));
    Await.until("the first receiver has ended", () -> !a.processes().isAlive(first));
    List<Pid> started = new CopyOnWriteArrayList<>();
    Pid starter =
        a.spawn(context -> {
          if (Receiver.start(context) instanceof StartResult.Started(Pid pid)) started.add(pid);
          throw new IllegalStateException("its starter crashes, as it should");
        });
    Await.until("its starter has crashed", () -> !a.processes().isAlive(starter));
    claim
        .did("a process of a started the receiver, and crashed")
        .expected("that the receiver lives")
        .usually("the receiver is linked to its starter: start makes no link, startLink does")
        .holds(() -> !started.isEmpty() && livesOn(a, started.getFirst()), () -> "it has ended");
  }

  /** Whether a process is alive, and handles a message that was sent after all others. */
  private static boolean livesOn(Node node, Pid receiver) {
    try {
      node.run(self -> GenServer.call(self, receiver, new Message("still there?", node.self())));
      return true;
    } catch (CallFailed ended) {
      return false;
    }
  }

  @Test
  @DisplayName("when there is no other node, the error says so")
  void alone(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    start(Claim.of("a receiver starts"), a);
    Claim claim =
        Claim.of("sendMsg on a node that is alone fails, and tells why")
            .step("sendMsg")
            .did("a, which has a receiver and is connected to nobody, called sendMsg");
    Object outcome = Visitor.outcome(claim, () -> sendMsg(a, "hello"));
    claim
        .expected("IllegalStateException")
        .usually("it was sent to a itself, which is no other node")
        .holds(() -> outcome instanceof RuntimeException, () -> outcome);
    var thrown =
        claim
            .usually(
                "the list of nodes was empty, and its exception came through, which tells a reader"
                    + " of the console nothing")
            .throwsA(
                IllegalStateException.class,
                () -> {
                  throw (RuntimeException) outcome;
                });
    claim.contains(nameOf(a), String.valueOf(thrown.getMessage()));
  }

  @Test
  @DisplayName("sendMsg reaches exactly one node")
  void one(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    Node c = nodes.start("c");
    connect(List.of(a, b, c));
    for (Node node : List.of(a, b, c)) start(Claim.of("a receiver starts"), node);
    Claim claim =
        Claim.of("it goes to the first other node by name")
            .step("sendMsg")
            .did("c called sendMsg; a, b and c are connected and have receivers")
            .usually("nodes() is sorted and does not have the node itself: take its first");
    claim.isEqual(new Received("hello", a.self()), claim.succeeds(() -> sendMsg(c, "hello")));
    claim.isEqual(List.of(), nodes.output(b));
  }

  @Test
  @DisplayName("when the first other node has no receiver, the error says so")
  void firstWithout(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    Node c = nodes.start("c");
    connect(List.of(a, b, c));
    start(Claim.of("a receiver starts"), b);
    Claim claim =
        Claim.of("one is asked, and its failure is the answer")
            .step("sendMsg")
            .did("c called sendMsg; a, b and c are connected, and only b has a receiver")
            .usually("the CallFailed was caught, and its caller has to know");
    claim.isEqual(
        ExitReason.NOPROC, claim.throwsA(CallFailed.class, () -> sendMsg(c, "hello")).reason());
    claim.isEqual(List.of(), nodes.output(b));
  }

  @Test
  @DisplayName("to all: an answer from each node, the sender's own too")
  void all(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    Node c = nodes.start("c");
    connect(List.of(a, b, c));
    for (Node node : List.of(a, b, c)) start(Claim.of("a receiver starts"), node);
    Claim claim =
        Claim.of("all nodes are all nodes")
            .step("sendMsgToAllNodes")
            .did("b called sendMsgToAllNodes; a, b and c are connected and have receivers")
            .usually("the sender's own node was left out: nodes() does not have it");
    MultiReply<Received> replies = claim.succeeds(() -> sendMsgToAllNodes(b, "hello"));
    claim.isEqual(List.of(a.self(), b.self(), c.self()), List.copyOf(replies.replies().keySet()));
    for (Node node : List.of(a, b, c)) {
      claim.isEqual(new Received("hello", node.self()), replies.replies().get(node.self()));
      claim.becomesEqual(List.of(LINE.formatted(node.self(), b.self())), () -> nodes.output(node));
    }
  }

  @Test
  @DisplayName("to all: a node without a receiver loses only its own answer")
  void partial(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    Node c = nodes.start("c");
    connect(List.of(a, b, c));
    for (Node node : List.of(a, c)) start(Claim.of("a receiver starts"), node);
    Claim claim =
        Claim.of("a partial result is a result")
            .step("sendMsgToAllNodes")
            .did("a called sendMsgToAllNodes; a and c have receivers, b has none")
            .usually("the first call that failed ended it all, and two good answers were lost");
    MultiReply<Received> replies = claim.succeeds(() -> sendMsgToAllNodes(a, "hello"));
    claim.isEqual(Set.of(a.self(), c.self()), replies.replies().keySet());
    claim
        .expected("for b the reason noproc")
        .usually("a node that has not answered belongs in failed, with the reason")
        .isEqual(List.of(ExitReason.NOPROC), reasons(replies));
  }

  @Test
  @DisplayName("to all: three nodes that do not answer cost one second, not three")
  void atTheSameTime(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    Node c = nodes.start("c");
    connect(List.of(a, b, c));
    start(Claim.of("a receiver starts"), a);
    a.processes().unregister(Receiver.NAME);
    for (Node node : List.of(a, b, c)) {
      Pid deaf = node.spawn(context -> context.receive("nothing"::equals));
      node.processes().register(Receiver.NAME, deaf);
    }
    long begin = System.nanoTime();
    Claim claim =
        Claim.of("all are asked first, and then waited for")
            .step("sendMsgToAllNodes")
            .did("a called sendMsgToAllNodes; the receivers on a, b and c never answer");
    MultiReply<Received> replies = claim.succeeds(() -> sendMsgToAllNodes(a, "hello"));
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    claim
        .usually(
            took.toMillis() > 4_000
                ? "the limit is not LIMIT; a call that is told none waits for five seconds"
                : "they were asked one after the other, and each was given its own time")
        .expected("an end after a second, 1.9 at most")
        .holds(() -> took.toMillis() < 1_900, () -> took.toMillis() + " ms");
    claim
        .expected("three times the reason timeout")
        .isEqual(
            List.of(CallFailed.TIMEOUT, CallFailed.TIMEOUT, CallFailed.TIMEOUT), reasons(replies));
  }

  private static List<ExitReason> reasons(MultiReply<Received> replies) {
    return replies.failed().values().stream().map(CallFailed::reason).toList();
  }

  private static String nameOf(Node node) {
    return node.self().toString();
  }

  private static Pid start(Claim claim, Node node) {
    StartResult result = claim.succeeds(() -> node.run(Receiver::start));
    if (result instanceof StartResult.Started(Pid pid)) return pid;
    throw claim.step("start").expected("started(…)").fails(String.valueOf(result));
  }
}
