package multinode.building;

import static multinode.node.Together.mesh;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockingDetails;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Map;
import java.util.Set;
import multinode.building.Watcher.Sight;
import multinode.building.Watcher.Status;
import multinode.building.Watcher.Unwatch;
import multinode.building.Watcher.Watch;
import multinode.genserver.CallResult;
import multinode.genserver.GenServer;
import multinode.genserver.Request;
import multinode.genserver.Result;
import multinode.node.Node;
import multinode.process.Context;
import multinode.process.Destination;
import multinode.process.Down;
import multinode.process.ExitReason;
import multinode.process.From;
import multinode.process.Pid;
import multinode.process.Ref;
import multinode.process.RegisteredName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Await;
import workbook.harness.Claim;
import workbook.harness.Exercise;
import workbook.harness.Nodes;
import workbook.harness.RealNode;

@Exercise(
    id = "2.6",
    title = "Know that the other side is gone",
    points = 14,
    minutes = 25,
    files = "multinode/building/Watcher.java")
class E26_WatcherTest {

  private static final RegisteredName D = new RegisteredName("d", "b@127.0.0.1");
  private static final Ref OLD = new Ref("a@127.0.0.1", 1, 1);
  private static final Ref NEW = new Ref("a@127.0.0.1", 1, 2);

  // The handlers, each by itself: the watcher's process is played by Mockito.

  @Test
  @DisplayName("a building that is watched twice has one monitor")
  void oneMonitor() {
    Context self = context();
    Claim claim =
        Claim.of("a second Watch changes nothing").step("watch").did("handled Watch(d) twice");
    var first = call(claim, new Watch(D), Map.of(), self);
    claim
        .usually("the first answer is true, and d is There from now on, with its monitor")
        .isEqual(new CallResult.Reply<>(true, state(Map.of(D, new Sight.There(NEW)))), first);
    claim
        .did("handled Watch(d), and tried to change the state that came of it")
        .usually("a HashMap was handed out; Map.copyOf gives a map that refuses")
        .throwsA(UnsupportedOperationException.class, () -> stateIn(first).clear());
    var second = call(claim, new Watch(D), Map.of(D, new Sight.There(NEW)), self);
    claim
        .expected("one call of monitor")
        .usually("a monitor for each question: then its end is told once for each, too")
        .isEqual(1L, calls(self, "monitor"));
    claim
        .usually("the second answer is false, and changes nothing: d is watched already")
        .isEqual(new CallResult.Reply<>(false, state(Map.of(D, new Sight.There(NEW)))), second);
  }

  @Test
  @DisplayName("a building that is gone is watched again, with a new monitor")
  void again() {
    Context self = context();
    Claim claim =
        Claim.of("a building that is gone may return")
            .step("watch")
            .did("handled Watch(d), and d was known to be gone")
            .usually(
                "it was taken for watched, because it is in the map; a monitor tells once, so"
                    + " nobody watches it any more");
    var gone = new Sight.Gone(ExitReason.NOCONNECTION);
    claim.isEqual(
        new CallResult.Reply<>(true, state(Map.of(D, new Sight.There(NEW)))),
        call(claim, new Watch(D), Map.of(D, gone), self));
  }

  @Test
  @DisplayName("unwatch removes the monitor")
  void demonitors() {
    Context self = context();
    Claim claim =
        Claim.of("a monitor that nobody needs is removed")
            .step("unwatch")
            .did("handled Unwatch(d), which was watched");
    var reply = call(claim, new Unwatch(D), Map.of(D, new Sight.There(OLD)), self);
    claim
        .expected("demonitor, with its Ref")
        .usually(
            "it was only forgotten: its monitor lives on, here and on the other node, and one more"
                + " comes with each Watch")
        .isEqual(1L, calls(self, "demonitor", OLD));
    claim
        .usually("the answer is true, and the next state does not have d any more")
        .isEqual(new CallResult.Reply<>(true, state(Map.of())), reply);
    RegisteredName e = new RegisteredName("e", "b@127.0.0.1");
    Map<Destination, Sight> both = Map.of(D, new Sight.There(OLD), e, new Sight.There(NEW));
    claim
        .did("handled Unwatch(d); d and e were watched")
        .usually("all were forgotten, and not only the one: e stays as it is")
        .isEqual(
            new CallResult.Reply<>(true, state(Map.of(e, new Sight.There(NEW)))),
            call(claim, new Unwatch(D), both, context()));
    claim
        .did("handled Unwatch(d), which was not known")
        .usually("the answer is whether it was known: false")
        .isEqual(
            new CallResult.Reply<>(false, state(Map.of())),
            call(claim, new Unwatch(D), Map.of(), self));
  }

