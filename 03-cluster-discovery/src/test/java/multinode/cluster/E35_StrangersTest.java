package multinode.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import multinode.node.ConnectResult;
import multinode.node.ConnectResult.Status;
import multinode.node.Cookie;
import multinode.node.Node;
import multinode.node.NodeOptions;
import multinode.process.NodeName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Claim;
import workbook.harness.Exercise;
import workbook.harness.NodeLog;
import workbook.harness.Nodes;

@Exercise(
    id = "3.5",
    title = "Two topologies and a stranger",
    points = 15,
    minutes = 25,
    files = {"multinode/cluster/ClusterName.java", "multinode/cluster/Complaints.java"})
class E35_StrangersTest {

  private static final Cookie MONSTER = Cookie.of(Nodes.COOKIE);
  private static final Cookie OTHER = Cookie.of("222");
  private static final NodeName B = NodeName.parse("b@127.0.0.1");
  private static final NodeName C = NodeName.parse("c@127.0.0.1");
  private static final ConnectResult REFUSED = new ConnectResult(Status.BAD_COOKIE, "bad cookie");
  private static final ConnectResult SILENT = new ConnectResult(Status.UNREACHABLE, "no answer");
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  // ClusterName

  @Test
  @DisplayName("one topology and one cookie make one name, on every node")
  void same() {
    Claim claim = Claim.of("nodes that belong together find each other").step("of");
    String first = claim.succeeds(() -> ClusterName.of("lab", MONSTER));
    claim
        .did("made the name for lab and the cookie monster twice")
        .usually("something else went into it: a random number, the time, the cookie's object")
        .isEqual(first, ClusterName.of("lab", Cookie.of("monster")));
  }

  @Test
  @DisplayName("another cookie makes another name, and so does another topology")
  void different() {
    Claim claim = Claim.of("nodes that do not belong together do not meet").step("of");
    String name = claim.succeeds(() -> ClusterName.of("lab", MONSTER));
    claim
        .did("made the names for lab with the cookie monster and with the cookie 222")
        .expected("two different names")
        .usually("the cookie did not go into it")
        .holds(() -> !name.equals(ClusterName.of("lab", OTHER)), () -> "twice " + name);
    String hash = hash(claim, name);
    claim
        .did("made the names for lab and for bench with the cookie monster")
        .expected("two different hashes")
        .usually(
            "the hash is of the cookie alone: then two topologies with one cookie tell that they"
                + " have one")
        .holds(
            () -> !hash.equals(hash(claim, ClusterName.of("bench", MONSTER))),
            () -> "twice " + hash);
  }

  @Test
  @DisplayName("a name begins with its topology and stays short")
  void form() {
    Claim claim =
        Claim.of("a person who sees the name knows the topology, and it is short")
            .step("of")
            .usually(
                "topology + \"-\" + the first DIGITS hexadecimal digits; HexFormat makes them");
    for (String topology : List.of("lab", "x".repeat(40))) {
      String name = claim.succeeds(() -> ClusterName.of(topology, MONSTER));
      claim
          .did("made the name for " + topology)
          .expected(topology + "-, and 16 digits from 0-9a-f")
          .holds(() -> name.matches(topology + "-[0-9a-f]{16}"), () -> name);
    }
  }

  @Test
  @DisplayName("the digits are the first ones of what was signed, and the text has a purpose")
  void digits() {
    byte[] hash = HexFormat.of().parseHex("000f01a0b0c0d0e0f0" + "ff".repeat(23));
    List<String> signed = new ArrayList<>();
    Cookie cookie = mock(Cookie.class);
    when(cookie.sign(any()))
        .thenAnswer(call -> {
          signed.add(call.getArgument(0));
          return hash;
        });
    Claim claim =
        Claim.of("the name is the first digits of the hash")
            .step("of")
            .did(
                "made the name for lab-7 with a cookie whose signature is 00 0f 01 a0 b0 c0 d0 e0 f0 …");
    String name = claim.succeeds(() -> ClusterName.of("lab-7", cookie));
    claim
        .usually(
            name.endsWith("ffff")
                ? "the last digits were taken, not the first DIGITS"
                : "zeros got lost, as BigInteger, Long.toHexString and Integer.toHexString lose them")
        .isEqual("lab-7-000f01a0b0c0d0e0", name);
    String text = String.join("\n", signed);
    claim
        .did("looked at the text that was signed for the topology lab-7")
        .usually("the topology is not in the signed text")
        .contains("lab-7", text);
    claim
        .did("looked at the text that was signed for the topology lab-7")
        .expected("words that say what the signature is for")
        .usually(
            "the topology alone was signed; a signature of the bare word could be one that the"
                + " cookie's owner has made for something else")
        .holds(
            () -> text.replace("lab-7", "").replaceAll("[^A-Za-z]", "").length() > 2, () -> text);
  }

