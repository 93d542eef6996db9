package multinode.swarm;

import static multinode.swarm.Journey.stays;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import multinode.cluster.Clusters;
import multinode.genserver.GenServer;
import multinode.manager.Counter;
import multinode.process.Down;
import multinode.process.ExitReason;
import multinode.process.NodeName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Await;
import workbook.harness.Claim;
import workbook.harness.Exercise;
import workbook.harness.NodeLog;
import workbook.harness.Nodes;
import workbook.harness.RealNode;

@Exercise(
    id = "4.6",
    title = "Handoff: the state goes along",
    points = 15,
    minutes = 30,
    files = "multinode/swarm/Departure.java")
class E46_HandoffTest {

  private static final String TOO_EARLY =
      "it ended before the other node had confirmed: when that one dies now, nobody runs it";

  /** A server that takes what it should leave has taken it within so long. */
  private static final Duration MOMENT = Duration.ofMillis(200);

  private static final int EACH = 12;

  // The first phase

  @Test
  @DisplayName("its last state is kept before it says that it is ready")
  void kept(Nodes nodes) throws Exception {
    Claim claim =
        Claim.of("kept, and then offered")
            .step("begin and offer")
            .did("told a server to move; its beginHandoff answered resume(\"news\")")
            .usually("the other node reads what was kept; if nothing was kept yet, it starts over");
    Journey m = new Journey(nodes.start("m"));
    m.begin();
    offers(claim, "kept news", m);
  }

  @Test
  @DisplayName("a server that starts over elsewhere keeps nothing, and goes in the same way")
  void restart(Nodes nodes) throws Exception {
    Claim claim =
        Claim.of("restart is a move without a state")
            .step("begin")
            .did("told a server to move; its beginHandoff answered restart()")
            .usually("what was kept of it before must not be there when it starts over");
    Journey m = new Journey(nodes.start("m"));
    m.answer = Handoff.restart();
    m.begin();
    offers(claim, "kept nothing", m);
    m.send(new Handover.Moved(m.other));
    claim
        .did("then it was confirmed over there")
        .usually("it ended with another reason than MOVED")
        .becomesEqual("moved", m::end);
  }

  @Test
  @DisplayName("a server may refuse: it stays, keeps nothing, offers nothing, and tells its host")
  void ignores(Nodes nodes) throws Exception {
    Claim claim =
        Claim.of("ignore means that the server stays")
            .step("begin")
            .did("told a server to move; its beginHandoff answered ignore()")
            .usually("its host waits to be told that it stays");
    Journey m = new Journey(nodes.start("m"));
    m.answer = Handoff.ignore();
    m.begin();
    CompletableFuture<String> call = m.ask();
    claim.becomes(call::isDone, () -> m.log);
    claim.isEqual("answered: state", call.join());
    claim.becomes(() -> m.log.contains(stays()), () -> m.log);
    claim
        .expected("nothing else")
        .usually("a server that stays was offered, or its state was kept")
        .holds(() -> sorted(m.log).equals(sorted(stays(), "began a call")), () -> m.log);
  }

  @Test
  @DisplayName("a server that is not the owner any more ends as fenced, and offers nothing")
  void fenced(Nodes nodes) throws Exception {
    Claim claim =
        Claim.of("only the owner can hand a server over")
            .step("begin")
            .did("told a server to move whose number is an old one: keep answered false")
            .usually("keep says whether it was kept; its answer was not used");
    Journey m = new Journey(nodes.start("m"));
    m.mine = false;
    m.begin();
    Await.until("the server has answered beginHandoff", () -> !m.log.isEmpty());
    claim
        .usually(
            "a server whose number is old was said to go on, or to have moved: keep answered false,"
                + " so it ends as FENCED")
        .becomesEqual("fenced", m::end);
    claim.isEqual(List.of("kept news"), m.log);
    Journey without = new Journey(nodes.start("n"));
    without.mine = false;
    without.answer = Handoff.restart();
    without.begin();
    Claim nothing =
        claim
            .did("the same, where its beginHandoff answered restart(): keepNothing answered false")
            .usually("keepNothing says whether it was kept; its answer was not used");
    nothing.becomesEqual("fenced", without::end);
    nothing.isEqual(List.of("kept nothing"), without.log);
  }

