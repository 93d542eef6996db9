package multinode.supervisor;

import static multinode.supervisor.Restart.PERMANENT;
import static multinode.supervisor.Restart.TEMPORARY;
import static multinode.supervisor.Restart.TRANSIENT;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import multinode.genserver.GenServer;
import multinode.genserver.Request;
import multinode.genserver.StartResult;
import multinode.node.Node;
import multinode.process.Down;
import multinode.process.ExitReason;
import multinode.process.Pid;
import multinode.supervisor.SupervisorRequest.CountChildren;
import multinode.supervisor.SupervisorRequest.StartChild;
import multinode.supervisor.SupervisorRequest.TerminatePid;
import multinode.supervisor.SupervisorRequest.WhichChildren;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Await;
import workbook.harness.Claim;
import workbook.harness.Exercise;
import workbook.harness.Nodes;

@Exercise(
    id = "4.2",
    title = "A dynamic supervisor",
    points = 10,
    minutes = 25,
    files = "multinode/supervisor/DynamicSupervisor.java")
class E42_DynamicSupervisorTest {

  private static final Intensity PATIENT = Intensity.of(100, Duration.ofSeconds(5));

  /** However often it tries again, it lives to tell. */
  private static final Intensity TIRELESS = Intensity.of(100_000, Duration.ofSeconds(5));

  private static final String UNCOUNTED =
      "a start that fails has to be counted like any restart, or it never ends";

  private final Kids kids = new Kids();
  private Node node;
  private Pid supervisor;

  // Children come and go

  @Test
  @DisplayName("a child that has started is known, and counted")
  void starts(Nodes nodes) throws Exception {
    Claim claim =
        Claim.of("a child that has started is known")
            .step("handleCall and add")
            .did("started x and y under a dynamic supervisor");
    begin(claim, nodes, DynamicSupervisor.unlimited());
    StartResult first = ask(claim, new StartChild(kids.spec("x")));
    claim.isEqual(new StartResult.Started(kids.pid("x")), first);
    ask(claim, new StartChild(kids.spec("y")));
    claim.isEqual(List.of("x=" + kids.pid("x"), "y=" + kids.pid("y")), children(claim));
    claim.isEqual(new ChildCount(2, 2, 0, 2), ask(claim, new CountChildren()));
    claim
        .usually("the new state has to be made, by state(…), after the map has changed")
        .isEqual(2, state(claim).children());
  }

  @Test
  @DisplayName("only a start that succeeds makes a child; any other answer is passed on")
  void notStarted(Nodes nodes) throws Exception {
    Claim claim = Claim.of("only a start that succeeds makes a child").step("add");
    begin(claim, nodes, DynamicSupervisor.unlimited());
    Pid other = node.spawn(context -> context.receive());
    for (StartResult result :
        List.of(
            new StartResult.Failed(ExitReason.because("no disk")),
            new StartResult.Ignored(),
            new StartResult.AlreadyStarted(other))) {
      Claim here =
          claim
              .did("started a child whose start gave " + result)
              .usually(
                  "only Started brings a child; alreadyStarted tells of a process that is"
                      + " somebody else's");
      here.isEqual(result, ask(here, new StartChild(ChildSpec.of("x", self -> result))));
      here.isEqual(List.of(), ask(here, new WhichChildren()));
    }
    claim
        .did("asked the supervisor to end a process that is not its child")
        .usually("OK was answered for a pid that no child has: remove tells whether it was one")
        .isEqual(Termination.NOT_FOUND, ask(claim, new TerminatePid(other)));
    claim
        .did("asked the supervisor to end a process that is not its child")
        .expected("that it lives on")
        .isTrue(node.processes().isAlive(other));
  }

