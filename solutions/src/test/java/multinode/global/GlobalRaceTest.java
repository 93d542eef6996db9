package multinode.global;

import static multinode.global.GlobalTest.becomesKnownAs;
import static multinode.global.GlobalTest.knownAs;
import static multinode.node.Together.atOnce;
import static multinode.node.Together.mesh;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import multinode.node.Node;
import multinode.process.Call;
import multinode.process.Event;
import multinode.process.ExitReason;
import multinode.process.From;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.process.Puppet;
import multinode.process.Ref;
import multinode.process.RegisteredName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.Claim;
import workbook.harness.FaultProxy;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;
import workbook.harness.RealNode;

/** Many want one name, and some of them go while they do. */
@ExtendWith(HarnessExtension.class)
class GlobalRaceTest {

  private static final Duration TICK = Duration.ofMillis(100);

  /** Far more than a peer's ticks take, far less than another attempt to connect to it. */
  private static final Duration SOON = Duration.ofSeconds(3);

  private static <T> CompletableFuture<T> begin(Supplier<T> task) {
    return CompletableFuture.supplyAsync(task, Thread::startVirtualThread);
  }

  private static Puppet puppet(Node node) {
    return new Puppet(node.processes());
  }

  @Test
  @DisplayName("raced by three nodes, of which one stops and comes back: one winner each time")
  void withNodesThatGo(Nodes nodes) throws Exception {
    RandomGenerator random = nodes.seed().random();
    List<Node> all = mesh(nodes, "a", "b", "c");
    for (int round = 0; round < 15; round++) {
      String name = "name" + round;
      int goes = random.nextInt(3);
      long delay = random.nextLong(3_000_000);
      Node going = all.get(goes);
      List<Node> lasting = all.stream().filter(node -> node != going).toList();
      List<Claimed> claims = all.stream().map(node -> Claimed.begin(node, name)).toList();
      spin(delay);
      going.close();
      Set<Pid> winners = winners(claims, Set.of(going.self()));
      String what = "round %d, %s went after %d ns".formatted(round, going.self(), delay);
      assertThat(winners).as(what).hasSizeLessThanOrEqualTo(1);
      becomesKnownAs(winners.stream().findFirst(), name, lasting);
      isFree(name, lasting);
      Node back = nodes.start(going.self().name());
      for (Node node : lasting) {
        Await.until(going.self() + " is back", () -> back.connect(node.self()).connected());
      }
      all.set(goes, back);
    }
  }

  /** That a node wants a name for a process, and what comes of it. */
  private record Claimed(NodeName by, CompletableFuture<Pid> told) {

    static Claimed begin(Node node, String name) {
      Pid pid = puppet(node).pid();
      return new Claimed(node.self(), GlobalRaceTest.begin(() -> node.global().claim(name, pid)));
    }

    /** Who holds the name, as this one was told; nobody, if its own node went first. */
    Optional<Pid> holder(Set<NodeName> gone) {
      Await.until(by + " has an answer", told::isDone);
      boolean cutOff = told.isCompletedExceptionally() && gone.contains(by);
      return cutOff ? Optional.empty() : Optional.of(told.join());
    }
  }

  /** Whoever anybody was told of, and lives. */
  private static Set<Pid> winners(List<Claimed> claims, Set<NodeName> gone) {
    return claims.stream()
        .flatMap(claim -> claim.holder(gone).stream())
        .filter(pid -> !gone.contains(NodeName.parse(pid.node())))
        .collect(Collectors.toSet());
  }

  /** Nobody has left a lock on the name: it can be given and taken back. */
  private static void isFree(String name, List<Node> nodes) {
    nodes.getFirst().global().unregister(name);
    for (Node node : nodes) {
      CompletableFuture<Boolean> given =
          begin(() -> node.global().register(name, puppet(node).pid()));
      Await.until("no lock on %s is in the way of %s".formatted(name, node.self()), given::isDone);
      assertThat(given.join()).isTrue();
      assertThat(node.global().unregister(name)).isTrue();
    }
  }

