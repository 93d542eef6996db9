package multinode.swarm;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import multinode.cluster.Clusters;
import multinode.manager.Manager;
import multinode.process.NodeName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Await;
import workbook.harness.Claim;
import workbook.harness.Exercise;
import workbook.harness.Nodes;
import workbook.harness.RealNode;

@Exercise(
    id = "4.5",
    title = "A thousand managers",
    points = 10,
    minutes = 20,
    files = "multinode/swarm/Plan.java")
class E45_ThousandManagersTest {

  private static final NodeName A = NodeName.parse("a@127.0.0.1");
  private static final NodeName B = NodeName.parse("b@127.0.0.1");
  private static final NodeName C = NodeName.parse("c@127.0.0.1");

  private static final String BARS =
      "a bar is LONGEST * count / most, rounded, and at least 1 where there is a server";

  private static final String NUMBERS =
      "the greatest of no numbers is an empty OptionalInt, and when it is 0, nothing can be divided"
          + " by it";

  // Who is to move

  @Test
  @DisplayName("a server that belongs on another node moves there, and no other")
  void elsewhere() {
    Plan plan = plan(Map.of("ann", B, "bob", A, "cid", C, "dan", B));
    Claim claim = Claim.of("each server moves to the node that keeps its entry").step("moves");
    claim
        .did("ann, cid and dan ran on a; their entries were kept on b, c and b")
        .usually("each name is to be added to those of the node that keeps its entry")
        .isEqual(
            Map.of(B, names("ann", "dan"), C, names("cid")),
            moves(plan, List.of("ann", "cid", "dan")));
    claim
        .did("ann, bob, cid and dan ran on a; their entries were kept on b, a, c and b")
        .usually("a server that stays is in no move, and does not end the plan for the others")
        .isEqual(
            Map.of(B, names("ann", "dan"), C, names("cid")),
            moves(plan, List.of("ann", "bob", "cid", "dan")));
    claim
        .did("ann and Ann ran on a; both entries were kept on b")
        .usually("two names that differ only in capital letters are two names")
        .isEqual(
            Map.of(B, names("ann", "Ann")),
            moves(plan(Map.of("ann", B, "Ann", B)), List.of("ann", "Ann")));
  }

  @Test
  @DisplayName("when all servers are on the right node, the plan is empty")
  void allAtHome() {
    Claim claim =
        Claim.of("a plan without moves is empty")
            .step("moves")
            .usually("a node is in the plan only if a server moves there");
    claim
        .did("ann and bob ran on a; their entries were kept on a")
        .isEqual(Map.of(), moves(plan(Map.of("ann", A, "bob", A)), List.of("ann", "bob")));
    claim.did("nobody ran on a").isEqual(Map.of(), moves(plan(Map.of("ann", B)), List.of()));
  }

  @Test
  @DisplayName("this node is known by its whole name, and a keeper is asked once")
  void here() {
    NodeName same = NodeName.parse("a@127.0.0.1");
    NodeName otherA = NodeName.parse("a@127.0.0.2");
    Plan plan = plan(Map.of("ann", same, "bob", otherA));
    Claim whole = Claim.of("both parts of a node's name count").step("moves");
    whole
        .did("ann ran on a@127.0.0.1, and her entry was kept there")
        .usually("names of nodes were compared with ==")
        .isEqual(Map.of(), moves(plan, List.of("ann")));
    whole
        .did("bob ran on a@127.0.0.1, and his entry was kept on a@127.0.0.2")
        .usually("only the part before the @ was compared")
        .isEqual(Map.of(otherA, names("bob")), moves(plan, List.of("bob")));
    AtomicInteger asked = new AtomicInteger();
    Plan moving =
        new Plan(A, name -> asked.getAndIncrement() == 0 ? Optional.of(B) : Optional.empty());
    Claim once =
        Claim.of("who keeps an entry may change at any moment")
            .step("moves")
            .did("ann's entry was kept on b when it was asked first, and by nobody after that")
            .usually("keeper was asked more than once for one name, and the answers do not agree");
    once.isEqual(Map.of(B, names("ann")), once.succeeds(() -> moving.moves(List.of("ann"))));
  }