  @Test
  @DisplayName("a start that throws is a failed start; two children may have one id")
  void startThatThrows(Nodes nodes) throws Exception {
    Claim claim = Claim.of("a supervisor survives what it starts").step("add");
    begin(claim, nodes, DynamicSupervisor.unlimited());
    ChildSpec throwing =
        ChildSpec.of(
            "x",
            self -> {
              throw new IllegalStateException("no disk");
            });
    Claim here =
        claim
            .did("started a child whose start throws an IllegalStateException")
            .expected("failed(…), and a supervisor that lives")
            .usually(
                "the exception of the start came through; Supervisor.start makes Failed of it");
    StartResult failed = ask(here, new StartChild(throwing));
    here.holds(() -> failed instanceof StartResult.Failed, () -> failed);
    ask(claim, new StartChild(kids.spec("x")));
    StartResult second = ask(claim, new StartChild(kids.spec("x")));
    claim
        .did("started two children whose specifications have the id x")
        .usually("ids were compared; here a child is known by its pid")
        .isEqual(new StartResult.Started(kids.pid("x")), second);
  }

  @Test
  @DisplayName("a full supervisor does not start another child")
  void full(Nodes nodes) throws Exception {
    Claim claim =
        Claim.of("maxChildren children, and not one more")
            .step("add")
            .did("started x, y and z under a supervisor for 2 children");
    begin(claim, nodes, DynamicSupervisor.of(2, PATIENT));
    ask(claim, new StartChild(kids.spec("x")));
    ask(claim, new StartChild(kids.spec("y")));
    StartResult third = ask(claim, new StartChild(kids.spec("z")));
    claim
        .usually("the limit was not looked at before the child was started")
        .contains("failed(max_children", third.toString());
    claim
        .expected("no start of z")
        .usually("the limit was looked at too late: it was started, and nobody looks after it")
        .isEqual(0, kids.starts("z"));
    ask(claim, new TerminatePid(kids.pid("x")));
    StartResult again = ask(claim, new StartChild(kids.spec("z")));
    claim
        .did("then x was ended, and z started again")
        .usually("what has ended must not take a place")
        .isEqual(new StartResult.Started(kids.pid("z")), again);
  }

  @Test
  @DisplayName("a child has ended when TerminatePid is answered, and is not started again")
  void terminated(Nodes nodes) throws Exception {
    Claim claim =
        Claim.of("ended is ended")
            .step("handleCall")
            .did("ended the child x, which takes 50 ms for it");
    begin(claim, nodes, DynamicSupervisor.unlimited());
    ask(claim, new StartChild(kids.spec("x")));
    ask(claim, new StartChild(kids.spec("y")));
    Pid x = kids.pid("x");
    claim.isEqual(Termination.OK, ask(claim, new TerminatePid(x)));
    claim
        .expected("that it has ended when the supervisor answers ok")
        .usually(
            "it was only asked to end: then it may still hold its name when the next one wants it;"
                + " Ending.end asks, waits, and kills who is deaf")
        .isTrue(!node.processes().isAlive(x));
    claim
        .expected("that it was asked to end, with shutdown")
        .usually("it was killed without being asked: it may have something to put away")
        .isEqual(Optional.of(ExitReason.SHUTDOWN), kids.farewell("x"));
    claim
        .did("ended the child x, and looked at the restarts")
        .usually("a child that is ended on purpose is no restart")
        .isEqual(List.of(), state(claim).intensity().recent());
    claim
        .did("ended the child x, and looked at the state")
        .usually("the new state has to be made, by state(…), after the map has changed")
        .isEqual(1, state(claim).children());
    claim
        .did("then ended the same pid again")
        .isEqual(Termination.NOT_FOUND, ask(claim, new TerminatePid(x)));
    claim
        .did("and counted the children, and the starts of x")
        .usually("a child that was ended on purpose was taken for one that crashed")
        .isEqual(
            List.of(new ChildCount(1, 1, 0, 1), 1),
            List.of(ask(claim, new CountChildren()), kids.starts("x")));
  }

  // Children that end by themselves

