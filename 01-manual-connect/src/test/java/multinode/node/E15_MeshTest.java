package multinode.node;

import java.util.ArrayList;
import java.util.List;
import multinode.process.NodeName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Claim;
import workbook.harness.Exercise;
import workbook.harness.Nodes;

@Exercise(
    id = "1.5",
    title = "The mesh",
    points = 10,
    minutes = 15,
    files = "multinode/node/Mesh.java")
class E15_MeshTest {

  private static final NodeName A = new NodeName("a", Nodes.HOST);
  private static final NodeName B = new NodeName("b", Nodes.HOST);
  private static final NodeName C = new NodeName("c", Nodes.HOST);
  private static final NodeName D = new NodeName("d", Nodes.HOST);
  private static final String ELSEWHERE = "192.0.2.1";

  private final List<NodeName> called = new ArrayList<>();

  /** Node a with these peers; calls of connect count when they come on the thread of the test. */
  private Mesh meshOfA(NodeName... peers) {
    Thread test = Thread.currentThread();
    return new Mesh(
        A,
        () -> List.of(peers),
        node -> {
          if (Thread.currentThread() == test) called.add(node);
        });
  }

  @Test
  @DisplayName("a new peer is told about the others, and not about itself")
  void introducesOthers() {
    Claim claim =
        Claim.of("a new peer is told about the peers that it cannot know")
            .step("introduce")
            .did("a, which is connected to b, c and d, introduced itself to d");
    List<NodeName> told =
        claim
            .usually("the list that peers.get() gave was changed; make another one")
            .succeeds(() -> meshOfA(B, C, D).introduce(D));
    claim
        .usually(
            told == null || !told.containsAll(List.of(B, C))
                ? "a peer is missing in the list: all but the new one belong into it"
                : told.contains(A)
                    ? "introduce names a itself: the new peer knows a, it has just connected to it"
                    : "the new peer was told about itself")
        .isEqual(List.of(B, C), told);
    claim
        .did("a, which is connected to b, c and d, introduced itself to b")
        .usually("the new peer ended the list: those after it are told, too")
        .isEqual(List.of(C, D), claim.succeeds(() -> meshOfA(B, C, D).introduce(B)));
  }

  @Test
  @DisplayName("the first peer is told nothing")
  void nothingToTell() {
    Claim claim =
        Claim.of("there are no other peers to name")
            .step("introduce")
            .did("a, which has no peers yet, got b as its first");
    List<NodeName> told = claim.succeeds(() -> meshOfA(B).introduce(B));
    claim
        .usually("null was returned: an empty list says that there is nobody to tell about")
        .isEqual(true, told != null);
    claim.usually("introduce names a itself").isEqual(false, told.contains(A));
    claim.usually("introduce names the new peer itself").isEqual(List.of(), told);
  }

  @Test
  @DisplayName("a node that hears of unknown nodes connects to all of them")
  void connects() {
    List<NodeName> calls = hear(meshOfA(B), C, D);
    Claim.of("unknown nodes become peers")
        .step("heard")
        .did("a, connected to b, heard of c and d")
        .usually(
            !List.of(C, D).containsAll(calls)
                ? "a called a node that it did not hear of: the list decides, not the peers"
                : calls.isEmpty()
                    ? "nobody was called on this thread: connect does not wait, so it needs no thread"
                        + " of its own; or the hosts were compared, and not the names"
                    : calls.size() == 1
                        ? "only one of them was called"
                        : "heard calls connect for each node that is neither this one nor a peer, and"
                            + " itself: connect does not wait, so it needs no thread of its own")
        .isEqual(List.of(C, D), calls);
  }

  @Test
  @DisplayName("a node does not connect to itself")
  void notToItself() {
    List<NodeName> calls = hear(meshOfA(B), A, C);
    Claim.of("a node does not call itself")
        .step("heard")
        .did("a, connected to b, heard of a and c")
        .usually(
            calls.isEmpty()
                ? "a itself ended the list; those after it are looked at, too"
                : "a list of all nodes of a cluster has the node itself in it, too")
        .isEqual(List.of(C), calls);
  }

