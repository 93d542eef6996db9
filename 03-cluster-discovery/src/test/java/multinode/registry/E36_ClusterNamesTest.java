package multinode.registry;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import multinode.cluster.Cluster;
import multinode.cluster.Clusters;
import multinode.cluster.Epmd;
import multinode.cluster.Topology;
import multinode.genserver.GenServer;
import multinode.genserver.Name;
import multinode.node.Node;
import multinode.process.Context;
import multinode.process.ExitReason;
import multinode.process.Pid;
import multinode.process.Signal;
import multinode.registry.Race.Wish;
import multinode.registry.Registration.AlreadyRegistered;
import multinode.registry.Registration.Registered;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Claim;
import workbook.harness.Exercise;
import workbook.harness.Nodes;
import workbook.harness.RealNode;

@Exercise(
    id = "3.6",
    title = "Exactly one wins the race",
    points = 20,
    minutes = 30,
    files = "multinode/registry/NameTable.java")
class E36_ClusterNamesTest {

  private static final Pid ON_A = new Pid("a", 1, 7);
  private static final Pid ON_B = new Pid("b", 1, 8);
  private static final Pid ON_C = new Pid("c", 1, 4);
  private static final Pid LOST = new Pid("lost", 1, 9);

  private static final String TWO_STEPS =
      "a look (get, containsKey) and a change (put) are two steps, and another node fits between"
          + " them; the map has single steps for this";

  private final ConcurrentMap<String, Pid> names = new ConcurrentHashMap<>();
  private final NameTable table = new NameTable(names, LOST::equals);

  // One table

  @Test
  @DisplayName("a free name is given")
  void free() {
    Claim claim = Claim.of("a free name is given").step("claim").did("<7.a> claimed \"door\"");
    claim.isEqual(ON_A, claim.succeeds(() -> table.claim("door", ON_A)));
    claim
        .step("holder")
        .did("<7.a> claimed \"door\"; then it was asked who holds it")
        .isEqual(Optional.of(ON_A), claim.succeeds(() -> table.holder("door")));
    claim
        .did("asked who holds \"window\", which nobody has")
        .usually("the map gives null for a name that nobody has: Optional.ofNullable")
        .isEqual(Optional.empty(), claim.succeeds(() -> table.holder("window")));
  }

  @Test
  @DisplayName("a name that is held stays where it is, and the other is told who holds it")
  void held() {
    Claim claim = Claim.of("the first keeps the name").step("claim");
    claim.succeeds(() -> table.claim("door", ON_A));
    claim
        .did("<7.a> claimed \"door\"; then <8.b> did")
        .usually("putIfAbsent gives the value that was there, and null when it has put the new one")
        .isEqual(ON_A, claim.succeeds(() -> table.claim("door", ON_B)));
    claim.did("then <7.a> claimed it again").isEqual(ON_A, table.claim("door", ON_A));
    claim.isEqual(Map.of("door", ON_A), Map.copyOf(names));
  }

  @Test
  @DisplayName("a name held on a lost node can be given again, and has no holder meanwhile")
  void lost() {
    names.put("door", LOST);
    Claim claim =
        Claim.of("a process of a node that is gone holds nothing")
            .usually("isGone.test(pid) tells whether the holder's node has gone");
    claim
        .step("holder")
        .did("\"door\" was held by <9.lost>, whose node had gone; it was asked who holds it")
        .isEqual(Optional.empty(), claim.succeeds(() -> table.holder("door")));
    claim
        .step("claim")
        .did("then <7.a> claimed it")
        .isEqual(ON_A, claim.succeeds(() -> table.claim("door", ON_A)));
    claim.isEqual(Map.of("door", ON_A), Map.copyOf(names));
  }

  @Test
  @DisplayName("however often another process was faster, the answer is the holder of the name")
  void manyFaster() {
    List<Pid> gone = IntStream.range(0, 20).mapToObj(i -> new Pid("lost", 1, i)).toList();
    Iterator<Pid> next = Stream.concat(gone.stream(), Stream.of(ON_C)).iterator();
    ConcurrentMap<String, Pid> busy =
        new ConcurrentHashMap<>() {
          @Override
          public boolean replace(String name, Pid before, Pid after) {
            put(name, next.next());
            return super.replace(name, before, after);
          }
        };
    busy.put("door", LOST);
    NameTable contested = new NameTable(busy, pid -> pid.node().equals("lost"));
    Claim claim =
        Claim.of("a claim goes on until its answer is true")
            .step("claim")
            .did("<7.a> claimed \"door\"; 20 processes of lost nodes, and then <4.c>, were faster")
            .usually(
                "the tries were counted, or what replace answers was not looked at: the answer was"
                    + " made up");
    Pid answer = claim.succeeds(() -> contested.claim("door", ON_A));
    claim
        .expected("a process whose node is there")
        .usually("after a failed replace nobody checked the new holder: its node may be gone too")
        .holds(() -> !answer.node().equals("lost"), () -> answer);
    claim.isEqual(busy.get("door"), answer);
  }