  @Test
  @DisplayName("a child that crashes is started again each time; the others do not notice")
  void crash(Nodes nodes) throws Exception {
    Claim claim = Claim.of("a child that crashes is started again").step("init and handleInfo");
    begin(claim, nodes, DynamicSupervisor.of(10, PATIENT));
    ask(claim, new StartChild(kids.spec("x")));
    ask(claim, new StartChild(kids.spec("y")));
    Pid y = kids.pid("y");
    crash(
        claim
            .did("started x and y; x crashed")
            .usually(
                "the supervisor died with its child: a link brings an end to both sides, and only"
                    + " who traps exits gets a message instead"),
        "x");
    Claim again = claim.did("then x crashed again");
    crash(
        again.usually(
            "the new process has a pid of its own, and that has to be in the map: the next crash"
                + " comes from it"),
        "x");
    again
        .usually("the map has the old pid of x instead of the new one")
        .becomesEqual(List.of("y=" + y, "x=" + kids.pid("x")), () -> children(again));
    List<Long> restarts = state(again).intensity().recent();
    again
        .usually(
            "what restarted returned was not put into the state: then no restart is remembered")
        .isEqual(2, restarts.size());
    long age = System.nanoTime() - restarts.getLast();
    again
        .expected("a last restart of a moment ago, by System.nanoTime")
        .usually("another clock was read; the intensity counts nanoseconds of System.nanoTime")
        .holds(() -> age >= 0 && age < Duration.ofMinutes(10).toNanos(), () -> age + " ns ago");
    ask(again, new StartChild(kids.spec("z")));
    again
        .did("then z was started, and it was looked at the restarts")
        .usually("the restarts were forgotten when a child was started: they are in the state")
        .isEqual(restarts, state(again).intensity().recent());
    ask(again, new TerminatePid(kids.pid("z")));
    again
        .did("then z was ended; read the restarts from the state")
        .usually("the restarts were forgotten when a child was ended: they are in the state")
        .isEqual(restarts, state(again).intensity().recent());
  }

  @Test
  @DisplayName(
      "permanent, transient, temporary: the way a child ends decides whether it starts again")
  void rules(Nodes nodes) throws Exception {
    Claim claim = Claim.of("a child is started again if that is its rule").step("handleInfo");
    begin(claim, nodes, DynamicSupervisor.of(10, PATIENT));
    comesBack(claim, PERMANENT, "stop", true);
    comesBack(claim, TRANSIENT, "crash", true);
    comesBack(claim, TRANSIENT, "stop", false);
    comesBack(claim, TRANSIENT, "shutdown", false);
    comesBack(claim, TEMPORARY, "crash", false);
  }

  private void comesBack(Claim claim, Restart rule, String how, boolean expected) {
    String id = rule + " told to " + how;
    Claim here =
        claim
            .did("a %s child was told to %s".formatted(rule.name().toLowerCase(Locale.ROOT), how))
            .expected(expected ? "that it is started again" : "that it is forgotten")
            .usually("restart().after(reason) tells whether a child is to be started again");
    int before = ask(here, new CountChildren()).specs();
    ask(here, new StartChild(kids.spec(id).withRestart(rule)));
    Pid first = kids.pid(id);
    List<String> known = children(here);
    claim
        .step("handleCall")
        .did(
            "started a %s child, and asked for all".formatted(rule.name().toLowerCase(Locale.ROOT)))
        .expected("that it is among them")
        .usually("children of some rules were left out: all of them are children")
        .holds(() -> known.contains(id + "=" + first), () -> known);
    node.processes().send(first, how);
    Await.until("it has ended", () -> !node.processes().isAlive(first));
    if (expected) {
      here.becomes(() -> !kids.pid(id).equals(first), () -> kids.starts(id) + " start");
    } else {
      here.becomes(
          () -> ask(here, new CountChildren()).specs() == before,
          () -> ask(here, new WhichChildren()).toString());
      claim
          .did("a child has ended, and is not started again; looked at the state")
          .usually("the new state has to be made, by state(…), after the map has changed")
          .isEqual(before, state(claim).children());
    }
    here.isEqual(expected ? 2 : 1, kids.starts(id));
  }