  @Test
  @DisplayName("a node does not connect again to those it is connected to")
  void notAgain() {
    List<NodeName> calls = hear(meshOfA(B, C), B, C, D);
    Claim.of("a node does not call its peers again")
        .step("heard")
        .did("a, connected to b and c, heard of b, c and d")
        .usually(
            calls.isEmpty()
                ? "a peer in the list ended it; each node in the list is looked at"
                : "with n nodes everybody hears of everybody n times; that must not make n times as"
                    + " many calls")
        .isEqual(List.of(D), calls);
  }

  private List<NodeName> hear(Mesh mesh, NodeName... nodes) {
    Claim.of("heard only reads what it is given")
        .step("heard")
        .did("a heard of %s, in a list that cannot be changed".formatted(List.of(nodes)))
        .usually("nodes were removed from the list that came; make another one")
        .succeeds(() -> {
          mesh.heard(List.of(nodes));
          return true;
        });
    return called;
  }

  @Test
  @DisplayName("a known node in the list does not end the list")
  void knownInTheMiddle() {
    NodeName e = new NodeName("e", Nodes.HOST);
    NodeName f = new NodeName("f", Nodes.HOST);
    Claim.of("each node in the list is looked at")
        .step("heard")
        .did("a, connected to b, heard of c, b, d, a, e, in this order, and then of f alone")
        .usually("the rest of the list was taken for what the first ones were: each is looked at")
        .isEqual(List.of(C, D, e), hear(meshOfA(B), C, B, D, A, e));
    called.clear();
    Claim.of("the first peer may know others")
        .step("heard")
        .did("a, which has no peers yet, heard of f")
        .usually("a node without peers called nobody")
        .isEqual(List.of(f), hear(meshOfA(), f));
  }

  @Test
  @DisplayName("names are compared with equals, host included")
  void names() {
    NodeName sameB = new NodeName("b", Nodes.HOST);
    NodeName sameA = new NodeName("a", Nodes.HOST);
    NodeName capitalA = new NodeName("A", Nodes.HOST);
    NodeName otherA = new NodeName("a", ELSEWHERE);
    NodeName otherB = new NodeName("b", ELSEWHERE);
    Claim introduce = Claim.of("both parts of a name count").step("introduce");
    introduce
        .did("a, connected to b, introduced itself to b, whose name was read from the connection")
        .usually("names were compared with ==; each name that is read is a new object")
        .isEqual(List.of(), introduce.succeeds(() -> meshOfA(B).introduce(sameB)));
    introduce
        .did("a, connected to b on two hosts, introduced itself to one of the two")
        .usually("only the part before the @ was compared")
        .isEqual(List.of(otherB), introduce.succeeds(() -> meshOfA(B, otherB).introduce(B)));
    Claim heard = Claim.of("both parts of a name count").step("heard");
    heard
        .did("a heard of a and of its peer b, whose names were read from a connection")
        .usually("names were compared with ==; each name that is read is a new object")
        .isEqual(List.of(), hear(meshOfA(B), sameA, sameB));
    heard
        .did("a@127.0.0.1, connected to b@127.0.0.1, heard of an a and a b on another host")
        .usually("only the part before the @ was compared")
        .isEqual(List.of(otherA, otherB), hear(meshOfA(B), otherA, otherB));
    called.clear();
    NodeName longB = new NodeName("bb", Nodes.HOST + "1");
    introduce
        .did("a, connected to bb@127.0.0.11 and b@127.0.0.1, introduced itself to b@127.0.0.1")
        .usually("a name was looked for in the text of another one; compare names with equals")
        .isEqual(List.of(longB), introduce.succeeds(() -> meshOfA(longB, B).introduce(B)));
    heard
        .did("a, connected to bb@127.0.0.11, heard of b@127.0.0.1")
        .usually("a name was looked for in the text of another one; compare names with equals")
        .isEqual(List.of(B), hear(meshOfA(longB), B));
    called.clear();
    NodeName capitalZ = NodeName.parse("Z@127.0.0.1");
    heard
        .did("a@127.0.0.1 heard of Z@127.0.0.1; capital letters come before small ones")
        .usually("only names greater than its own are called")
        .isEqual(List.of(capitalZ), hear(meshOfA(B), capitalZ));
    called.clear();
    heard
        .did("a@127.0.0.1 heard of A@127.0.0.1")
        .usually("capital letters were taken for small")
        .isEqual(List.of(capitalA), hear(meshOfA(B), capitalA));
  }

