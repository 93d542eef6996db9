package multinode.web;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockingDetails;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import multinode.cluster.Clusters;
import multinode.cluster.Epmd;
import multinode.genserver.CallFailed;
import multinode.genserver.CallResult;
import multinode.genserver.GenServer;
import multinode.genserver.Init;
import multinode.genserver.Request;
import multinode.genserver.Result;
import multinode.node.Node;
import multinode.process.Context;
import multinode.process.ExitReason;
import multinode.process.From;
import multinode.process.Pid;
import multinode.process.Signal;
import multinode.registry.Registration;
import multinode.supervisor.Restart;
import multinode.swarm.ClusterServer;
import multinode.swarm.Quorum;
import multinode.swarm.Settings;
import multinode.swarm.Swarm;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Claim;
import workbook.harness.Exercise;
import workbook.harness.Nodes;

@Exercise(
    id = "4.9",
    title = "The counter behind a balancer",
    points = 10,
    minutes = 20,
    files = {"multinode/web/ClusterCounter.java", "multinode/web/Health.java"})
class E49_CounterPageTest {

  private static List<Swarm> swarms(Nodes nodes, Settings settings, String... names)
      throws IOException {
    Node[] members = new Node[names.length];
    for (int i = 0; i < names.length; i++) members[i] = nodes.start(names[i]);
    return Clusters.connect(nodes, Clusters.topology(nodes, Epmd.of("a@127.0.0.1")), members)
        .stream()
        .map(cluster -> Swarm.start(cluster, settings))
        .toList();
  }

  // What it asks

  /**
   * A swarm that answers each call with the next of these: a number, or the reason of a failure.
   */
  private static Swarm answering(Object... answers) {
    Swarm swarm = mock();
    Iterator<Object> next = List.of(answers).iterator();
    Pid server = new Pid("b@127.0.0.1", 1, 7);
    when(swarm.register(any(String.class), any(GenServer.class)))
        .thenReturn(new Registration.AlreadyRegistered(server));
    when(swarm.call(any(String.class), any()))
        .thenAnswer(call -> {
          if (!next.hasNext()) throw new AssertionError("it was asked again and again");
          Object answer = next.next();
          if (answer instanceof Long number) return number;
          throw new CallFailed((ExitReason) answer, call.getArgument(0), call.getArgument(1));
        });
    return swarm;
  }

  /** What a swarm was told to do, in order. */
  private static List<String> done(Swarm swarm) {
    return mockingDetails(swarm).getInvocations().stream()
        .filter(one -> List.of("call", "register").contains(one.getMethod().getName()))
        .map(one ->
            one.getMethod().getName().equals("call")
                ? "call " + one.getArgument(1)
                : "register " + one.getArgument(1))
        .toList();
  }

  @Test
  @DisplayName("a counter that runs is asked once, and not started again")
  void runs() {
    Swarm swarm = answering(7L, 8L);
    when(swarm.whereis(ClusterCounter.NAME)).thenReturn(Optional.of(mock(Pid.class)));
    Claim claim =
        Claim.of("one press is one call")
            .step("add")
            .did("pressed the button while the server of the counter runs");
    long counted =
        claim
            .usually("a call returned 7, and something else was done with it")
            .succeeds(new ClusterCounter(swarm)::add);
    List<String> done = done(swarm);
    claim
        .usually(
            done.stream().anyMatch(one -> one.startsWith("register"))
                ? "the server is registered at each press: register only after a noproc"
                : "more than Add was asked: between two calls, another page can count")
        .isEqual(List.of("call Add[]"), done);
    claim.usually("the answer of Add is the new number; it was changed").isEqual(7L, counted);
  }