  @Test
  @DisplayName("the number that it offers is the one it has when its state is kept")
  void numberOfTheOffer(Nodes nodes) throws Exception {
    Claim claim =
        Claim.of("an offer has the number of the last ownership")
            .step("offer")
            .did("told a server to move; while its state was kept, it got the next number")
            .usually("the number was read before keep, which may change it");
    Journey m = new Journey(nodes.start("m"));
    m.before = Journey.FENCE - 1;
    m.begin();
    claim.becomesEqual(List.of("kept news", m.ready()), () -> m.log);
  }

  @Test
  @DisplayName("when nobody knows whether its state was kept, it crashes")
  void crashes(Nodes nodes) throws Exception {
    Claim claim =
        Claim.of("only a CodecException is a reason to stay")
            .step("begin")
            .did("told a server to move; keep threw an IllegalStateException")
            .expected("that it ends, because of this exception")
            .usually("every exception was caught, also those that say that nobody knows");
    Journey m = new Journey(nodes.start("m"));
    m.broken = Optional.of(new IllegalStateException("nobody knows"));
    m.begin();
    claim.becomes(() -> m.end().contains("nobody knows"), m::end);
    claim.isEqual(List.of(), m.log);
  }

  @Test
  @DisplayName("a state that cannot be sent stays where it is, and a line in the log says why")
  void cannotTravel(Nodes nodes) throws Exception {
    Claim claim =
        Claim.of("a state that cannot be sent is no reason to die")
            .step("begin")
            .did("told a server to move whose state is a thread")
            .usually("keep throws a CodecException, which must not end the server");
    NodeLog heard = NodeLog.during(nodes);
    Journey m = new Journey(nodes.start("m"));
    m.answer = Handoff.resume(Thread.currentThread());
    m.begin();
    CompletableFuture<String> call = m.ask();
    claim.becomes(call::isDone, () -> m.log);
    claim.isEqual("answered: state", call.join());
    claim
        .usually("it went on, and its host was not told: stay does both")
        .becomesEqual(sorted(stays(), "began a call"), () -> sorted(m.log));
    claim
        .expected("a line that names the server (m) and what cannot be sent (java.lang.Thread)")
        .usually("nobody would ever know why it does not move")
        .holds(() -> !heard.linesWith("m stays", "java.lang.Thread").isEmpty(), heard::lines);
    claim
        .expected("that the line has the level ERROR, which prints as SEVERE")
        .usually("it was logged with another level")
        .holds(() -> heard.linesWith("m stays").getFirst().startsWith("SEVERE"), heard::lines);
  }

  // Between the phases

  @Test
  @DisplayName("it lives until the other node has confirmed, and handles nothing meanwhile")
  void waits(Nodes nodes) throws Exception {
    Claim claim =
        Claim.of("between Ready and Moved it does nothing, and does not end")
            .step("offer")
            .did("a server was offered; then a call, \"hello\", and the Down of another one came")
            .usually(TOO_EARLY);
    Journey m = offered(claim, nodes);
    int offered = m.log.size();
    CompletableFuture<String> call = m.ask();
    m.send("hello");
    m.send(new Down(m.node.run(self -> self.monitor(m.other)), m.other, ExitReason.NORMAL));
    claim
        .expected("that it lives, and that all three wait in its mailbox")
        .becomes(() -> waiting(m) == 3 || m.log.size() > offered || !m.isAlive(), () -> waiting(m));
    boolean takes = Await.holdsWithin("it takes one", MOMENT, () -> waiting(m) != 3);
    claim
        .expected("that it lives, and that all three wait in its mailbox")
        .holds(() -> !takes, () -> m.isAlive() ? waiting(m) + " wait" : m.end());
    m.send(new Handover.Resolve());
    m.send(new Handover.Moved(m.other));
    Await.holdsWithin("it ends", Await.deadline(), () -> m.end().equals("moved"));
    claim
        .step("begin")
        .did("a server was offered, called meanwhile, and then confirmed over there")
        .expected("that it ends with the reason moved, which tells callers to ask over there")
        .usually(
            m.log.stream().anyMatch(one -> one.startsWith("took a new number"))
                ? "any Handover was taken for the news: only Moved and Failed are, and this was"
                    + " another one, Resolve"
                : "it ended with another reason than MOVED")
        .isEqual("moved", m.end());
    claim
        .usually("a call that was taken here may be done here and over there")
        .becomesEqual("failed: moved", () -> call.getNow("no answer"));
  }

