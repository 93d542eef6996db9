package multinode.node;

import java.util.ArrayList;
import java.util.List;
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

  private final List<NodeName> called = new ArrayList<>();

  private Mesh meshOfA(NodeName... peers) {
    return new Mesh(A, () -> List.of(peers), called::add);
  }

  @Test
  @DisplayName("a new peer is told of the others, and not of itself")
  void introducesOthers() {
    Claim claim =
        Claim.of("the newcomer hears of those it cannot know")
            .step("introduce")
            .did("a, which is connected to b, c and d, introduced itself to d");
    List<NodeName> told = claim.succeeds(() -> meshOfA(B, C, D).introduce(D));
    claim
        .usually("nobody was named: the newcomer knows a already, it has just connected to it")
        .isEqual(true, told.containsAll(List.of(B, C)));
    claim.usually("the newcomer was told of itself").isEqual(List.of(B, C), told);
  }

  @Test
  @DisplayName("the very first peer is told nothing")
  void nothingToTell() {
    Claim claim =
        Claim.of("there is nobody to tell of")
            .step("introduce")
            .did("a, which has no peers yet, got b as its first")
            .usually("introduce names a itself, or the newcomer");
    claim.isEqual(List.of(), claim.succeeds(() -> meshOfA(B).introduce(B)));
  }

  @Test
  @DisplayName("a node that hears of strangers connects to all of them")
  void connects() {
    Claim.of("strangers become peers")
        .step("heard")
        .did("a, connected to b, heard of c and d")
        .usually("only one of them was called, or none")
        .isEqual(List.of(C, D), hear(meshOfA(B), C, D));
  }

  @Test
  @DisplayName("a node does not connect to itself")
  void notToItself() {
    Claim.of("a is no stranger to a")
        .step("heard")
        .did("a, connected to b, heard of a and c")
        .usually("whoever is told of all nodes of a cluster is told of itself, too")
        .isEqual(List.of(C), hear(meshOfA(B), A, C));
  }

  @Test
  @DisplayName("a node does not connect again to those it is connected to")
  void notAgain() {
    Claim.of("peers are no strangers")
        .step("heard")
        .did("a, connected to b and c, heard of b, c and d")
        .usually(
            "with n nodes everybody hears of everybody n times; that must not make n times as many"
                + " calls")
        .isEqual(List.of(D), hear(meshOfA(B, C), B, C, D));
  }

  private List<NodeName> hear(Mesh mesh, NodeName... nodes) {
    mesh.heard(List.of(nodes));
    return called;
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
  @DisplayName("two pairs become four when one of each meets the other's")
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
  @DisplayName("a node that keeps to its pairs is not drawn in")
  void pair(Nodes nodes) throws Exception {
    Node a = start(nodes, "a");
    Node hermit = nodes.start("h", OpenDoor::pair);
    hermit.connect(a.self());
    Node b = start(nodes, "b");
    b.connect(a.self());
    Node c = start(nodes, "c");
    c.connect(b.self());
    Claim claim =
        Claim.of("only those in the mesh are told of, and told")
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
          .usually("one of two steps is missing: to tell a newcomer of others, to call who is new")
          .becomesEqual(others, node::nodes);
    }
  }

  private static Node start(Nodes nodes, String name) throws Exception {
    return nodes.start(name, options -> OpenDoor.pair(options).withConnectAll(true));
  }
}