  @Test
  @DisplayName("a counter that does not run is started, and then asked once more")
  void startedFirst() {
    Swarm swarm = answering(new ExitReason.NoProc(), 1L);
    Claim claim =
        Claim.of("the first press starts the server")
            .step("add")
            .did(
                "pressed the button; the first call failed with noproc, from another node; register"
                    + " answered alreadyRegistered");
    ClusterCounter counter = new ClusterCounter(swarm);
    Optional<Long> counted = tried(counter);
    claim
        .expected("a number")
        .usually(
            done(swarm).stream().anyMatch(one -> one.startsWith("register"))
                ? "another node was faster, and registered the server: that is as good, ask it"
                : "the reason was compared with ==: a reason that comes from another node equals"
                    + " NOPROC, but is another object")
        .holds(counted::isPresent, () -> "CallFailed");
    List<String> done = done(swarm);
    claim
        .usually(
            done.contains("register Counter[durability=EVERY_CHANGE]")
                ? "register, and then ask again: the first call has not counted anything"
                : "the durability of the counter is not EVERY_CHANGE: kill -9 leaves no time to"
                    + " keep anything later")
        .isEqual(
            List.of("call Add[]", "register Counter[durability=EVERY_CHANGE]", "call Add[]"), done);
    claim.usually("the answer of the second call is the number").isEqual(1L, counted.orElseThrow());
    Swarm again = answering(ExitReason.NOPROC, 1L, ExitReason.NOPROC, 2L);
    ClusterCounter same = new ClusterCounter(again);
    claim.succeeds(same::add);
    Optional<Long> second = tried(same);
    claim
        .did("pressed the button; then the server ended, and the button was pressed again")
        .expected("a number")
        .usually("it was kept that the server has been started: it may end, and is started again")
        .holds(second::isPresent, () -> "CallFailed");
  }

  /** The number after a press; empty when it failed. */
  private static Optional<Long> tried(ClusterCounter counter) {
    try {
      return Optional.of(counter.add());
    } catch (CallFailed failed) {
      return Optional.empty();
    }
  }

  @Test
  @DisplayName("any other failure goes to the caller, and so does a second noproc")
  void failures() {
    for (ExitReason reason :
        List.of(CallFailed.TIMEOUT, CallFailed.NODEDOWN, CallFailed.NOQUORUM)) {
      Swarm swarm = answering(reason, 1L);
      Claim claim =
          Claim.of("only noproc says that nobody was asked")
              .step("add")
              .did("pressed the button; the call failed with " + reason)
              .usually(
                  "after any failure but noproc it may have been counted: do not ask again, and do"
                      + " not make up a number");
      claim.throwsA(CallFailed.class, new ClusterCounter(swarm)::add);
      claim.isEqual(List.of("call Add[]"), done(swarm));
    }
    Swarm swarm = answering(ExitReason.NOPROC, ExitReason.NOPROC);
    Claim.of("it is started and asked again once, not for as long as it takes")
        .step("add")
        .did("pressed the button; two calls failed with noproc, also after register")
        .usually("the call was made again and again: where nothing can start, this never ends")
        .throwsA(CallFailed.class, new ClusterCounter(swarm)::add);
  }

  // The counter

  @Test
  @DisplayName("it counts from one, and the first to press need not start anything")
  void counts(Nodes nodes) throws IOException {
    Claim claim =
        Claim.of("the first press finds no server, and still counts")
            .step("add")
            .did("pressed the button three times, on one node")
            .usually(
                "nobody has this name: the call fails with noproc. Then start the server, and ask"
                    + " again");
    ClusterCounter counter = new ClusterCounter(swarms(nodes, Settings.STANDARD, "a").getFirst());
    List<Long> counted = new ArrayList<>();
    for (int i = 0; i < 3; i++) counted.add(claim.succeeds(counter::add));
    claim.isEqual(List.of(1L, 2L, 3L), counted);
  }

  @Test
  @DisplayName("looking changes nothing")
  void looks(Nodes nodes) throws IOException {
    Swarm swarm = swarms(nodes, Settings.STANDARD, "a").getFirst();
    ClusterCounter counter = new ClusterCounter(swarm);
    Claim claim = Claim.of("a page that only looks does not count").step("value");
    Claim looked =
        claim.usually(
            "value counts: a page is read ten times a second, and only a press may count");
    looked
        .did("asked for the value before anybody has counted, twice")
        .isEqual(0L, claim.succeeds(() -> counter.value() + counter.value()));
    looked
        .did("asked for the value before anybody has counted")
        .expected("that the server has been started")
        .usually("a 0 was made up; value and add both start the server if there is none")
        .isTrue(swarm.whereis(ClusterCounter.NAME).isPresent());
    claim.succeeds(counter::add);
    Claim twice = looked.did("counted once, and looked twice");
    twice.succeeds(counter::value);
    twice.isEqual(1L, twice.succeeds(counter::value));
  }