  private static void spin(long nanos) {
    long begun = System.nanoTime();
    while (System.nanoTime() - begun < nanos) Thread.onSpinWait();
  }

  @Test
  @DisplayName(
      "five race on while three are killed with SIGKILL: one winner each time, no lock left")
  void withNodesThatAreKilled(Nodes nodes) throws Exception {
    RandomGenerator random = nodes.seed().random();
    List<Node> lasting = mesh(nodes, "b", "d");
    List<RealNode> real = new ArrayList<>();
    for (String name : List.of("a", "c", "e")) real.add(nodes.startReal(name));
    List<NodeName> all = Stream.of("a", "b", "c", "d", "e").map(nodes::name).toList();
    List<Racer> racers = new ArrayList<>();
    for (RealNode node : real) racers.add(Racer.at(node.awaitReady().name(), lasting.get(0), all));
    for (Node node : lasting) Await.until("all five meet", () -> node.nodes().size() == 4);
    Set<NodeName> gone = new HashSet<>();
    for (int round = 0; round < 40; round++) {
      String name = "name" + round;
      List<Claimed> claims = new ArrayList<>();
      for (Node node : lasting) claims.add(Claimed.begin(node, name));
      for (Racer racer : racers) {
        claims.add(new Claimed(racer.node(), begin(() -> racer.claim(name))));
      }
      if (round % 10 == 9 && !real.isEmpty()) {
        spin(random.nextLong(5_000_000));
        RealNode killed = real.remove(random.nextInt(real.size()));
        killed.kill9();
        gone.add(killed.name());
        racers.removeIf(racer -> racer.node().equals(killed.name()));
      }
      Set<Pid> winners = winners(claims, gone);
      assertThat(winners).as("round %d, without %s", round, gone).hasSizeLessThanOrEqualTo(1);
      becomesKnownAs(winners.stream().findFirst(), name, lasting);
      isFree(name, lasting);
    }
  }

  @Test
  @DisplayName("names taken, taken back and taken again by three at once: never two, never stuck")
  void backAndForth(Nodes nodes) throws Exception {
    List<Node> all = mesh(nodes, "a", "b", "c");
    List<Puppet> puppets = all.stream().map(GlobalRaceTest::puppet).toList();
    for (int i = 0; i < 50; i++) {
      List<Pid> told =
          atOnce(
              Claim.of("claims"),
              all,
              node -> node.global().claim("name", puppets.get(all.indexOf(node)).pid()));
      assertThat(Set.copyOf(told)).hasSize(1);
      knownAs(Optional.of(told.getFirst()), "name", all);
      List<Boolean> taken =
          atOnce(Claim.of("taken back"), all, node -> node.global().unregister("name"));
      assertThat(taken.stream().filter(Boolean::booleanValue)).hasSize(1);
      knownAs(Optional.empty(), "name", all);
    }
  }

  @Test
  @DisplayName("a lock goes with the process that has it, and a place in the queue with its own")
  void lockHolderEnds(Nodes nodes) throws Exception {
    List<Node> all = mesh(nodes, "a", "b");
    RegisteredName server = new RegisteredName(GlobalServer.NAME, "a@127.0.0.1");
    Puppet holder = puppet(all.get(1));
    Puppet waiter = puppet(all.get(1));
    holder.runs(
        context -> Global.answer(context, context.request(server, new GlobalServer.Lock("name"))));
    Ref waits = waiter.does(context -> context.request(server, new GlobalServer.Lock("name")));
    Puppet puppet = puppet(all.get(0));
    CompletableFuture<Boolean> third =
        begin(() -> all.get(0).global().register("name", puppet.pid()));
    waiter.begins(context -> context.exit(ExitReason.SHUTDOWN));
    Await.until("the waiter has ended", () -> !waiter.isAlive());
    assertThat(waits).isNotNull();
    Await.never("it is locked", Duration.ofMillis(50), third::isDone);
    holder.begins(context -> context.exit(ExitReason.SHUTDOWN));
    Await.until("the third gets it", third::isDone);
    assertThat(third.join()).isTrue();
    knownAs(Optional.of(puppet.pid()), "name", all);
  }