  @Test
  @DisplayName("messages other than calls follow it, in their order")
  void forwards(Nodes nodes) throws Exception {
    Claim claim =
        Claim.of("messages follow their server")
            .step("forward")
            .did("a server was offered; \"one\", a call, a cast \"two\", and \"three\" came")
            .usually("nobody sends them again: what is not sent on to the pid in Moved is lost");
    Journey m = offered(claim, nodes);
    m.send("one");
    CompletableFuture<String> call = m.ask();
    Await.until("the call has come", () -> waiting(m) > 1);
    m.node.run(self -> {
      GenServer.cast(self, m.server, "two");
      return true;
    });
    m.send("three");
    m.send(new Handover.Moved(m.other));
    claim.becomes(
        () -> m.there.containsAll(List.of("one", "cast two", "three")), () -> List.copyOf(m.there));
    claim
        .usually("the call was sent on; its caller makes it again when it hears moved")
        .isEqual(false, m.there.contains("the call"));
    claim
        .usually("take them one by one, and send each on before the next")
        .isEqual(List.of("one", "cast two", "three"), List.copyOf(m.there));
    claim
        .usually("a caller makes its call again when it hears moved")
        .becomesEqual("failed: moved", () -> call.getNow("no answer"));
  }

  private static int waiting(Journey m) {
    return m.node.processes().list().stream()
        .filter(info -> info.pid().equals(m.server))
        .mapToInt(info -> info.mailbox())
        .sum();
  }

  // Every order

  @Test
  @DisplayName("in every order of all steps one of two runs it, and nothing is lost on the way")
  void everyOrder() {
    Map<String, String> usually = new TreeMap<>();
    usually.put(Crossing.NOWHERE, TOO_EARLY);
    usually.put(
        Crossing.TWICE,
        "the other node may have taken hours, and take the offer now: with its old number it must"
            + " come too late (ownership.renew)");
    usually.put(
        Crossing.AFRESH,
        "the other node reads what was kept; if nothing was kept yet, it starts over");
    usually.put(
        Crossing.LEFT, "nobody sends them again: what is left in the mailbox is lost with it");
    usually.put(Crossing.ORDER, "take them one by one, and send each on before the next");
    usually.put(Crossing.CALLED, "a call that was taken here may be done here and over there");
    usually.put(
        Crossing.ENDS,
        "it waits for a message that nobody will send: monitor the mover, and know the Ref in its Down by equals");
    Crossing.check(
        Claim.of("a server that moves runs on one of two nodes").step("begin and offer"), usually);
  }

  // When it fails

  @Test
  @DisplayName("when nobody confirms, it stays with a new number, and answers what has waited")
  void failed(Nodes nodes) throws Exception {
    Claim claim =
        Claim.of("an offer that nobody has confirmed must be void before the server goes on")
            .step("begin")
            .did("a server was offered, and called; nobody confirmed")
            .usually(
                "the other node may have taken hours, and take the offer now: with its old number"
                    + " it must come too late (ownership.renew)");
    Journey m = offered(claim, nodes);
    CompletableFuture<String> call = m.ask();
    m.send(new Handover.Failed());
    claim.becomes(call::isDone, () -> m.log);
    claim.isEqual("answered: state", call.join());
    claim.isEqual("took a new number", m.log.get(2));
    claim
        .usually("its host waits to be told that it stays")
        .becomes(() -> m.log.contains(stays()), () -> m.log);
    claim.isEqual(sorted(stays(), "began a call"), sorted(m.log.subList(3, m.log.size())));
  }

