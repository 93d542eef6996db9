package multinode.swarm;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import multinode.cluster.Clusters;
import multinode.genserver.CallFailed;
import multinode.manager.Manager;
import multinode.node.Node;
import multinode.process.ExitReason;
import multinode.process.NodeName;
import multinode.registry.Registration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import workbook.harness.Await;
import workbook.harness.Claim;
import workbook.harness.Exercise;
import workbook.harness.Nodes;
import workbook.harness.RealNode;

@Exercise(
    id = "4.8",
    title = "A minimum number of nodes",
    points = 10,
    minutes = 20,
    files = "multinode/swarm/Quorum.java")
class E48_QuorumTest {

  private static final NodeName A = NodeName.parse("a@127.0.0.1");
  private static final NodeName B = NodeName.parse("b@127.0.0.1");
  private static final NodeName C = NodeName.parse("c@127.0.0.1");
  private static final NodeName STRANGER = NodeName.parse("x@127.0.0.1");

  /** How long a split, or its end, may take to be noticed on a machine that is busy. */
  private static final Duration LONG = Duration.ofSeconds(20);

  private static final int MANAGERS = 30;

  private static final String MEMBERS =
      "members were counted without a link: Hazelcast believes in them for seconds";

  private static final String LINKS = "links were counted: they may lead to anybody";

  // How many

  @Test
  @DisplayName("a majority is more than half, of an even number too")
  void majority() {
    Claim claim = Claim.of("a majority is more than half").step("majorityOf");
    Claim alone =
        claim
            .did("asked for the majority of 1 node")
            .usually("one node is a cluster too, and its majority is 1: refuse only 0 and less");
    alone.isEqual(1, alone.succeeds(() -> Quorum.majorityOf(1)).minimum());
    SortedMap<Integer, Integer> minimums = new TreeMap<>();
    for (int n = 1; n <= 7; n++) {
      int configured = n;
      minimums.put(n, claim.succeeds(() -> Quorum.majorityOf(configured)).minimum());
    }
    boolean odd = minimums.get(3) == 2 && minimums.get(5) == 3 && minimums.get(7) == 4;
    claim
        .did("asked for the majority of 1 to 7 nodes")
        .usually(
            odd
                ? "half of an even number is not enough: two parts can both have it"
                : "more than half of n is n / 2 + 1, of this n, whatever was asked before")
        .isEqual(new TreeMap<>(Map.of(1, 1, 2, 2, 3, 2, 4, 3, 5, 3, 6, 4, 7, 4)), minimums);
    int most = Integer.MAX_VALUE;
    claim
        .did("asked for the majority of Integer.MAX_VALUE nodes")
        .usually("an int overflows when something is added to such a number: divide first")
        .isEqual((1 << 30), claim.succeeds(() -> Quorum.majorityOf(most)).minimum());
  }

  @Test
  @DisplayName("a cluster of no nodes is refused")
  void none() {
    for (int nodes : new int[] {0, -1, -3}) {
      Claim.of("a number below 1 is refused")
          .step("majorityOf")
          .did("asked for the majority of " + nodes + " nodes")
          .usually(
              nodes == 0
                  ? "0 / 2 + 1 is 1, which means no quorum at all: a typing error would allow it"
                  : "a negative number got through: refuse all that are fewer than one")
          .throwsA(IllegalArgumentException.class, () -> Quorum.majorityOf(nodes));
    }
  }

  // Who counts

  @Test
  @DisplayName("a node counts itself and the members that it is linked with")
  void counts() {
    String enough = "the minimum itself is enough; more than the minimum was asked for";
    met(true, 1, List.of(B), List.of(B), "a is no member, and sees b", enough);
    String itself = "the node itself was not counted: it needs no link to itself";
    met(true, 3, List.of(A, B, C), List.of(B, C), "all three are there", itself);
    met(true, 2, List.of(A, B, C), List.of(B), "one link of two is broken", itself);
    met(true, 1, List.of(A), List.of(), "it is alone, and one is enough", itself);
    String twice = "the node itself was counted twice, or fewer than the minimum are enough";
    met(false, 2, List.of(A), List.of(), "it is alone", twice);
  }

  @Test
  @DisplayName("a member without a link does not count")
  void memberWithoutLink() {
    met(
        false,
        2,
        List.of(A, B, C),
        List.of(),
        "both links are broken, but nobody was given up yet",
        MEMBERS);
    met(false, 3, List.of(A, B, C), List.of(B), "the link to c is broken", MEMBERS);
  }