  @Test
  @DisplayName("release takes a name from its holder only")
  void released() {
    Claim claim = Claim.of("no other process loses the name").step("release");
    List<Boolean> answers = new ArrayList<>();
    names.put("door", ON_A);
    claim
        .did("<7.a> holds \"door\"; it was to be taken from <8.b>")
        .usually("remove(name) takes it from anybody: a name that has changed hands is lost so")
        .isEqual(
            Map.of("door", ON_A),
            claim.succeeds(() -> {
              answers.add(table.release("door", ON_B));
              return Map.copyOf(names);
            }));
    claim
        .usually("the answer is whether the name was taken from this process: remove says so")
        .isEqual(List.of(false), answers);
    claim
        .did("then it was taken from <7.a>")
        .isEqual(true, claim.succeeds(() -> table.release("door", ON_A)));
    claim.did("and once more").isEqual(false, table.release("door", ON_A));
    claim.isEqual(Map.of(), Map.copyOf(names));
  }

  // Every order

  @Test
  @DisplayName(
      "two processes claim a name at the same moment: in every order, both know the one winner")
  void race() {
    Claim claim =
        Claim.of("of two that claim a name, one gets it, and both know which")
            .step("claim")
            .usually(TWO_STEPS);
    Race race = Race.start().and("a", Wish.CLAIM, ON_A).and("b", Wish.CLAIM, ON_B);
    race.check(claim, Race::taken);
    race.check(claim, Race::untrue);
  }

  @Test
  @DisplayName("two claim a name that is held: at no moment is it with either of them")
  void raceForHeld() {
    Claim claim =
        Claim.of("a name that is held does not change hands, not for a moment")
            .step("claim")
            .usually("put takes the name from its holder; to put it back later is too late");
    Race race = Race.start().heldBy(ON_C).and("a", Wish.CLAIM, ON_A).and("b", Wish.CLAIM, ON_B);
    race.check(claim, race.stays(ON_C));
    race.check(claim, Race::untrue);
  }

  @Test
  @DisplayName(
      "two processes claim a name held on a lost node: in every order, both know the one new holder")
  void heirs() {
    Claim claim = Claim.of("what a lost node held has one heir").step("claim");
    Race race =
        Race.start()
            .heldBy(LOST)
            .without(LOST)
            .and("a", Wish.CLAIM, ON_A)
            .and("b", Wish.CLAIM, ON_B)
            .and("c", Wish.SWEEP, LOST);
    race.check(
        claim.usually(
            "it was taken from the process that has it now: replace and remove have forms that first"
                + " compare which that is"),
        Race::taken);
    race.check(
        claim.usually("when replace has failed, all has changed: begin again at the beginning"),
        Race::untrue);
  }

  @Test
  @DisplayName("a name that changes its holder during release stays with the new holder")
  void releases() {
    Claim claim = Claim.of("the new holder keeps the name").step("release").usually(TWO_STEPS);
    Race.start()
        .heldBy(ON_A)
        .and("a", Wish.RELEASE, ON_A)
        .and("c", Wish.RELEASE, ON_A)
        .and("b", Wish.CLAIM, ON_B)
        .check(claim, Race::taken);
  }

  @Test
  @DisplayName("a look-up takes no name from anybody")
  void looks() {
    Claim claim =
        Claim.of("a look changes nothing for those who hold the name")
            .step("holder")
            .usually(
                "what a lost node holds was taken out by its name: meanwhile another has it; remove"
                    + " has a form that first compares who that is");
    Race.start()
        .heldBy(LOST)
        .without(LOST)
        .and("a", Wish.CLAIM, ON_A)
        .and("b", Wish.LOOK, ON_B)
        .check(claim, Race::taken);
    Race.start()
        .heldBy(ON_C)
        .and("c", Wish.RELEASE, ON_C)
        .and("b", Wish.LOOK, ON_B)
        .check(
            Claim.of("a name may vanish between two looks")
                .step("holder")
                .usually("the map was asked twice; one get, and its answer may be null"),
            Race::nobody);
  }