  @Test
  @DisplayName("the end of another process changes nothing, nor does any other message")
  void strangers(Nodes nodes) throws Exception {
    Claim claim =
        Claim.of("strangers are no children")
            .step("handleInfo")
            .did("a process that is not a child sent an exit signal, then the message \"hello\"")
            .usually("the Exit of a pid that is not in the map has nothing to start");
    begin(claim, nodes, DynamicSupervisor.unlimited());
    ask(claim, new StartChild(kids.spec("x")));
    node.run(self -> {
      self.exit(supervisor, ExitReason.because("boo"));
      self.send(supervisor, "hello");
      return true;
    });
    claim.isEqual(new ChildCount(1, 1, 0, 1), ask(claim, new CountChildren()));
    claim.isEqual(List.of(), state(claim).intensity().recent());
  }

  /** A request that no supervisor knows. */
  record Paint(String colour) implements Request<String> {}

  @Test
  @DisplayName("an unknown request ends it, and the reason names it")
  void unknown(Nodes nodes) throws Exception {
    Claim claim =
        Claim.of("a caller that asks nonsense is told at once")
            .step("handleCall")
            .did("requested Paint[colour=red] of a supervisor")
            .usually("a default that ignores it leaves the caller waiting; throw unknown(…)");
    begin(claim, nodes, DynamicSupervisor.unlimited());
    CompletableFuture<ExitReason> end = endOf(supervisor);
    node.spawn(self -> self.request(supervisor, new Paint("red")));
    claim.expected("its end").becomes(end::isDone, () -> "it runs");
    claim.contains("does not know Paint[colour=red]", end.join().toString());
  }

  // When it is too much

  @Test
  @DisplayName("three crashes in five seconds are allowed, of any children; the fourth is the end")
  void fourth(Nodes nodes) throws Exception {
    Claim claim = Claim.of("the fourth restart is not made").step("restart");
    begin(claim, nodes, DynamicSupervisor.unlimited());
    for (String id : List.of("x", "y", "z")) ask(claim, new StartChild(kids.spec(id)));
    CompletableFuture<ExitReason> end = endOf(supervisor);
    for (String id : List.of("x", "y", "x")) crash(claim.did("x, y and x crashed"), id);
    claim
        .did("x, y and x crashed")
        .usually("what restarted gives has to go into the state from now on")
        .isEqual(3, state(claim).intensity().recent().size());
    node.processes().send(kids.pid("y"), "crash");
    Claim ended =
        claim
            .did("x, y, x and then y crashed, within a second")
            .usually("the supervisor counts the restarts of all its children together");
    ended.expected("that the supervisor ends").becomes(end::isDone, () -> "it runs");
    ended
        .usually("a supervisor that gives up stops with the reason SHUTDOWN")
        .isEqual(ExitReason.SHUTDOWN, end.join());
    ended
        .expected("that the others have ended with it")
        .becomes(() -> !node.processes().isAlive(kids.pid("z")), () -> "z runs");
    ended.isEqual(List.of(3, 2, 1), List.of(kids.starts("x"), kids.starts("y"), kids.starts("z")));
  }