  @Test
  @DisplayName("when it stays, it handles what came meanwhile, except news of the mover")
  void staysWhole(Nodes nodes) throws Exception {
    Claim claim =
        Claim.of("a server that stays continues as before")
            .step("begin")
            .did("a server was offered, and sent \"hello\"; nobody confirmed")
            .usually("messages were sent on, although it goes on here");
    Journey m = offered(claim, nodes);
    m.send("hello");
    Await.until("the message has come", () -> waiting(m) == 1);
    m.send(new Handover.Failed());
    claim.becomes(() -> m.log.contains("began hello"), () -> m.log);
    m.kill(m.mover);
    Await.until("the mover has ended", () -> !m.node.processes().isAlive(m.mover));
    CompletableFuture<String> call = m.ask();
    claim.becomes(call::isDone, () -> m.log);
    claim
        .step("offer")
        .did("then its mover ended")
        .expected("that the server is not told")
        .usually("the monitor of the mover was not taken back: demonitor")
        .holds(() -> m.log.stream().noneMatch(one -> one.startsWith("began Down")), () -> m.log);
  }

  @Test
  @DisplayName("when the mover dies, the server stays")
  void moverDies(Nodes nodes) throws Exception {
    Claim claim =
        Claim.of("a wait for an answer monitors the process that brings it")
            .step("offer")
            .did("a server was offered; its mover was killed")
            .usually("it waits for a message that nobody will send: monitor the mover");
    Journey m = offered(claim, nodes);
    m.kill(m.mover);
    claim.becomes(() -> m.log.contains(stays()), () -> m.log);
    claim.isEqual(List.of("took a new number", stays()), m.log.subList(2, m.log.size()));
  }

  @Test
  @DisplayName("a state that was changed over there meanwhile is its state from then on")
  void newer(Nodes nodes) throws Exception {
    Claim claim =
        Claim.of("renew gives the state to go on with")
            .step("begin")
            .did("a server was offered, ran over there for a moment, and that node died")
            .usually(
                "it went on with what it knew itself: what was acknowledged over there is lost");
    Journey m = offered(claim, nodes);
    m.renewed = Optional.of("newer");
    m.send(new Handover.Failed());
    CompletableFuture<String> call = m.ask();
    claim.becomesEqual("answered: newer", () -> call.getNow("no answer"));
  }

  @Test
  @DisplayName("when another node owns it by now, it ends as fenced")
  void gone(Nodes nodes) throws Exception {
    Claim claim =
        Claim.of("of two owners, the one with the older number ends")
            .step("begin")
            .did("a server was offered and taken, but the confirmation was lost")
            .usually("renew is empty when it belongs to somebody else; then it must not stay");
    Journey m = offered(claim, nodes);
    m.renewed = Optional.empty();
    m.send(new Handover.Failed());
    claim.becomesEqual("fenced", m::end);
    claim.isEqual(false, m.log.contains(stays()));
  }

  /** One that has said that it is ready. */
  private static Journey offered(Claim claim, Nodes nodes) throws Exception {
    Journey m = new Journey(nodes.start("m"));
    m.begin();
    offers(claim, "kept news", m);
    claim.expected("that it waits").holds(m::isAlive, m::end);
    return m;
  }

  /** Waits until it has kept what it should, and has then said that it is ready. */
  private static void offers(Claim claim, String kept, Journey m) {
    claim
        .expected("first: " + kept)
        .becomes(() -> m.log.stream().findFirst().filter(kept::equals).isPresent(), () -> m.log);
    claim
        .usually("Ready goes to the mover, with the name, the server's own pid, and its number")
        .becomesEqual(List.of(kept, m.ready()), () -> m.log);
  }

  private static List<String> sorted(String... all) {
    return sorted(List.of(all));
  }