  @Test
  @DisplayName("a link to a node that is no member does not count")
  void linkWithoutMember() {
    met(false, 2, List.of(A), List.of(STRANGER), "it is linked with x, which is no member", LINKS);
    met(
        false,
        3,
        List.of(A, B),
        List.of(B, C, STRANGER),
        "c and x are linked and no members",
        LINKS);
    met(
        false,
        3,
        List.of(A, B, C),
        List.of(B, STRANGER),
        "the link to c is broken, and x is linked, which is no member",
        "members and links were only counted: the link must be one to that member");
  }

  @Test
  @DisplayName("a node that is no member does not count itself")
  void notMember() {
    met(
        false,
        2,
        List.of(B),
        List.of(B),
        "a has left, and still sees b",
        "the node itself was counted, although it is no member");
  }

  @Test
  @DisplayName("nodes are compared by their names, both halves")
  void names() {
    NodeName same = NodeName.parse("a@127.0.0.1");
    NodeName other = NodeName.parse("a@127.0.0.2");
    Claim claim = Claim.of("both parts of a node's name count").step("isMet");
    claim
        .did("a with a minimum of 2; members a and b, links b; a's name was read twice")
        .usually("names were compared with ==; each name that is read is another object")
        .isEqual(true, claim.succeeds(() -> new Quorum(2).isMet(same, List.of(A, B), List.of(B))));
    claim
        .did("a@127.0.0.1 with a minimum of 3; members a@127.0.0.2, a and b, links b")
        .usually("only the part before the @ was compared")
        .isEqual(false, new Quorum(3).isMet(A, List.of(A, other, B), List.of(B)));
    NodeName sameB = NodeName.parse("b@127.0.0.1");
    claim
        .did("a with a minimum of 2; members a and b, links b; b's name was read twice")
        .usually("names were compared with ==; each name that is read is another object")
        .isEqual(true, claim.succeeds(() -> new Quorum(2).isMet(A, List.of(A, B), List.of(sameB))));
    NodeName far = NodeName.parse("b@127.0.0.2");
    claim
        .did("a with a minimum of 2; members a and b@127.0.0.2, links b@127.0.0.1")
        .usually("only the part before the @ was compared")
        .isEqual(false, new Quorum(2).isMet(A, List.of(A, far), List.of(B)));
    NodeName longer = NodeName.parse("bb@127.0.0.11");
    claim
        .did("a with a minimum of 2; members a and b@127.0.0.1, links bb@127.0.0.11")
        .usually("a name was looked for in the text of the links; compare names with equals")
        .isEqual(false, new Quorum(2).isMet(A, List.of(A, B), List.of(longer)));
  }

  @Test
  @DisplayName("clusters that no test has written down are counted, too")
  void drawn(Nodes nodes) {
    RandomGenerator random = nodes.seed().random();
    String usually = "the answers fit the nodes of the other tests, and no others";
    for (int i = 0; i < 30; i++) {
      int counting = random.nextInt(1, 9);
      List<NodeName> members = new ArrayList<>(List.of(A));
      List<NodeName> linked = new ArrayList<>();
      for (int k = 1; k < counting; k++) linked.add(node("both", k));
      members.addAll(linked);
      for (int k = random.nextInt(4); k > 0; k--) members.add(node("member", k));
      for (int k = random.nextInt(4); k > 0; k--) linked.add(node("link", k));
      met(true, counting, members, linked, "drawn at random", usually);
      met(false, counting + 1, members, linked, "drawn at random", usually);
    }
  }

  private static NodeName node(String name, int number) {
    return new NodeName(name + number, "127.0.0.1");
  }

  @Test
  @DisplayName("the configured number counts, not the number of nodes that are seen")
  void configured() {
    Claim claim =
        Claim.of("a part that sees only itself is not the majority")
            .step("isMet")
            .did("five nodes fell apart into a, b and three others; asked on a")
            .usually("the majority of those that are seen is always there");
    Quorum quorum = claim.succeeds(() -> Quorum.majorityOf(5));
    claim.isEqual(false, claim.succeeds(() -> quorum.isMet(A, List.of(A, B), List.of(B))));
  }

  private static void met(
      boolean expected,
      int minimum,
      Collection<NodeName> members,
      Collection<NodeName> linked,
      String what,
      String usually) {
    Claim claim =
        Claim.of("a node counts if it is a member and has a link")
            .step("isMet")
            .did(
                "%s: a with a minimum of %d; members %s, links %s"
                    .formatted(what, minimum, names(members), names(linked)))
            .usually(usually);
    claim.isEqual(expected, claim.succeeds(() -> new Quorum(minimum).isMet(A, members, linked)));
  }

  private static List<String> names(Collection<NodeName> nodes) {
    return nodes.stream().map(NodeName::name).toList();
  }

