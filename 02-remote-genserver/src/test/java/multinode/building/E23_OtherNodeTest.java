package multinode.building;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import multinode.genserver.CallFailed;
import multinode.genserver.MultiReply;
import multinode.genserver.StartResult;
import multinode.node.Node;
import multinode.process.Event;
import multinode.process.ExitReason;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.process.Processes;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import workbook.harness.Claim;
import workbook.harness.Exercise;
import workbook.harness.Nodes;
import workbook.harness.RealNode;

@Exercise(
    id = "2.3",
    title = "The building on the other node",
    points = 14,
    minutes = 25,
    files = "multinode/building/Buildings.java")
class E23_OtherNodeTest {

  private static final List<Room> STANDARD = Rooms.standard().all();
  private static final List<Room> ATTIC = List.of(new Room("attic", 4, false));

  private static final Duration AN_HOUR = Duration.ofHours(1);

  // roomsAt

  @Test
  @DisplayName("two buildings of one name on two nodes: each answers with its own rooms")
  void eachItsOwn(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    a.run(self -> MyBuilding.start(self, "d"));
    b.run(self -> MyBuilding.start(self, "d", new Rooms(ATTIC)));
    Claim claim =
        Claim.of("a name belongs to its node")
            .step("roomsAt")
            .usually("ask {building, there}; a name alone is always one of this node");
    claim
        .did("a, not connected yet, asked for the rooms of d at b, which has only an attic")
        .isEqual(ATTIC, claim.succeeds(() -> Buildings.roomsAt(a, "d", b.self())));
    claim
        .did("a asked for the rooms of its own d")
        .isEqual(STANDARD, claim.succeeds(() -> Buildings.roomsAt(a, "d", a.self())));
  }

  @Test
  @DisplayName("no such building is noproc; a node that is not there, or has gone, is nodedown")
  void failures(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    RealNode b = nodes.startReal("b").awaitReady();
    Claim claim = Claim.of("each failure has its reason").step("roomsAt");
    fails(
        claim.did("asked b for the rooms of d, which it has not"), ExitReason.NOPROC, a, b.name());
    b.kill9();
    fails(claim.did("killed b with SIGKILL, and asked it"), CallFailed.NODEDOWN, a, b.name());
    NodeName nobody = nodes.name("nobody");
    fails(claim.did("asked a node that never was"), CallFailed.NODEDOWN, a, nobody);
  }

  @Test
  @DisplayName("a node with a different cookie is nodedown; the log says why")
  void stranger(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Node x = nodes.start("x", "another");
    x.run(self -> MyBuilding.start(self, "d"));
    Claim claim =
        Claim.of("a stranger's building cannot be asked")
            .step("roomsAt")
            .did("asked x, which has a building d and another cookie");
    fails(claim, CallFailed.NODEDOWN, a, x.self());
    claim
        .expected("an event REFUSED on a that names the cookie")
        .becomes(
            () -> nodes.events(a).stream().anyMatch(E23_OtherNodeTest::isRefusal), () -> "none");
  }

  private static boolean isRefusal(Event event) {
    return event.kind() == Event.Kind.REFUSED && event.text().contains("cookie");
  }

  private static void fails(Claim claim, ExitReason reason, Node here, NodeName there) {
    Claim told = claim.usually("CallFailed says it already: let it through");
    told.isEqual(
        reason, told.throwsA(CallFailed.class, () -> Buildings.roomsAt(here, "d", there)).reason());
  }

  // startAt

  @Test
  @DisplayName("a building is started on the other node, and its pid is returned here")
  void startedThere(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    for (Node there : List.of(b, a)) {
      Claim claim =
          Claim.of("the building lives on the node that was asked for, and its pid is the result")
              .step("startAt")
              .did("a started d at " + there.self());
      Set<Pid> before = pids(there);
      Object result = Visitor.outcome(claim, () -> Buildings.startAt(a, "d", there.self()));
      claim
          .expected("a result")
          .usually(
              result instanceof IllegalStateException
                  ? "the end of the starter was taken for a failure, although it sends its result"
                      + " first; or what the function captured was filled over there, which nobody"
                      + " here sees, as it travels as a copy: send the result to a Pid"
                  : result instanceof IllegalArgumentException
                      ? "what the function captures travels with it: a Pid or a String can; a Context or"
                          + " a Node stays at home"
                      : "what the function captures travels as a copy; what is put into it over there,"
                          + " nobody here sees: send the result to a Pid")
          .holds(() -> result instanceof StartResult, () -> result);
      Object holder = there.processes().whereis("d").map(Pid::toString).orElse("nobody");
      boolean isThere =
          result instanceof StartResult.Started(Pid pid)
              && pid.node().equals(there.self().toString());
      claim
          .usually(
              isThere
                  ? "told who started it instead of what was started"
                  : "it was started here instead of there")
          .isEqual("started(" + holder + ")", result.toString());
      claim.isEqual(STANDARD, Buildings.roomsAt(a, "d", there.self()));
      claim
          .expected("one process more over there, the building")
          .usually("the function that starts the building does not end")
          .becomesEqual(
              1L, () -> pids(there).stream().filter(pid -> !before.contains(pid)).count());
    }
  }