  private static List<String> sorted(List<String> all) {
    return all.stream().sorted().toList();
  }

  // With real nodes

  @Test
  @DisplayName("three servers, three events: what is kept of each is what it has asked for")
  void table(Nodes nodes) throws Exception {
    Claim claim = Claim.of("a state lives as long as was promised").step("begin");
    Journey beforehand = offered(claim, nodes);
    beforehand.send(new Handover.Moved(beforehand.other));
    claim.becomesEqual("moved", beforehand::end);

    Swarm swarm = Swarms.start(nodes, Settings.STANDARD, "a").getFirst();
    Map<String, Counter> all = new TreeMap<>();
    for (Durability durability : Durability.values()) {
      for (int i = 0; i < EACH; i++) all.put(durability + "-" + i, new Counter(durability));
    }
    swarm.registerAll(all);
    count(swarm, all);

    RealNode b = Swarms.startReal(nodes, "b");
    List<String> moved = moved(swarm, b, all);
    claim
        .did("all counted to 1 on a; then b joined, and a share of them moved there")
        .usually("the state was not kept before the other node was told to begin")
        .isEqual(List.of("NONE lost", "HANDOFF kept", "EVERY_CHANGE kept"), fate(swarm, moved, 1));

    count(swarm, all);
    b.stop();
    claim
        .did("then all counted one more, and b was stopped gracefully")
        .usually("a node that stops hands its servers over, in the same way")
        .isEqual(List.of("NONE lost", "HANDOFF kept", "EVERY_CHANGE kept"), fate(swarm, moved, 2));

    RealNode c = Swarms.startReal(nodes, "c");
    moved = moved(swarm, c, all);
    count(swarm, all);
    c.kill9();
    Await.until(
        "a knows that c is gone", Swarms.LIMIT, () -> swarm.cluster().members().size() == 1);
    claim
        .did("then c joined, all counted one more, and c was killed with SIGKILL")
        .usually("nobody could say goodbye: there is only what was kept before")
        .isEqual(List.of("NONE lost", "HANDOFF lost", "EVERY_CHANGE kept"), fate(swarm, moved, 3));
  }

  private static void count(Swarm swarm, Map<String, Counter> all) {
    all.keySet().forEach(name -> swarm.call(name, new Counter.Add()));
  }

  /** Those whose entries a node keeps that has joined, when they run there. */
  private static List<String> moved(Swarm swarm, RealNode node, Map<String, Counter> all) {
    node.awaitReady();
    Clusters.awaitConnected(swarm.cluster(), 2);
    Swarms.awaitShare(swarm, node.name());
    List<String> there =
        all.keySet().stream()
            .filter(name -> swarm.cluster().keeper(name).filter(node.name()::equals).isPresent())
            .toList();
    Await.until(
        "these run on %s: %s".formatted(node.name(), there),
        Swarms.LIMIT,
        () -> there.stream().allMatch(name -> runs(swarm, name, node.name())),
        swarm::counts);
    return there;
  }

  private static boolean runs(Swarm swarm, String name, NodeName node) {
    try {
      return swarm.whereis(name).filter(pid -> pid.node().equals(node.toString())).isPresent();
    } catch (IllegalStateException cannotTell) {
      return false;
    }
  }

  /** What has become of the counts of these. */
  private static List<String> fate(Swarm swarm, List<String> names, long expected) {
    Map<Durability, List<Long>> counts = new TreeMap<>();
    for (String name : names) {
      Durability durability = Durability.valueOf(name.substring(0, name.indexOf('-')));
      List<Long> same = counts.computeIfAbsent(durability, none -> new ArrayList<>());
      same.add(swarm.call(name, new Counter.Value()));
    }
    List<String> fates = new ArrayList<>();
    counts.forEach((durability, all) -> {
      boolean kept = all.stream().allMatch(count -> count == expected);
      boolean lost = all.stream().allMatch(count -> count == 0);
      fates.add(durability + (kept ? " kept" : lost ? " lost" : " " + all));
    });
    return fates;
  }
}