  @Test
  @DisplayName("with more nodes than it was made for, two parts could both have enough")
  void tooMany() {
    Claim claim =
        Claim.of("a minimum protects only as many nodes as it is more than half of")
            .step("allowsTwo")
            .usually("two parts with the minimum each need twice the minimum of nodes together");
    for (int configured = 1; configured <= 9; configured++) {
      Quorum quorum = new Quorum(configured / 2 + 1);
      for (int members = 1; members <= 20; members++) {
        int all = members;
        claim
            .did(
                "asked whether %d nodes could, of which %d are enough"
                    .formatted(all, quorum.minimum()))
            .isEqual(possible(all, quorum.minimum()), claim.succeeds(() -> quorum.allowsTwo(all)));
      }
    }
  }

  /** By trying all ways to part so many nodes. */
  private static boolean possible(int members, int minimum) {
    for (int part = 0; part <= members; part++) {
      if (part >= minimum && members - part >= minimum) return true;
    }
    return false;
  }

  // The cluster

  private static Settings quorum() {
    return Settings.STANDARD.withQuorum(Quorum.majorityOf(3));
  }

  /** What somebody is told who wants to change something here. */
  private static void refuses(Claim claim, Swarm swarm) {
    ExitReason noquorum = CallFailed.NOQUORUM;
    claim.isEqual(
        new Registration.NotStarted(noquorum),
        claim.succeeds(() -> swarm.register("m", new Manager("m"))));
    CallFailed failed =
        claim.throwsA(CallFailed.class, () -> swarm.call("m0", new Manager.Assign()));
    claim.isEqual(noquorum, failed.reason());
    IllegalStateException refused =
        claim.throwsA(IllegalStateException.class, () -> swarm.unregister("m0"));
    claim.contains("noquorum", refused.getMessage());
  }

  @Test
  @DisplayName("three nodes fall apart: the one alone stops, and joins again later; two go on")
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGSTOP")
  void split(Nodes nodes) throws Exception {
    written();
    nodes.takes(LONG.multipliedBy(3));
    Claim claim =
        Claim.of("only the part with more than half of the nodes continues")
            .step("majorityOf and isMet");
    Swarm a = startAlone(nodes);
    refuses(claim.did("a was started with a quorum of three nodes, and nobody else"), a);

    RealNode b = start(nodes, "b");
    RealNode c = start(nodes, "c");
    for (RealNode other : List.of(b, c)) other.awaitReady();
    awaitMembers(a, A, B, C);
    for (RealNode other : List.of(b, c)) Swarms.awaitShare(a, other.name());
    Map<String, Manager> all = new TreeMap<>();
    for (int i = 0; i < MANAGERS; i++) all.put("m" + i, new Manager("m" + i));
    a.registerAll(all);
    assign(claim.did("b and c were started, then 30 managers, with a task for each"), a, all, 1);

    b.freeze();
    c.freeze();
    Await.until("a has lost both links", LONG, () -> a.cluster().connected() == 1);
    refuses(claim.did("then b and c were frozen with SIGSTOP: a heard nothing of them"), a);

    b.thaw();
    c.thaw();
    awaitMembers(a, A, B, C);
    assign(claim.did("then both were woken, and all three met again"), a, all, 2);

    c.freeze();
    awaitMembers(a, A, B);
    assign(claim.did("then only c was frozen, until it was given up: two are enough"), a, all, 3);
  }

  /** One whose links notice within a second that nothing comes any more. */
  private static Swarm startAlone(Nodes nodes) throws IOException {
    Node a = nodes.start("a", options -> options.withTick(Duration.ofMillis(250)));
    return Swarm.start(Clusters.join(nodes, Swarms.topology(nodes), a).getFirst(), quorum());
  }

  private static void awaitMembers(Swarm swarm, NodeName... names) {
    Await.until(
        "a is linked with the members %s, and no others".formatted(List.of(names)),
        LONG,
        () ->
            swarm.cluster().members().equals(new TreeSet<>(List.of(names)))
                && swarm.cluster().connected() == names.length,
        () -> swarm.cluster().members());
  }

  private static RealNode start(Nodes nodes, String name) throws IOException {
    return Swarms.startReal(nodes, name, "--cluster-size", "3", "--tick", "250");
  }

  private static void assign(Claim claim, Swarm swarm, Map<String, Manager> all, long expected) {
    Map<String, Long> tasks = new TreeMap<>();
    Map<String, Long> wanted = new TreeMap<>();
    for (String name : all.keySet()) {
      tasks.put(name, claim.succeeds(() -> swarm.call(name, new Manager.Assign())));
      wanted.put(name, expected);
    }
    claim
        .usually("two parts of the cluster went on, each with its own count")
        .isEqual(wanted, tasks);
  }

  /** Says what is not written before a cluster is started for nothing. */
  private static void written() {
    Quorum quorum = Quorum.majorityOf(3);
    quorum.isMet(A, List.of(A), List.of());
    quorum.allowsTwo(3);
  }
}