  @Test
  @DisplayName("a Down of the building's monitor is printed, and the building is gone")
  void down() {
    Context self = context();
    Claim claim =
        Claim.of("a building whose process has ended is gone")
            .step("handleInfo")
            .did("d is watched by monitor 2; a Down of monitor 2 came, with the reason killed");
    var next =
        info(claim, new Down(NEW, D, ExitReason.KILLED), Map.of(D, new Sight.There(NEW)), self);
    claim
        .usually(
            next.equals(state(Map.of()))
                ? "the building was forgotten: one that is gone stays known, as Gone"
                : calls(self, "monitor") > 0
                    ? "it was monitored again: whether to watch a building again, Watch says"
                    : "the state must say that d is Gone, with the reason of the Down")
        .isEqual(state(Map.of(D, new Sight.Gone(ExitReason.KILLED))), next);
    claim
        .expected("a line printed")
        .usually("nobody is told: print which building is gone, and why, with self.println")
        .isEqual(1L, calls(self, "println"));
  }

  @Test
  @DisplayName("a Down of a different monitor says nothing about the building")
  void byReference() {
    Context self = context();
    Map<Destination, Sight> known = Map.of(D, new Sight.There(NEW));
    Claim claim =
        Claim.of("a Down is matched by its reference")
            .step("handleInfo")
            .did("d is watched by monitor 2; a Down of monitor 1 came, which bears d's name, too")
            .usually(
                "it was matched by the name: then old news of a building that was gone, and came"
                    + " back, ends the new one");
    claim.isEqual(state(known), info(claim, new Down(OLD, D, ExitReason.NOPROC), known, self));
    claim.expected("nothing printed").isEqual(0L, calls(self, "println"));
    for (Ref other : List.of(new Ref("c@127.0.0.1", 1, 2), new Ref("a@127.0.0.1", 2, 2))) {
      Claim number =
          claim
              .did("d is watched by monitor 2 of a; a Down of another's monitor 2 came")
              .usually("only the number was compared: a Ref is its node, its start and a number");
      Object next =
          number.succeeds(
              () -> new Watcher().handleInfo(new Down(other, D, ExitReason.NOPROC), known, self));
      number.isEqual(state(known), next);
    }
    RegisteredName e = new RegisteredName("e", "b@127.0.0.1");
    Map<Destination, Sight> both = Map.of(D, new Sight.There(NEW), e, new Sight.There(OLD));
    Claim mixed =
        claim
            .did(
                "d is watched by monitor 2, e by monitor 1; a Down of monitor 1 came with d's name")
            .usually(
                "the monitor was looked for among all buildings: compare it with the one that d has now");
    mixed.isEqual(
        state(both),
        mixed.succeeds(
            () -> new Watcher().handleInfo(new Down(OLD, D, ExitReason.NOPROC), both, self)));
  }

  @Test
  @DisplayName("a Down is matched by the value of its reference")
  void byValue() {
    Context self = context();
    Ref same = new Ref("a@127.0.0.1", 1, 2);
    Claim claim =
        Claim.of("a reference that has been to another node and back is the same")
            .step("handleInfo")
            .did("d is watched by monitor 2; a Down came with an equal reference, another object")
            .usually("references were compared with ==");
    claim.isEqual(
        state(Map.of(D, new Sight.Gone(ExitReason.KILLED))),
        info(claim, new Down(same, D, ExitReason.KILLED), Map.of(D, new Sight.There(NEW)), self));
  }

  @Test
  @DisplayName("a building that ends normally is gone like any other, and that is told")
  void normalEnd() {
    Context self = context();
    Claim claim =
        Claim.of("a normal end is an end")
            .step("handleInfo")
            .did("d is watched by monitor 2, and ended normally")
            .usually("a normal end is an end too: the building is gone");
    claim.isEqual(
        state(Map.of(D, new Sight.Gone(ExitReason.NORMAL))),
        info(claim, new Down(NEW, D, ExitReason.NORMAL), Map.of(D, new Sight.There(NEW)), self));
    claim.expected("a line printed").isEqual(1L, calls(self, "println"));
  }