  private static Set<Pid> pids(Node node) {
    return node.processes().list().stream().map(Processes.Info::pid).collect(Collectors.toSet());
  }

  @Test
  @DisplayName("a building that exists already stays, and the caller gets its pid")
  void alreadyThere(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    Pid d = b.run(self -> MyBuilding.start(self, "d", new Rooms(ATTIC))).orThrow();
    Claim claim =
        Claim.of("the second start changes nothing")
            .step("startAt")
            .did("b had a building d with an attic, and a started d at b")
            .usually("the result of the start over there is the result here, whatever it is");
    Object result = Visitor.outcome(claim, () -> Buildings.startAt(a, "d", b.self()));
    claim.isEqual(new StartResult.AlreadyStarted(d), result);
    claim.isEqual(ATTIC, Buildings.roomsAt(a, "d", b.self()));
  }

  @Test
  @DisplayName("a building that cannot be started is not waited for")
  void cannotStart(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Claim claim =
        Claim.of("nobody waits for a node that does not exist")
            .step("startAt")
            .did("a started d at nobody@127.0.0.1")
            .usually("a missing node sends no answer: monitor the process that starts d");
    Object result = Visitor.outcome(claim, () -> Buildings.startAt(a, "d", nodes.name("nobody")));
    claim
        .expected("an IllegalStateException that names d and nobody@127.0.0.1")
        .holds(
            () ->
                result instanceof IllegalStateException e
                    && e.getMessage().matches("(?s).*\\bd\\b.*nobody@127.0.0.1.*"),
            () -> result);
    claim
        .usually(
            "the reason is in the Down; without it nobody can tell a typing error from a crash")
        .contains("noconnection", String.valueOf(((Exception) result).getMessage()));
  }

  // roomsEverywhere

  @Test
  @DisplayName("the rooms of all nodes that answer, and a reason for each that does not")
  void everywhere(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    Node c = nodes.start("c");
    a.connect(b.self());
    a.connect(c.self());
    a.run(self -> MyBuilding.start(self, "d"));
    c.run(self -> MyBuilding.start(self, "d", new Rooms(ATTIC)));
    Claim claim =
        Claim.of("each node has an answer or an error of its own")
            .step("roomsEverywhere")
            .did("a asked everywhere for d; a and c have one, b has not");
    MultiReply<List<Room>> all =
        claim
            .usually("the first that failed took everybody's answers with it")
            .succeeds(() -> Buildings.roomsEverywhere(a, "d"));
    claim
        .usually(
            all.replies().size() + all.failed().size() < 2
                ? "the first failure ended it; the others must be asked too"
                : "nodes() are the others; this node has buildings, too")
        .isEqual(Map.of(a.self(), STANDARD, c.self(), ATTIC), all.replies());
    claim
        .usually("nodes that have no such building belong to those who failed")
        .isEqual("{b@127.0.0.1=noproc}", reasons(all));
    Claim own =
        claim
            .did("b, which has no d itself, asked everywhere for d")
            .usually("b's own building was asked apart, and its failure took the answers with it");
    MultiReply<List<Room>> ofB = own.succeeds(() -> Buildings.roomsEverywhere(b, "d"));
    own.isEqual(true, ofB.failed().containsKey(b.self()));
  }

  @Test
  @DisplayName("all nodes that hang cost one second together")
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGSTOP")
  void hanging(Nodes nodes) throws Exception {
    Node a = nodes.start("a", options -> options.withTick(AN_HOUR));
    RealNode b = nodes.startReal("b", "--tick", "3600000").awaitReady();
    a.run(self -> MyBuilding.start(self, "d"));
    a.connect(b.name());
    for (String name : List.of("c", "e")) {
      Node other = nodes.start(name, options -> options.withTick(AN_HOUR));
      Pid deaf = other.spawn(context -> context.receive("nothing"::equals));
      other.processes().register("d", deaf);
      a.connect(other.self());
    }
    b.freeze();
    Claim claim =
        Claim.of("a node that hangs is listed under failed")
            .step("roomsEverywhere")
            .did("a asked everywhere for d; b was frozen with SIGSTOP, c's d and e's never answer");
    Claim inTurn =
        claim.usually(
            "they were asked one after the other, or without a limit of a second: a multiCall asks"
                + " all of them at once");
    long begin = System.nanoTime();
    Object all = Visitor.outcome(inTurn, () -> reasons(Buildings.roomsEverywhere(a, "d")));
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    Claim limit =
        claim.usually(
            "they were asked with another limit than one second for all of them together");
    limit.isEqual("{b@127.0.0.1=timeout, c@127.0.0.1=timeout, e@127.0.0.1=timeout}", all);
    limit
        .expected("an end after a second, not before")
        .holds(() -> took.toMillis() >= 950, () -> took.toMillis() + " ms");
    inTurn
        .expected("an end after a second, not after three")
        .holds(() -> took.toMillis() < 2_500, () -> took.toMillis() + " ms");
  }

  private static String reasons(MultiReply<?> all) {
    Map<NodeName, ExitReason> reasons = new TreeMap<>();
    all.failed().forEach((node, failed) -> reasons.put(node, failed.reason()));
    return reasons.toString();
  }
}