  @Test
  @DisplayName("a name that is taken back immediately was still given")
  void takenBack() {
    Claim claim =
        Claim.of("every claim is answered with a process")
            .step("claim")
            .usually(
                "after the change the map was read once more, and by then it was another's, or"
                    + " nobody's: what putIfAbsent and replace answer is all there is to know");
    Race.start().and("b", Wish.CLAIM, ON_B).and("c", Wish.RELEASE, ON_B).check(claim, Race::nobody);
    Race race =
        Race.start()
            .heldBy(LOST)
            .without(LOST)
            .and("a", Wish.CLAIM, ON_A)
            .and("b", Wish.CLAIM, ON_B)
            .and("c", Wish.RELEASE, ON_A);
    race.check(claim, Race::nobody);
  }

  @Test
  @DisplayName("names and processes are compared by value")
  void byValue() {
    Pid same = new Pid("a", 1, 7);
    names.put("door", ON_A);
    Claim claim =
        Claim.of("a pid that has been to another node and back is the same")
            .usually("pids were compared with ==; what comes out of the map is another object");
    claim
        .step("claim")
        .did("<7.a> holds \"door\"; an equal pid claimed it")
        .isEqual(ON_A, claim.succeeds(() -> table.claim("door", same)));
    claim
        .step("release")
        .did("<7.a> holds \"door\"; it was to be taken from an equal pid")
        .isEqual(true, claim.succeeds(() -> table.release("door", same)));
    names.put("door", LOST);
    claim
        .step("release")
        .did("<9.lost> holds \"door\", and its node is gone; it was to be taken from it")
        .usually("release takes a name from its holder, gone or not")
        .isEqual(true, claim.succeeds(() -> table.release("door", LOST)));
  }

  // The whole cluster

  @Test
  @DisplayName("three nodes race for 1000 names: each has one winner, and every node sees it")
  void races(Nodes nodes) throws Exception {
    written();
    List<Member> all = members(nodes, "a", "b", "c");
    Claim claim =
        Claim.of("of three that want a name at the same moment, exactly one gets it")
            .step("claim")
            .did(
                "a, b and c at once registered 1000 names for a process of each; each of them"
                    + " asked another node who holds the name, as soon as it had its answer")
            .usually(TWO_STEPS);
    List<Told> told = claim.succeeds(() -> race(all));
    Map<String, List<Told>> byName = told.stream().collect(groupingBy(Told::name));
    byName.forEach((name, answers) -> {
      List<Pid> winners =
          answers.stream()
              .map(Told::registration)
              .filter(Registered.class::isInstance)
              .map(E36_ClusterNamesTest::holder)
              .toList();
      claim
          .expected("one registered(…) for each name, and its pid in all other answers")
          .holds(
              () ->
                  winners.size() == 1
                      && answers.stream().allMatch(one -> one.agrees(winners.getFirst())),
              () -> name + ": " + answers);
    });
    claim.isEqual(1000, byName.size());
  }

  private record Told(String name, Registration registration, Optional<Pid> seen) {
    boolean agrees(Pid winner) {
      return holder(registration).equals(winner) && seen.equals(Optional.of(winner));
    }

    @Override
    public String toString() {
      return registration + ", and another node sees " + seen;
    }
  }