  @Test
  @DisplayName("a server whose entry no node keeps stays where it is")
  void nowhere() {
    Claim.of("a server does not move to nowhere")
        .step("moves")
        .did("ann and bob ran on a; bob's entry was kept on b, ann's by no node at the moment")
        .usually("keeper gives an Optional, because it may be empty: then there is no move")
        .isEqual(Map.of(B, names("bob")), moves(plan(Map.of("bob", B)), List.of("ann", "bob")));
  }

  @Test
  @DisplayName(
      "of a thousand servers on three nodes, each that should move is in one move, to its node")
  void thousand() {
    Map<String, NodeName> keepers =
        IntStream.range(0, 1_000)
            .boxed()
            .collect(
                Collectors.toMap("m%03d"::formatted, number -> List.of(A, B, C).get(number % 3)));
    SortedMap<NodeName, SortedSet<String>> moves = moves(plan(keepers), keepers.keySet());
    Claim claim =
        Claim.of("nobody is forgotten")
            .step("moves")
            .did("m000 to m999 ran on a; their entries were kept on a, b, c, a, b, c, …")
            .usually("the names for one node are collected, not replaced");
    claim.isEqual(List.of(B, C), List.copyOf(moves.keySet()));
    claim.isEqual(333, moves.get(B).size());
    claim.isEqual(333, moves.get(C).size());
    claim
        .did("the names for c were read in order")
        .usually("a TreeSet is sorted")
        .isEqual(List.of("m002", "m005", "m008"), moves.get(C).stream().limit(3).toList());
  }

  // How they are spread

  @Test
  @DisplayName("the longest bar has 40 columns, and the others are in proportion to it")
  void proportion() {
    Claim claim = Claim.of("a node with half as many has half a bar").step("bars").usually(BARS);
    Claim halves = claim.did("a ran 400 servers, b 200, c 100");
    List<Integer> bars = halves.succeeds(() -> lengths(400, 200, 100));
    halves
        .usually(
            bars.equals(List.of(10, 20, 40))
                ? "the lines are sorted by number: they are to be sorted by node"
                : BARS)
        .isEqual(List.of(40, 20, 10), bars);
    claim.did("a ran 3 servers, b 2, c 1").isEqual(List.of(40, 27, 13), lengths(3, 2, 1));
    claim.did("a ran 500, b 500, c none").isEqual(List.of(40, 40, 0), lengths(500, 500, 0));
  }

  @Test
  @DisplayName("one server among thousands has a bar, no server has none")
  void small() {
    Claim claim = Claim.of("a bar tells whether there is a server").step("bars").usually(BARS);
    claim.did("a ran 9999 servers, b 1, c none").isEqual(List.of(40, 1, 0), lengths(9_999, 1, 0));
    claim
        .did("a ran 400 million servers, b 100 million, c one")
        .usually("LONGEST * count is more than an int can hold")
        .isEqual(List.of(40, 10, 1), lengths(400_000_000, 100_000_000, 1));
    claim.did("nobody ran any").usually(NUMBERS).isEqual(List.of(0, 0, 0), lengths(0, 0, 0));
  }

  @Test
  @DisplayName("there is a line for each node, in the order of their names, and no other")
  void lines() {
    Map<NodeName, Integer> counts = new LinkedHashMap<>();
    NodeName longer = NodeName.parse("bb@127.0.0.1");
    counts.put(C, 1);
    counts.put(A, 1_000);
    counts.put(longer, 500);
    Claim claim = Claim.of("a line tells name, bar and number").step("bars");
    claim
        .did("counts of c, a and bb, in this order: 1, 1000, 500")
        .usually("a TreeMap is sorted; line makes the line, and needs all names for the width")
        .isEqual(
            String.join(
                "\n",
                "a@127.0.0.1   " + "█".repeat(40) + "   1000",
                "bb@127.0.0.1  " + "█".repeat(20) + " ".repeat(20) + "    500",
                "c@127.0.0.1   " + "█" + " ".repeat(39) + "      1"),
            bars(counts));
    claim.did("there was no node at all").usually(NUMBERS).isEqual("", bars(Map.of()));
  }

  // The whole cluster