  @Test
  @DisplayName("two pages count together, whichever node serves them")
  void together(Nodes nodes) throws IOException {
    Claim claim =
        Claim.of("there is one counter in the whole cluster")
            .step("add")
            .did("pressed the button on a, b, a and b")
            .usually(
                "each node has its own: the name of the server has to be the same on all, and the"
                    + " number must not be kept in the page");
    List<ClusterCounter> pages =
        swarms(nodes, Settings.STANDARD, "a", "b").stream().map(ClusterCounter::new).toList();
    List<Long> counted = new ArrayList<>();
    for (int i = 0; i < 4; i++) counted.add(claim.succeeds(pages.get(i % 2)::add));
    claim.isEqual(List.of(1L, 2L, 3L, 4L), counted);
    claim.did("looked on b").isEqual(4L, claim.succeeds(pages.getLast()::value));
  }

  @Test
  @DisplayName("two who press first at the same moment count to two")
  void race(Nodes nodes) throws IOException {
    Claim claim =
        Claim.of("it does not matter who starts the server")
            .step("add")
            .did("pressed the button on a and on b at the same time, before there was a server")
            .usually("the slower one is told that the name is taken: that is no failure, ask then");
    List<ClusterCounter> pages =
        swarms(nodes, Settings.STANDARD, "a", "b").stream().map(ClusterCounter::new).toList();
    CompletableFuture<Long> other =
        CompletableFuture.supplyAsync(pages.getLast()::add, task -> Thread.ofVirtual().start(task));
    long mine = claim.succeeds(pages.getFirst()::add);
    claim.isEqual(3L, mine + claim.succeeds(other::join));
  }

  @Test
  @DisplayName("when its process is killed, it goes on where it was")
  void survives(Nodes nodes) throws IOException {
    Claim claim =
        Claim.of("what was counted is kept before anybody is told")
            .step("add")
            .did("counted to 5, and killed the process of the counter")
            .usually("its durability is not EVERY_CHANGE: kill -9 leaves no time to keep anything");
    Swarm swarm = swarms(nodes, Settings.STANDARD, "a").getFirst();
    ClusterCounter counter = new ClusterCounter(swarm);
    for (int i = 0; i < 5; i++) claim.succeeds(counter::add);
    Pid pid = claim.succeeds(() -> swarm.whereis(ClusterCounter.NAME).orElseThrow());
    swarm
        .cluster()
        .node()
        .processes()
        .signal(new Signal.ExitSignal(pid, pid, ExitReason.KILL, false));
    claim.becomesEqual(5L, () -> valueOrNone(counter));
    claim.did("counted once more").isEqual(6L, claim.succeeds(counter::add));
  }

  private static long valueOrNone(ClusterCounter counter) {
    try {
      return counter.value();
    } catch (CallFailed between) {
      return -1;
    }
  }

  /** Counts how often it is asked, and ends before it answers. */
  record Deaf() implements ClusterServer<Long> {

    static final AtomicInteger ASKED = new AtomicInteger();

    @Override
    public Restart restart() {
      return Restart.TEMPORARY;
    }

    @Override
    public Init<Long> init(Context self) {
      return Init.ok(0L);
    }

    @Override
    public CallResult<Long> handleCall(Request<?> request, From from, Long state, Context self) {
      ASKED.incrementAndGet();
      return Result.stop(ExitReason.because("deaf, which is not noproc"), state);
    }
  }

  @Test
  @DisplayName("when nobody knows whether it was counted, it is not counted again")
  void once(Nodes nodes) throws IOException {
    Swarm swarm = swarms(nodes, Settings.STANDARD, "a").getFirst();
    swarm.register(ClusterCounter.NAME, new Deaf());
    Deaf.ASKED.set(0);
    Claim claim =
        Claim.of("a call that was begun and not answered is not made again")
            .step("add")
            .did("pressed the button while the server ends before it answers")
            .usually(
                "only noproc says that nothing was done; after any other failure it may have been"
                    + " counted, and the one who pressed has to hear that");
    claim.throwsA(CallFailed.class, () -> new ClusterCounter(swarm).add());
    claim.isEqual(1, Deaf.ASKED.get());
    swarm.register(ClusterCounter.NAME, new Deaf());
    claim
        .step("value")
        .did("looked while the server ends before it answers")
        .usually("a number was made up; there is none, and the page has to say so")
        .throwsA(CallFailed.class, () -> new ClusterCounter(swarm).value());
  }