  @Test
  @DisplayName(
      "a start that fails is retried until it succeeds, or until there are too many restarts")
  void failedRestart(Nodes nodes) throws Exception {
    Claim claim = Claim.of("a start that fails is tried again, and counts").step("restart");
    begin(claim, nodes, DynamicSupervisor.unlimited());
    ask(claim, new StartChild(kids.spec("x")));
    CompletableFuture<ExitReason> end = endOf(supervisor);
    kids.failTimes("x", 1);
    Pid first = kids.pid("x");
    node.processes().send(first, "crash");
    Claim once =
        claim
            .did("x crashed, and its next start failed")
            .usually(
                "its Exit has come and gone, so nothing brings it back; TryAgain is a message to"
                    + " oneself for that");
    once.expected("that x is tried again, and runs")
        .becomes(() -> !kids.pid("x").equals(first), () -> kids.starts("x") + " starts");
    once.expected("2 restarts that count")
        .usually(UNCOUNTED)
        .becomesEqual(2, () -> state(once).intensity().recent().size());
    kids.failTimes("x", 1000);
    node.processes().send(kids.pid("x"), "crash");
    Claim broken =
        claim
            .did("x crashed, and its starts failed from then on")
            .expected("that the supervisor ends")
            .usually(UNCOUNTED);
    broken.becomes(end::isDone, () -> "it runs, after %d starts of x".formatted(kids.starts("x")));
    broken.isEqual(ExitReason.SHUTDOWN, end.join());
  }

  @Test
  @DisplayName("a restart that throws is a failed start, and is tried again")
  void restartThatThrows(Nodes nodes) throws Exception {
    Claim claim =
        Claim.of("a supervisor survives what it starts again")
            .step("restart")
            .did("x crashed, and its next start threw an exception")
            .expected("that x is tried again, and runs")
            .usually(
                "the exception of the start came through; Supervisor.start makes Failed of it");
    begin(claim, nodes, DynamicSupervisor.of(10, PATIENT));
    AtomicInteger starts = new AtomicInteger();
    ChildSpec spec =
        ChildSpec.of(
            "x",
            self -> {
              if (starts.incrementAndGet() == 2) throw new IllegalStateException("no disk");
              return kids.start("x", self);
            });
    ask(claim, new StartChild(spec));
    Pid first = kids.pid("x");
    node.processes().send(first, "crash");
    claim.becomes(
        () -> !kids.pid("x").equals(first),
        () ->
            "%d starts of x, and the supervisor %s"
                .formatted(
                    starts.get(), node.processes().isAlive(supervisor) ? "runs" : "has ended"));
  }

  @Test
  @DisplayName("a child whose start is being retried can be terminated, and is not started again")
  void endedWhileFailing(Nodes nodes) throws Exception {
    Claim claim =
        Claim.of("a child whose start is being retried can be terminated")
            .step("restart and handleInfo");
    begin(claim, nodes, DynamicSupervisor.of(10, Intensity.of(1_000_000, Duration.ofHours(1))));
    ask(claim, new StartChild(kids.spec("x")));
    Pid first = kids.pid("x");
    kids.failTimes("x", Integer.MAX_VALUE);
    node.processes().send(first, "crash");
    Claim here = claim.did("x crashed, and its starts failed; meanwhile its pid was to be ended");
    here.becomes(() -> kids.starts("x") > 3, () -> kids.starts("x") + " starts");
    CompletableFuture<Termination> asking = new CompletableFuture<>();
    node.spawn(self -> asking.complete(GenServer.call(self, supervisor, new TerminatePid(first))));
    here.expected("an answer")
        .usually("it was tried again in a loop: meanwhile the supervisor reads no messages")
        .becomes(asking::isDone, () -> "the supervisor does not answer");
    here.isEqual(Termination.OK, asking.join());
    ask(here, new CountChildren());
    int starts = kids.starts("x");
    for (int i = 0; i < 3; i++) ask(here, new CountChildren());
    here.expected("no more starts of x")
        .usually(
            "TryAgain started it, though it was ended since: remove tells whether it is wanted")
        .isEqual(starts, kids.starts("x"));
  }