  @Test
  @DisplayName("nobody can try out cookies on a name by hashing them")
  void keyed() throws Exception {
    Claim claim =
        Claim.of("the cookie is a key, not something that is hashed along")
            .step("of")
            .did("made the name for lab, and plain hashes of lab and monster in many ways")
            .expected("none of them in the name")
            .usually(
                "a plain hash of the cookie can be looked up in a table that was made once for all"
                    + " the world: Cookie.sign makes a keyed one");
    String name = claim.succeeds(() -> ClusterName.of("lab", MONSTER));
    String hash = hash(claim, name);
    claim.holds(() -> !name.contains(Nodes.COOKIE), () -> name);
    for (String plain : plainHashes()) claim.holds(() -> !plain.startsWith(hash), () -> name);
  }

  private static List<String> plainHashes() throws Exception {
    List<String> texts = new ArrayList<>();
    for (String between : List.of("", "-", ":", "/", " ", "@", "_", ".", "|")) {
      texts.add("lab" + between + Nodes.COOKIE);
      texts.add(Nodes.COOKIE + between + "lab");
    }
    texts.addAll(List.of("lab", Nodes.COOKIE, MONSTER.toString(), "lab" + MONSTER));
    texts.addAll(List.of(MONSTER + "lab", "lab-" + MONSTER, MONSTER + "-lab"));
    List<String> hashes = new ArrayList<>();
    for (String algorithm : List.of("MD5", "SHA-1", "SHA-256", "SHA-512")) {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      for (String text : texts) {
        hashes.add(HexFormat.of().formatHex(digest.digest(text.getBytes(UTF_8))));
      }
    }
    return hashes;
  }

  private static String hash(Claim claim, String name) {
    claim
        .expected("a name that ends in -, and 16 digits")
        .holds(() -> name.matches(".+-.{16}"), () -> name);
    return name.substring(name.length() - 16);
  }

  // Complaints

  @Test
  @DisplayName("the same problem with the same node is reported once a minute")
  void onceAMinute() {
    Complaints complaints = new Complaints();
    Claim claim = Claim.of("a log is for people").step("tells");
    List<Integer> told =
        IntStream.range(0, 150)
            .filter(second ->
                claim.succeeds(() -> complaints.tells(B, REFUSED, NOON.plusSeconds(second))))
            .boxed()
            .toList();
    claim
        .did("b refused for its cookie each second, for two and a half minutes")
        .expected("told in the seconds 0, 60 and 120")
        .usually(
            told.size() == 3
                ? "after exactly QUIET the minute is over: the same complaint is told again"
                : "each attempt started the minute over, so that a trouble that goes on is never"
                    + " told again; the minute begins when it is told")
        .isEqual(List.of(0, 60, 120), told);
  }

  @Test
  @DisplayName("a different problem is reported immediately, and another node's problem too")
  void news() {
    Complaints complaints = new Complaints();
    Claim claim = Claim.of("news is told").step("tells");
    claim.succeeds(() -> complaints.tells(B, REFUSED, NOON));
    claim
        .did("b refused for its cookie; a second later c did")
        .usually("one memory for all nodes: the first hides the others")
        .isEqual(true, complaints.tells(C, REFUSED, NOON.plusSeconds(1)));
    claim
        .did("b@127.0.0.1 refused for its cookie; a second later b@127.0.0.2 did")
        .usually("only the part before the @ was compared: on another host it is another node")
        .isEqual(
            true, complaints.tells(NodeName.parse("b@127.0.0.2"), REFUSED, NOON.plusSeconds(1)));
    claim
        .did("b refused for its cookie; a second later it did not answer")
        .usually("what the trouble is was not compared (its status)")
        .isEqual(true, complaints.tells(B, SILENT, NOON.plusSeconds(1)));
    claim
        .did("b did not answer, and a second later it did not, for a reason in other words")
        .usually("the reason is for people and may have a port or a time in it: compare the status")
        .isEqual(
            false,
            complaints.tells(
                B, new ConnectResult(Status.UNREACHABLE, "reset"), NOON.plusSeconds(2)));
  }

  @Test
  @DisplayName("each node has its own minute")
  void ownMinute() {
    Complaints complaints = new Complaints();
    Claim claim =
        Claim.of("one node's minute is not another's")
            .step("tells")
            .usually("when one minute was over, all were forgotten");
    claim.succeeds(() -> complaints.tells(B, REFUSED, NOON));
    complaints.tells(C, REFUSED, NOON.plusSeconds(30));
    claim
        .did("b refused at noon, c half a minute later; b again after a minute")
        .isEqual(true, complaints.tells(B, REFUSED, NOON.plusSeconds(60)));
    claim
        .did("then c, 31 seconds after it was told")
        .isEqual(false, complaints.tells(C, REFUSED, NOON.plusSeconds(61)));
    complaints.tells(B, SILENT, NOON.plusSeconds(70));
    claim
        .did("b refused, then did not answer, which was told; 50 s later it still does not answer")
        .usually("the last that was told counts, and its own time")
        .isEqual(false, complaints.tells(B, SILENT, NOON.plusSeconds(120)));
  }