  @Test
  @DisplayName("who has asked for a lock and is lost gets none, and nobody connects to it for that")
  void lostCaller(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Pid lost = new Pid("lost@127.0.0.1", 1, 1);
    RegisteredName server = new RegisteredName(GlobalServer.NAME, "a@127.0.0.1");
    From from = new From(lost, new Ref(lost.node(), 1, 1), lost);
    a.processes().send(server, new Call(from, new GlobalServer.Lock("name")));
    assertThat(a.global().register("name", puppet(a).pid())).isTrue();
    assertThat(nodes.events(a)).noneMatch(event -> event.peer().equals(lost.node()));
  }

  @Test
  @DisplayName("other names can be had while one is locked")
  void otherNames(Nodes nodes) throws Exception {
    List<Node> all = mesh(nodes, "a", "b");
    RegisteredName server = new RegisteredName(GlobalServer.NAME, "a@127.0.0.1");
    puppet(all.get(1))
        .runs(context ->
            Global.answer(context, context.request(server, new GlobalServer.Lock("name"))));
    for (Node node : all) {
      assertThat(node.global().register("of " + node.self(), puppet(node).pid())).isTrue();
    }
  }

  @Test
  @DisplayName("a peer that is frozen holds the others up for its ticks, however many wait")
  void frozen(Nodes nodes) throws Exception {
    List<Node> both =
        List.of(
            nodes.start("a", options -> options.withTick(TICK)),
            nodes.start("c", options -> options.withTick(TICK)));
    FaultProxy proxy = nodes.proxy();
    Node b = nodes.start("b", options -> proxy.before(options.withTick(TICK)));
    for (Node node : both) node.connect(b.self());
    both.get(0).connect(both.get(1).self());
    proxy.silence();
    long begin = System.nanoTime();
    List<CompletableFuture<Pid>> claims = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Node node = both.get(i % 2);
      claims.add(begin(() -> node.global().claim("name", puppet(node).pid())));
      claims.add(begin(() -> node.global().claim("of " + node.self(), puppet(node).pid())));
    }
    Await.until(
        "all have an answer", SOON, () -> claims.stream().allMatch(CompletableFuture::isDone));
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON);
    Set<Pid> told = new HashSet<>();
    for (int i = 0; i < claims.size(); i += 2) told.add(claims.get(i).join());
    assertThat(told).hasSize(1);
    knownAs(told.stream().findFirst(), "name", both);
  }

  @Test
  @DisplayName("a peer that freezes after it gave its lock keeps nobody waiting for longer, either")
  void frozenLater(Nodes nodes) throws Exception {
    List<Node> all =
        List.of(
            nodes.start("a", options -> options.withTick(TICK)),
            nodes.start("c", options -> options.withTick(TICK)));
    FaultProxy proxy = nodes.proxy();
    Node b = nodes.start("b", options -> proxy.before(options.withTick(TICK)));
    for (Node node : all) node.connect(b.self());
    all.get(0).connect(all.get(1).self());
    RegisteredName last = new RegisteredName(GlobalServer.NAME, "c@127.0.0.1");
    Puppet holder = puppet(all.get(1));
    holder.runs(
        context -> Global.answer(context, context.request(last, new GlobalServer.Lock("name"))));
    Puppet puppet = puppet(all.get(0));
    CompletableFuture<Boolean> given =
        begin(() -> all.get(0).global().register("name", puppet.pid()));
    Await.until("a has come as far as c's lock", () -> locksAskedOf(nodes, all.get(1)) == 1);
    proxy.silence();
    holder.begins(context -> context.exit(ExitReason.SHUTDOWN));
    Await.until("a's change is done", SOON, given::isDone);
    assertThat(given.join()).isTrue();
    knownAs(Optional.of(puppet.pid()), "name", all);
  }

  private static long locksAskedOf(Nodes nodes, Node node) {
    return nodes.events(node).stream()
        .filter(event -> event.text().contains("Lock[name"))
        .filter(event -> event.kind() == Event.Kind.FRAME_RECEIVED)
        .count();
  }
}