  @Test
  @DisplayName("a Down of a building that is not watched, or gone already, changes nothing")
  void lateDown() {
    RegisteredName e = new RegisteredName("e", "b@127.0.0.1");
    Map<Destination, Sight> known = Map.of(D, new Sight.Gone(ExitReason.NOPROC));
    for (Destination building : List.of(e, D)) {
      Context self = context();
      Claim claim =
          Claim.of("news may come late")
              .step("handleInfo")
              .did(
                  "a Down of %s came; e is not known, and d is known to be gone"
                      .formatted(building))
              .usually(
                  "known.get gives null, or a Gone, which has no monitor; both are allowed for");
      claim.isEqual(
          state(known), info(claim, new Down(OLD, building, ExitReason.NORMAL), known, self));
      claim.expected("nothing printed").isEqual(0L, calls(self, "println"));
    }
  }

  @Test
  @DisplayName(
      "a building that is gone can be forgotten, and the state cannot be changed from outside")
  void forgotten() {
    Map<Destination, Sight> gone = Map.of(D, new Sight.Gone(ExitReason.NOPROC));
    Claim claim =
        Claim.of("a building that is gone is still known")
            .step("unwatch")
            .did("handled Unwatch(d), which is known to be gone")
            .usually("true is the answer for any that was known, there or gone");
    var reply = call(claim, new Unwatch(D), gone, context());
    claim.isEqual(new CallResult.Reply<>(true, state(Map.of())), reply);
    claim
        .did("handled Unwatch(d), and tried to change the state that came of it")
        .usually("a HashMap was handed out; Map.copyOf gives a map that refuses")
        .throwsA(
            UnsupportedOperationException.class, () -> stateIn(reply).put(D, new Sight.There(NEW)));
  }

  private static Map<Destination, Sight> stateIn(Object reply) {
    @SuppressWarnings("unchecked") // the state of a Watcher is such a map
    var result = (CallResult.Reply<Map<Destination, Sight>>) reply;
    return ((Result.NoReply<Map<Destination, Sight>>) result.next()).state();
  }

  @Test
  @DisplayName("any other message changes nothing, and ends nothing")
  void otherMessages() {
    Map<Destination, Sight> known = Map.of(D, new Sight.There(NEW));
    Claim claim =
        Claim.of("anybody can send a watcher anything")
            .step("handleInfo")
            .did("the watcher got the message \"hello\"")
            .usually("an exception here ends the watcher, and all that it knows is lost");
    claim.isEqual(state(known), info(claim, "hello", known, context()));
  }

  // The watcher on a node, and buildings on another.

  @Test
  @DisplayName(
      "a missing building is gone immediately: noproc, or noconnection if there is no node")
  void notThere(Nodes nodes) throws Exception {
    Node a = mesh(nodes, "a", "b").getFirst();
    watcher(a);
    Claim claim =
        Claim.of("a monitor on a missing process reports that immediately")
            .step("watch")
            .did("a watched {d, b@127.0.0.1}, which nobody is, and {d, nobody@127.0.0.1}")
            .usually("the Down that came was taken for somebody else's");
    ask(claim, a, new Watch(D));
    ask(claim, a, new Watch(new RegisteredName("d", "nobody@127.0.0.1")));
    claim.becomesEqual(
        Map.of("{d, b@127.0.0.1}", "gone: noproc", "{d, nobody@127.0.0.1}", "gone: noconnection"),
        () -> ask(claim, a, new Status()));
  }

  @Test
  @DisplayName("a crash is reported once, with its reason, and the building stays in the list")
  void crash(Nodes nodes) throws Exception {
    List<Node> both = mesh(nodes, "a", "b");
    Node a = both.get(0);
    watcher(a);
    Pid building = Shack.on(both.get(1), "d");
    Claim claim = Claim.of("a watcher learns the reason").step("handleInfo");
    ask(claim, a, new Watch(D));
    ask(claim, a, new Watch(D));
    claim
        .did("a watched {d, b@127.0.0.1}, twice")
        .isEqual(Map.of("{d, b@127.0.0.1}", "there"), ask(claim, a, new Status()));
    a.processes().send(building, "the roof comes down");
    claim
        .did("then the process that was d crashed")
        .usually("the reason is in the Down; one that is gone is known, and not forgotten")
        .becomesEqual(
            Map.of(
                "{d, b@127.0.0.1}", "gone: java.lang.IllegalStateException: the roof comes down"),
            () -> ask(claim, a, new Status()));
    claim.isEqual(
        List.of("{d, b@127.0.0.1} is gone: java.lang.IllegalStateException: the roof comes down"),
        nodes.output(a));
  }