  @Test
  @DisplayName("the list of peers is read each time")
  void askedAgain() {
    List<NodeName> peers = new ArrayList<>(List.of(B));
    Mesh mesh = new Mesh(A, () -> List.copyOf(peers), called::add);
    Claim introduce =
        Claim.of("peers come and go")
            .usually("what peers.get() returned once was kept in a field; ask it each time");
    introduce.succeeds(() -> mesh.introduce(B));
    mesh.heard(List.of(B, C));
    peers.add(D);
    introduce
        .step("introduce")
        .did("a introduced itself to b, got a second peer, d, and introduced itself to b once more")
        .isEqual(List.of(D), introduce.succeeds(() -> mesh.introduce(B)));
    introduce
        .step("introduce")
        .did("a, connected to b and d, introduced itself to b twice, one after the other")
        .usually("it was kept who has been told of whom: each new peer is told of all others")
        .isEqual(List.of(D), introduce.succeeds(() -> mesh.introduce(B)));
    mesh.heard(List.of(D));
    Claim heard = Claim.of("peers come and go").step("heard");
    heard
        .did("a heard of c, then got a peer d and heard of d")
        .usually("what peers.get() returned once was kept in a field; ask it each time")
        .isEqual(List.of(C), called);
    mesh.heard(List.of(C));
    heard
        .did("a heard of c, which did not become a peer, and then once more")
        .usually("a node that was called once is never called again; it may be reachable now")
        .isEqual(List.of(C, C), called);
  }

  @Test
  @DisplayName("three nodes, two connects: everybody knows everybody")
  void three(Nodes nodes) throws Exception {
    Node a = start(nodes, "a");
    Node b = start(nodes, "b");
    Node c = start(nodes, "c");
    a.connect(b.self());
    c.connect(a.self());
    complete("a connected to b, then c to a", a, b, c);
  }

  @Test
  @DisplayName(
      "two pairs become a mesh of four when one node of each pair connects to the other pair")
  void twoPairs(Nodes nodes) throws Exception {
    Node a = start(nodes, "a");
    Node b = start(nodes, "b");
    Node c = start(nodes, "c");
    Node d = start(nodes, "d");
    a.connect(b.self());
    c.connect(d.self());
    b.connect(c.self());
    complete("a connected to b, c to d, then b to c", a, b, c, d);
  }

  @Test
  @DisplayName("a chain of six becomes a mesh")
  void chain(Nodes nodes) throws Exception {
    List<Node> chain = new ArrayList<>();
    for (String name : List.of("a", "b", "c", "d", "e", "f")) chain.add(start(nodes, name));
    for (int i = 1; i < chain.size(); i++) chain.get(i - 1).connect(chain.get(i).self());
    complete("six nodes connected, each to the next", chain.toArray(Node[]::new));
  }

  @Test
  @DisplayName("a node that is not in the mesh is told nothing and named to nobody")
  void pair(Nodes nodes) throws Exception {
    Node a = start(nodes, "a");
    Node hermit = nodes.start("h", OpenDoor::pair);
    hermit.connect(a.self());
    Node b = start(nodes, "b");
    b.connect(a.self());
    Node c = start(nodes, "c");
    c.connect(b.self());
    Claim claim =
        Claim.of("only nodes in the mesh are named, and only they are told")
            .step("introduce")
            .did("h, which wants pairs only, connected to a; then b to a and c to b")
            .usually("peers() holds the peers that want to be in the mesh; use no other list");
    claim.becomesEqual(List.of(a.self(), b.self()), c::nodes);
    claim.becomesEqual(List.of(a.self(), c.self()), b::nodes);
    claim.isEqual(List.of(a.self()), hermit.nodes());
  }

  private static void complete(String done, Node... all) {
    for (Node node : all) {
      List<NodeName> others =
          List.of(all).stream()
              .map(Node::self)
              .filter(name -> !name.equals(node.self()))
              .sorted()
              .toList();
      Claim.of(node.self() + " is connected to all others")
          .step("introduce and heard")
          .did(done)
          .usually(
              "one of two steps is missing: to tell a new peer about the others, or to call unknown nodes")
          .becomesEqual(others, node::nodes);
    }
  }

  private static Node start(Nodes nodes, String name) throws Exception {
    return nodes.start(name, options -> OpenDoor.pair(options).withConnectAll(true));
  }
}