  @Test
  @DisplayName("a restart that returns another's process makes no child, and is retried")
  void somebodyElses(Nodes nodes) throws Exception {
    Claim claim =
        Claim.of("only a start that succeeds makes a child, also at a restart").step("restart");
    begin(claim, nodes, DynamicSupervisor.of(10, TIRELESS));
    Pid other = node.spawn(context -> context.receive());
    AtomicInteger starts = new AtomicInteger();
    List<StartResult> results =
        List.of(new StartResult.AlreadyStarted(other), new StartResult.AlreadyStarted(other));
    ChildSpec spec =
        ChildSpec.of(
            "x",
            self -> {
              int count = starts.getAndIncrement();
              return count == 1 || count == 2 ? results.get(count - 1) : kids.start("x", self);
            });
    ask(claim, new StartChild(spec));
    node.processes().send(kids.pid("x"), "crash");
    Claim here =
        claim
            .did("x crashed; its next two starts gave alreadyStarted, for a process of others")
            .usually("alreadyStarted was taken for a start: then nobody has started x again");
    here.expected("that x runs after two more tries")
        .becomes(
            () -> starts.get() == 4 && children(here).equals(List.of("x=" + kids.pid("x"))),
            () -> "%d starts, children %s".formatted(starts.get(), children(here)));
    ChildSpec lazy =
        ChildSpec.of(
            "y", self -> kids.starts("y") == 0 ? kids.start("y", self) : kids.ignored("y"));
    ask(claim, new StartChild(lazy));
    node.processes().send(kids.pid("y"), "crash");
    Claim ignored =
        claim.did("y crashed; its next start gave ignored: it does not want to run any more");
    ignored.expected("a start more").becomes(() -> kids.starts("y") >= 2, () -> kids.starts("y"));
    for (int i = 0; i < 3; i++) ask(ignored, new CountChildren());
    ignored
        .expected("no more starts of y")
        .usually("ignored is an answer, not a failure: such a start is not tried again")
        .isEqual(2, kids.starts("y"));
  }

  @Test
  @DisplayName("all children end at the same time, not one after the other")
  void endsAtOnce(Nodes nodes) throws Exception {
    Claim claim = Claim.of("thirty children end as quickly as one").step("terminate");
    begin(claim, nodes, DynamicSupervisor.unlimited());
    for (int i = 0; i < 30; i++) ask(claim, new StartChild(kids.spec("x" + i)));
    long begin = System.nanoTime();
    claim.succeeds(() ->
        node.run(self -> {
          GenServer.stop(self, supervisor, ExitReason.NORMAL);
          return true;
        }));
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    claim
        .did("stopped the supervisor of 30 children, each of which takes 50 ms to end")
        .expected("an end after 50 ms and a little, not after 1.5 s")
        .usually("each was asked when the one before had ended; Ending.endAll asks all at once")
        .holds(() -> took.toMillis() < 1_000, () -> took.toMillis() + " ms");
  }

  @Test
  @DisplayName("its children end with it: asked first, then killed; and when it is killed itself")
  void ends(Nodes nodes) throws Exception {
    Claim claim = Claim.of("no child without a supervisor").step("terminate");
    begin(claim, nodes, DynamicSupervisor.unlimited());
    ask(claim, new StartChild(kids.spec("x")));
    ask(claim, new StartChild(kids.spec("y").withShutdown(Duration.ofMillis(100))));
    Pid x = kids.pid("x");
    Pid deaf = kids.pid("y");
    node.processes().send(deaf, "deaf");
    claim.succeeds(() ->
        node.run(self -> {
          GenServer.stop(self, supervisor, ExitReason.NORMAL);
          return true;
        }));
    claim
        .did("stopped the supervisor of x, which takes 50 ms to end, and y, which is deaf")
        .expected("that both have ended when the supervisor has")
        .usually("the child that is not waited for may outlive its supervisor; see Ending.endAll")
        .isEqual(
            List.of(false, false),
            List.of(node.processes().isAlive(x), node.processes().isAlive(deaf)));
    claim
        .did("stopped the supervisor of x, which puts something away when it is asked to end")
        .expected("that it was asked, with shutdown")
        .usually("it was killed without being asked: Ending asks first, and kills who is deaf")
        .isEqual(Optional.of(ExitReason.SHUTDOWN), kids.farewell("x"));
    supervisor = node.run(self -> GenServer.start(self, DynamicSupervisor.unlimited())).orThrow();
    ask(claim, new StartChild(kids.spec("z")));
    node.run(self -> {
      self.exit(supervisor, ExitReason.KILL);
      return true;
    });
    claim
        .did("killed the supervisor of z")
        .expected("that z ends")
        .becomes(() -> !node.processes().isAlive(kids.pid("z")), () -> "z runs");
  }