  @Test
  @DisplayName("a building that is no longer watched is not reported")
  void unwatched(Nodes nodes) throws Exception {
    List<Node> both = mesh(nodes, "a", "b");
    Node a = both.get(0);
    watcher(a);
    Pid d = Shack.on(both.get(1), "d");
    Pid e = Shack.on(both.get(1), "e");
    Claim claim =
        Claim.of("a watcher says nothing about what it no longer watches")
            .step("unwatch")
            .did("a watched d and e on b, then d not any more; both crashed, d first")
            .usually("d's monitor was not taken back");
    ask(claim, a, new Watch(D));
    ask(claim, a, new Watch(new RegisteredName("e", "b@127.0.0.1")));
    ask(claim, a, new Unwatch(D));
    a.processes().send(d, "down");
    Await.until("d has ended", () -> !both.get(1).processes().isAlive(d));
    a.processes().send(e, "down");
    claim.becomesEqual(
        List.of("{e, b@127.0.0.1} is gone: java.lang.IllegalStateException: down"),
        () -> nodes.output(a));
    claim.isEqual(Set.of("{e, b@127.0.0.1}"), ask(claim, a, new Status()).keySet());
  }

  @Test
  @DisplayName("kill -9: the whole node is gone, and so is the building; back again, it is watched")
  void killed(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    watcher(a);
    RealNode b = nodes.startReal("b").awaitReady();
    Shack.far(a, b.name(), "d");
    Claim claim = Claim.of("a node that is killed is noticed too").step("handleInfo");
    ask(claim, a, new Watch(D));
    claim
        .did("a watched d on b, a process of its own")
        .isEqual(Map.of("{d, b@127.0.0.1}", "there"), ask(claim, a, new Status()));
    b.kill9();
    claim
        .did("then b was killed with SIGKILL")
        .usually("noconnection is a reason like any other: it comes as a Down")
        .becomesEqual(
            Map.of("{d, b@127.0.0.1}", "gone: noconnection"), () -> ask(claim, a, new Status()));
    nodes.startReal("b").awaitReady();
    Shack.far(a, b.name(), "d");
    claim
        .did("then b was started again with a d, and a watched it again")
        .isEqual(true, ask(claim, a, new Watch(D)));
    claim.isEqual(Map.of("{d, b@127.0.0.1}", "there"), ask(claim, a, new Status()));
    claim.isEqual(List.of("{d, b@127.0.0.1} is gone: noconnection"), nodes.output(a));
  }

  private static void watcher(Node node) {
    node.run(self -> Watcher.start(self, Watcher.NAME)).orThrow();
  }

  private static <R> R ask(Claim claim, Node node, Request<R> request) {
    RegisteredName watcher = new RegisteredName(Watcher.NAME, node.self().toString());
    return claim.succeeds(() -> node.run(self -> GenServer.call(self, watcher, request)));
  }

  private static Context context() {
    Context self = mock();
    when(self.monitor(any())).thenReturn(NEW);
    return self;
  }

  /** How often a method of the mock was called, with these arguments where any are given. */
  private static long calls(Context self, String method, Object... arguments) {
    return mockingDetails(self).getInvocations().stream()
        .filter(call -> call.getMethod().getName().equals(method))
        .filter(call ->
            arguments.length == 0 || List.of(call.getArguments()).equals(List.of(arguments)))
        .count();
  }

  private static Object call(
      Claim claim, Request<?> request, Map<Destination, Sight> known, Context self) {
    From from = new From(new Pid("a@127.0.0.1", 1, 1), OLD, new Pid("a@127.0.0.1", 1, 2));
    return claim.succeeds(() -> new Watcher().handleCall(request, from, known, self));
  }

  private static Object info(
      Claim claim, Object message, Map<Destination, Sight> known, Context self) {
    return claim
        .usually(
            "an exception ends the watcher, and all that it knows is lost: leave alone what is not news")
        .succeeds(() -> new Watcher().handleInfo(message, known, self));
  }

  private static Result<Map<Destination, Sight>> state(Map<Destination, Sight> known) {
    return Result.noReply(known);
  }
}