  @Test
  @DisplayName("a thousand managers outlive a node, and when it is back, half belong there again")
  void outlive(Nodes nodes) throws Exception {
    written();
    Swarm a = Swarms.start(nodes, Settings.STANDARD.withoutRebalance(), "a").getFirst();
    RealNode first = Swarms.startReal(nodes, "b", "--no-rebalance");
    NodeName b = first.name();
    awaitHalf(a, b);
    Claim claim = Claim.of("as many managers are started as were asked for").step("startRandom");
    claim.did("startRandom(0)").isEqual(0, Manager.startRandom(a, 0));
    claim
        .did("startRandom(-1)")
        .throwsA(IllegalArgumentException.class, () -> Manager.startRandom(a, -1));
    claim.did("startRandom(1000)").isEqual(1_000, Manager.startRandom(a, 1_000));
    claim
        .did("a, with b beside it, started 1000 managers")
        .expected("more than 350 of them on each")
        .holds(() -> isHalf(a.counts().getOrDefault(b, 0)), () -> bars(a.counts()));
    long assigned = tasks(a.multiCall(Manager.GROUP, new Manager.Assign(), Swarms.LIMIT));
    claim.did("each was given a task").isEqual(1_000L, assigned);

    first.kill9();
    NodeName here = a.cluster().node().self();
    Await.until(
        "all 1000 managers run on a, when b was killed",
        Swarms.LIMIT,
        () -> a.counts().equals(Map.of(here, 1_000)),
        () -> bars(a.counts()));
    Claim.of("no manager and no task is lost")
        .did("b was killed; then all managers were asked how many tasks they have")
        .isEqual(1_000L, tasks(a.multiCall(Manager.GROUP, new Manager.Tasks(), Swarms.LIMIT)));

    Swarms.startReal(nodes, "b", "--no-rebalance");
    awaitHalf(a, b);
    SortedMap<NodeName, SortedSet<String>> moves =
        new Plan(a.cluster().node().self(), a.cluster()::keeper).moves(a.members(Manager.GROUP));
    Claim.of("the node that is back is to have its share again")
        .step("moves")
        .did("1000 managers ran on a, and b was started again; a made its plan")
        .expected("that more than 350 move, and more than 350 stay; all to b")
        .usually("each is to move to the node that keeps its entry, if that is another one")
        .holds(
            () -> moves.keySet().equals(Set.of(b)) && isHalf(moves.get(b).size()),
            () -> sizes(moves));
  }

  /** Waits until of names that nobody has chosen about half belong to a node. */
  private static void awaitHalf(Swarm a, NodeName b) {
    Clusters.awaitConnected(a.cluster(), 2);
    Swarms.awaitShare(a, b);
    Await.until(
        "about half of all entries are kept on " + b,
        Swarms.LIMIT,
        () -> isHalf((int) Swarms.namesOn(a, b).count()));
  }

  private static boolean isHalf(int ofThousand) {
    return ofThousand > 350 && ofThousand < 650;
  }

  private static Map<NodeName, Integer> sizes(SortedMap<NodeName, SortedSet<String>> moves) {
    Map<NodeName, Integer> sizes = new TreeMap<>();
    moves.forEach((node, names) -> sizes.put(node, names.size()));
    return sizes;
  }

  private static long tasks(GroupReply<Long> replies) {
    return replies.replies().values().stream().mapToLong(Long::longValue).sum();
  }

  /** Says what is not written before a cluster is started for nothing. */
  private static void written() {
    moves(plan(Map.of()), List.of("ann"));
    bars(Map.of(A, 1));
  }

  private static Plan plan(Map<String, NodeName> keepers) {
    return new Plan(A, name -> Optional.ofNullable(keepers.get(name)));
  }

  private static SortedMap<NodeName, SortedSet<String>> moves(Plan plan, Collection<String> all) {
    return Claim.of("there is always a plan")
        .step("moves")
        .did("a planned with %d servers running".formatted(all.size()))
        .usually("keeper gives an Optional, because it may be empty: then there is no move")
        .succeeds(() -> plan.moves(all));
  }

  private static SortedSet<String> names(String... names) {
    return new TreeSet<>(List.of(names));
  }

  private static List<Integer> lengths(int a, int b, int c) {
    return bars(Map.of(A, a, B, b, C, c))
        .lines()
        .map(line -> (int) line.chars().filter(column -> column == '█').count())
        .toList();
  }

  private static String bars(Map<NodeName, Integer> counts) {
    return Claim.of("numbers can always be drawn")
        .step("bars")
        .did("the counts were " + counts)
        .usually(NUMBERS)
        .succeeds(() -> Plan.bars(counts));
  }
}