  @Test
  @DisplayName("a supervisor that gave up is started again by its own, and has no children then")
  void empty(Nodes nodes) throws Exception {
    Claim claim = Claim.of("a dynamic supervisor begins without children").step("init");
    DynamicSupervisor same = DynamicSupervisor.unlimited();
    ChildSpec crew = Supervisor.spec("crew", self -> GenServer.startLink(self, "crew", same));
    node = nodes.start("a");
    claim.succeeds(() ->
        node.run(self -> GenServer.start(self, Supervisor.of(Strategy.ONE_FOR_ONE, crew)))
            .orThrow());
    supervisor = node.processes().whereis("crew").orElseThrow();
    for (String id : List.of("x", "y")) ask(claim, new StartChild(kids.spec(id)));
    for (int i = 0; i < 3; i++) crash(claim.did("x crashed three times"), "x");
    Pid before = supervisor;
    node.processes().send(kids.pid("x"), "crash");
    Claim back = claim.did("x crashed four times; the supervisor gave up and was started again");
    supervisor =
        Await.value(
            "there is another supervisor",
            () -> node.processes().whereis("crew").filter(now -> !now.equals(before)));
    back.usually("the map still has the children of the last time: their processes are gone")
        .isEqual(List.of(), ask(back, new WhichChildren()));
    back.isEqual(List.of(4, 1), List.of(kids.starts("x"), kids.starts("y")));
    ask(back, new StartChild(kids.spec("x")));
    crash(
        back.did("then x was started under it, and crashed once")
            .usually(
                "restarts of the last time were counted on, in a field: they are in the state"),
        "x");
  }

  private void begin(Claim claim, Nodes nodes, DynamicSupervisor server) throws Exception {
    node = nodes.start("a");
    supervisor = claim.succeeds(() -> node.run(self -> GenServer.start(self, server)).orThrow());
  }

  private <R> R ask(Claim claim, Request<R> request) {
    return claim.succeeds(() -> node.run(self -> GenServer.call(self, supervisor, request)));
  }

  /** As they print: the id and the pid of each. */
  private List<String> children(Claim claim) {
    return ask(claim, new WhichChildren()).stream().map(Child::toString).toList();
  }

  private DynamicSupervisor.State state(Claim claim) {
    return (DynamicSupervisor.State)
        claim.succeeds(() -> node.run(self -> GenServer.state(self, supervisor)));
  }

  /** A child crashes, and is started again. */
  private void crash(Claim claim, String id) {
    Pid before = kids.pid(id);
    node.processes().send(before, "crash");
    claim
        .expected("that %s is started again".formatted(id))
        .becomes(
            () -> !kids.pid(id).equals(before),
            () ->
                "%d starts of %s, and the supervisor %s"
                    .formatted(
                        kids.starts(id),
                        id,
                        node.processes().isAlive(supervisor) ? "runs" : "has ended"));
  }

  /** Why a process ends, as soon as it does; watched from now on. */
  private CompletableFuture<ExitReason> endOf(Pid pid) {
    CompletableFuture<Boolean> watched = new CompletableFuture<>();
    CompletableFuture<ExitReason> end = new CompletableFuture<>();
    node.spawn(context -> {
      context.monitor(pid);
      watched.complete(true);
      end.complete(context.receive(Down.class).reason());
    });
    watched.join();
    return end;
  }
}