  private static List<Told> race(List<Member> all) throws Exception {
    List<Future<Told>> answers = new ArrayList<>();
    try (ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 1000; i++) {
        String name = "door" + i;
        for (int at = 0; at < all.size(); at++) {
          Member one = all.get(at);
          ClusterRegistry another = all.get((at + 1) % all.size()).registry();
          answers.add(
              virtual.submit(() ->
                  new Told(
                      name, one.registry().register(name, one.sleeper()), another.whereis(name))));
        }
      }
    }
    List<Told> told = new ArrayList<>();
    for (Future<Told> answer : answers) told.add(answer.get());
    return told;
  }

  @Test
  @DisplayName("a server started under a name is one for all: found, called and not started again")
  void server(Nodes nodes) throws Exception {
    written();
    List<Member> all = members(nodes, "a", "b");
    Claim claim = Claim.of("the cluster has one worker").step("claim");
    Pid only = holder(claim.succeeds(() -> worker(all.get(0))));
    for (Member member : all) {
      claim
          .did("a registered a worker; then " + member.node().self() + " wanted to do the same")
          .isEqual(new AlreadyRegistered(only), claim.succeeds(() -> worker(member)));
      claim
          .did(member.node().self() + " called the worker by its name")
          .isEqual("a@127.0.0.1", member.node().run(self -> where(self, member)));
    }
    all.get(0).node().processes().signal(new Signal.ExitSignal(only, only, ExitReason.KILL, false));
    claim
        .step("release")
        .did("the worker was killed")
        .usually("a name goes with its process: release is what takes it out")
        .becomesEqual(List.of(Optional.empty(), Optional.empty()), () -> whereis(all, "worker"));
  }

  private static Registration worker(Member member) {
    return member
        .registry()
        .register(
            "worker",
            name -> member.node().run(self -> GenServer.start(self, name, new SingletonWorker())));
  }

  private static String where(Context self, Member member) {
    Name worker = new Name(member.registry(), "worker");
    return GenServer.call(self, worker, new SingletonWorker.Where());
  }

  @Test
  @DisplayName("a name can be given to a process elsewhere, taken back from there, and given again")
  void elsewhere(Nodes nodes) throws Exception {
    written();
    List<Member> all = members(nodes, "a", "b");
    Member a = all.get(0);
    Member b = all.get(1);
    Claim claim = Claim.of("a name does not care where it is said").step("claim");
    claim
        .did("a registered a process of b as \"door\"")
        .isEqual(
            new Registered(b.sleeper()),
            claim.succeeds(() -> a.registry().register("door", b.sleeper())));
    claim.isEqual(
        List.of(Optional.of(b.sleeper()), Optional.of(b.sleeper())), whereis(all, "door"));
    claim
        .step("release")
        .did("then a took the name back")
        .isEqual(true, claim.succeeds(() -> a.registry().unregister("door")));
    claim.isEqual(List.of(Optional.empty(), Optional.empty()), whereis(all, "door"));
    claim
        .step("claim")
        .did("then b registered a process of a")
        .isEqual(
            new Registered(a.sleeper()),
            claim.succeeds(() -> b.registry().register("door", a.sleeper())));
  }

  @Test
  @DisplayName("a name goes with its node, also when that is killed, and can be given again")
  void killed(Nodes nodes) throws Exception {
    written();
    Topology topology = topology(nodes);
    int port = topology.ports().first();
    Node a = nodes.start("a");
    List<Cluster> clusters = Clusters.join(nodes, topology, a);
    RealNode b =
        nodes.startReal(
            "b",
            "--epmd",
            "a",
            "--open",
            "--topology",
            topology.name(),
            "--cluster-port",
            "" + port);
    ClusterRegistry registry = ClusterRegistry.start(a, clusters.getFirst());
    Clusters.awaitConnected(clusters.getFirst(), 2);
    Pid there = Sleeper.far(a, b.name());
    Claim claim = Claim.of("the names of a node go with it").step("claim");
    claim
        .did("b, a process of the operating system, has a process; a registered it as \"door\"")
        .becomesEqual(new Registered(there), () -> whenStarted(registry, there));
    b.kill9();
    claim
        .step("holder")
        .did("then b was killed")
        .becomesEqual(Optional.empty(), () -> registry.whereis("door"));
    Pid here = Sleeper.on(a);
    claim
        .step("claim")
        .did("then a registered a process of its own as \"door\"")
        .isEqual(new Registered(here), claim.succeeds(() -> registry.register("door", here)));
  }

  /** A node that has just joined may still be about to start its part of the registry. */
  private static Object whenStarted(ClusterRegistry registry, Pid pid) {
    try {
      return registry.register("door", pid);
    } catch (IllegalArgumentException | IllegalStateException notYet) {
      return notYet.getMessage();
    }
  }

  private record Member(Node node, ClusterRegistry registry, Pid sleeper) {}

  private static List<Member> members(Nodes nodes, String... names) throws Exception {
    Node[] all = new Node[names.length];
    for (int i = 0; i < names.length; i++) all[i] = nodes.start(names[i]);
    List<Cluster> clusters = Clusters.connect(nodes, topology(nodes), all);
    return IntStream.range(0, names.length)
        .mapToObj(i ->
            new Member(all[i], ClusterRegistry.start(all[i], clusters.get(i)), Sleeper.on(all[i])))
        .toList();
  }

  private static Topology topology(Nodes nodes) {
    return Clusters.topology(nodes, Epmd.of("a@127.0.0.1"));
  }

  /** Says what is not written before a cluster is started for nothing. */
  private void written() {
    table.claim("door", ON_A);
    table.holder("door");
    table.release("door", ON_A);
  }

  private static Pid holder(Registration registration) {
    return switch (registration) {
      case Registered(Pid pid) -> pid;
      case AlreadyRegistered(Pid pid) -> pid;
      case Registration.NotStarted(ExitReason reason) -> throw new AssertionError(reason);
    };
  }

  private static List<Optional<Pid>> whereis(List<Member> all, String name) {
    return all.stream().map(member -> member.registry().whereis(name)).toList();
  }
}