  // What the balancer is told

  private static final String OK = "{\"status\":\"ok\"}";

  @Test
  @DisplayName("a node that has not joined yet is not healthy")
  void starting() {
    Claim claim =
        Claim.of("the balancer sends nobody to a node that is starting")
            .step("of")
            .did("asked for the health of a node that has no swarm yet");
    Health health =
        claim
            .usually("the Optional was read without asking whether there is anything in it")
            .succeeds(() -> Health.of(Optional.empty()));
    claim
        .usually(
            health.code() == 200
                ? "its page could show nothing: the balancer has to hear 503, not 200"
                : "the status of a node that cannot serve just now is 503, Service Unavailable")
        .isEqual(503, health.code());
    unfit(claim, "starting", health);
  }

  @Test
  @DisplayName("a node that is part of its cluster is healthy")
  void well(Nodes nodes) throws IOException {
    Claim claim =
        Claim.of("a node that can serve says so")
            .step("of")
            .did("asked for the health of a node that runs its share of the cluster")
            .usually("a balancer looks at the status of HTTP, and people at the body");
    Swarm swarm = swarms(nodes, Settings.STANDARD, "a").getFirst();
    claim.isEqual(new Health(200, OK), claim.succeeds(() -> Health.of(Optional.of(swarm))));
  }

  @Test
  @DisplayName("a node that is leaving says so before it is gone")
  void leaving(Nodes nodes) throws IOException {
    Claim claim =
        Claim.of("a node says that it leaves before it does")
            .step("of")
            .did("had the node hand its servers over, as it does when it is stopped")
            .usually(
                "a balancer that learns of it only when nobody answers has sent somebody there");
    Swarm swarm = swarms(nodes, Settings.STANDARD, "a").getFirst();
    swarm.close();
    unfit(claim, "leaving", claim.succeeds(() -> Health.of(Optional.of(swarm))));
  }

  @Test
  @DisplayName("a node without a quorum is not healthy")
  void noquorum(Nodes nodes) throws IOException {
    Claim claim =
        Claim.of("a server that may change nothing cannot serve")
            .step("of")
            .did("asked for the health of one node of three, which sees no other")
            .usually("its counter refuses each press, with noquorum (4.8)");
    Settings three = Settings.STANDARD.withQuorum(Quorum.majorityOf(3));
    Swarm swarm = swarms(nodes, three, "a").getFirst();
    unfit(claim, "noquorum", claim.succeeds(() -> Health.of(Optional.of(swarm))));
  }

  private static void unfit(Claim claim, String why, Health health) {
    claim.isEqual(503, health.code());
    claim
        .usually(
            "a person who asks reads the body: it says why, in the same form as when all is well")
        .isEqual("{\"status\":\"%s\"}".formatted(why), health.body());
  }

  // All together

  @Test
  @DisplayName("a button that is pressed on one page counts on the other")
  void pages(Nodes nodes) throws Exception {
    List<Swarm> swarms = swarms(nodes, Settings.STANDARD, "a", "b");
    List<Page> pages = new ArrayList<>();
    for (Swarm swarm : swarms) {
      pages.add(Page.start(swarm.cluster().node(), PageSettings.STANDARD));
    }
    Claim claim =
        Claim.of("two pages show one counter")
            .step("add")
            .did("pressed the button on the page of a; then looked at the page of b")
            .usually("the page asks ClusterCounter, and ClusterCounter the cluster");
    try (HttpClient browser = HttpClient.newHttpClient()) {
      String a = pages.getFirst().address();
      HttpRequest press =
          HttpRequest.newBuilder(URI.create(a + "counter"))
              .header("Origin", a.replaceFirst("/$", ""))
              .POST(HttpRequest.BodyPublishers.noBody())
              .build();
      claim.isEqual(303, browser.send(press, HttpResponse.BodyHandlers.ofString()).statusCode());
      claim.contains(
          "<output id=\"count\" aria-live=\"polite\">1</output>",
          get(browser, pages.getLast().address() + "counter"));
      claim
          .did("asked the page of b for its health, as a balancer does")
          .isEqual(OK, get(browser, pages.getLast().address() + "healthcheck"));
    }
  }

  private static String get(HttpClient browser, String address) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
    return browser.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