  @Test
  @DisplayName("when all has been well, the same trouble is a new one")
  void forgotten() {
    Complaints complaints = new Complaints();
    Claim claim = Claim.of("trouble after a time without is news").step("tells");
    claim.succeeds(() -> complaints.tells(B, SILENT, NOON));
    complaints.forget(B);
    claim
        .did("b did not answer, then was connected (forget), then did not answer; in two seconds")
        .usually("forget takes b out of the map last: what is told has to stand there")
        .isEqual(true, complaints.tells(B, SILENT, NOON.plusSeconds(2)));
  }

  // Real members

  @Test
  @DisplayName(
      "two topologies on one port range and group do not mix; draining one spares the other")
  void two(Nodes nodes) throws Exception {
    Claim claim = Claim.of("each topology is a world of its own").step("of");
    claim.succeeds(() -> ClusterName.of("lab", MONSTER));
    Node a = nodes.start("a", E35_StrangersTest::pair);
    Node b = nodes.start("b", E35_StrangersTest::pair);
    Node c = nodes.start("c", E35_StrangersTest::pair);
    Topology left = named(nodes, "left").withSecret(MONSTER);
    Topology right = named(nodes, "right").withSecret(MONSTER);
    Future<Cluster> joining = atOnce(() -> Clusters.join(nodes, right, a, c).getFirst());
    Cluster leftOfA = Clusters.join(nodes, left, a, b, c).getFirst();
    Cluster rightOfA = joining.get();
    Claim two =
        claim
            .did("a and c are in the topologies left and right, b is in left; one group and ports")
            .usually("both have one cluster name: the topology has to go into it");
    two.becomesEqual(members(a, b, c), leftOfA::members);
    two.becomesEqual(members(a, c), rightOfA::members);
    claim.becomesEqual(List.of(b.self(), c.self()), a::nodes);
    leftOfA.drain();
    claim
        .did("then a drained left: b is found by no topology of a any more, c by right")
        .becomesEqual(List.of(c.self()), a::nodes);
    claim.becomesEqual(List.of(c.self()), b::nodes);
  }

  @Test
  @DisplayName("a stranger in an open topology is found, refused, and complained of once")
  void open(Nodes nodes) throws Exception {
    Claim claim = Claim.of("found is not connected").step("tells");
    claim.succeeds(() -> new Complaints().tells(B, REFUSED, NOON));
    NodeLog heard = NodeLog.during(nodes);
    Node a = nodes.start("a");
    Node b = nodes.start("b", "222");
    Topology open = Clusters.topology(nodes, Epmd.of("a@127.0.0.1"));
    Cluster ofA = Clusters.join(nodes, open, a, b).getFirst();
    String line = open.name() + ": unable to connect to b@127.0.0.1";
    Claim refused =
        claim.did("a, cookie monster, and b, cookie 222, joined one open topology (no secret)");
    refused.becomesEqual(members(a, b), ofA::members);
    refused
        .usually("tells said false at the first trouble")
        .becomesEqual(1, () -> heard.linesWith(line, "BAD_COOKIE").size());
    refused.isEqual(List.of(List.of(), List.of()), List.of(a.nodes(), b.nodes()));
    refused.isEqual(1, heard.linesWith(line).size());
  }

  @Test
  @DisplayName("a stranger is not even found where the topology has a secret")
  void closed(Nodes nodes) throws Exception {
    Claim claim = Claim.of("strangers do not meet").step("of");
    claim.succeeds(() -> ClusterName.of("lab", MONSTER));
    Node a = nodes.start("a");
    Node b = nodes.start("b", "222");
    Node c = nodes.start("c");
    Topology topology = Clusters.topology(nodes, Epmd.of("a@127.0.0.1"));
    Cluster ofA = Clusters.join(nodes, topology.withSecret(MONSTER), a, c).getFirst();
    Cluster ofB = Clusters.join(nodes, topology.withSecret(OTHER), b).getFirst();
    Claim apart =
        claim
            .did("a and c, cookie monster, and b, cookie 222, joined the topology with secrets")
            .usually("the cookie did not go into the name");
    apart.becomesEqual(members(a, c), ofA::members);
    apart.isEqual(members(b), ofB.members());
  }

  private static <T> Future<T> atOnce(Callable<T> task) {
    FutureTask<T> future = new FutureTask<>(task);
    Thread.ofPlatform().start(future);
    return future;
  }

  private static NodeOptions pair(NodeOptions options) {
    return options.withConnectAll(false);
  }

  private static Topology named(Nodes nodes, String name) {
    return Topology.of(name + "-" + Clusters.name(nodes), Gossip.STANDARD)
        .withPorts(Clusters.ports(nodes));
  }

  private static SortedSet<NodeName> members(Node... nodes) {
    return new TreeSet<>(Stream.of(nodes).map(Node::self).toList());
  }
}
