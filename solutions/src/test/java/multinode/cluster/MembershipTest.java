package multinode.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.hazelcast.cluster.Member;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import multinode.node.Node;
import multinode.process.Event;
import multinode.process.Events;
import multinode.process.NodeName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;
import workbook.harness.RealNode;

/** Who is a member, when many come at once and some go badly. */
@ExtendWith(HarnessExtension.class)
class MembershipTest {

  private static final Detection QUICK =
      new Detection(Duration.ofSeconds(1), Duration.ofSeconds(2));

  private static final InetAddress HOST = InetAddress.getLoopbackAddress();

  @Test
  @DisplayName("twenty nodes that start at once become one cluster, each connected to each")
  void twenty(Nodes nodes) {
    String[] names = IntStream.range(0, 20).mapToObj(i -> "n" + i).toArray(String[]::new);
    Topology topology = Members.topology(nodes).withDetection(Detection.STANDARD);
    Members.whole(Members.start(nodes, topology, names));
  }

  @Test
  @DisplayName("two clusters on one range of ports find their own and nobody else")
  void onePortRange(Nodes nodes) {
    PortRange ports = new PortRange(nodes.freePort(), 20);
    List<Topology> topologies =
        List.of(
            Topology.of("x-" + nodes.mapperPort(), Epmd.of("a@127.0.0.1")).withPorts(ports),
            Topology.of("y-" + nodes.mapperPort(), Epmd.of("a@127.0.0.1")).withPorts(ports));
    List<Cluster> all =
        Members.start(
            nodes,
            List.of("a", "b", "c", "d"),
            name -> topologies.get("ac".contains(name) ? 0 : 1));
    Members.whole(List.of(all.get(0), all.get(2)));
    Members.whole(List.of(all.get(1), all.get(3)));
  }

  @Test
  @DisplayName("a larger cluster of nodes that are on nobody's list is found by its ports alone")
  void unlisted(Nodes nodes) {
    int first = nodes.freePort();
    Topology small =
        Topology.of("test-" + nodes.mapperPort(), Epmd.of("a@127.0.0.1,b@127.0.0.1"))
            .withPorts(new PortRange(first, 10));
    List<Cluster> all = new ArrayList<>(Members.start(nodes, small, "a", "b"));
    Members.whole(all);
    // These do not look where a and b listen; a and b look where these do.
    Topology large =
        Topology.of(small.name(), Epmd.of("c@127.0.0.1")).withPorts(new PortRange(first + 5, 5));
    all.addAll(Members.start(nodes, large, "c", "d", "e"));
    Members.whole(all);
  }

  @Test
  @DisplayName("awaitMembers waits for those that are connected, and gives up in time")
  void awaitMembers(Nodes nodes) throws Exception {
    Topology topology = Members.topology(nodes);
    Cluster a = Cluster.join(nodes.start("a"), topology);
    assertThat(a.awaitMembers(1, Duration.ZERO)).isTrue();
    assertThat(a.awaitMembers(2, Duration.ofMillis(10))).isFalse();
    Node b = nodes.start("b");
    Thread joining = Thread.startVirtualThread(() -> Members.join(b, topology));
    assertThat(a.awaitMembers(2, Members.FORMING)).isTrue();
    assertThat(a.node().nodes()).containsExactly(b.self());
    joining.join();
  }

  @Test
  @DisplayName("who drains has left, is disconnected, and does not come back; its node lives on")
  void drain(Nodes nodes) {
    List<Cluster> all = Members.start(nodes, Members.topology(nodes), "a", "b", "c");
    Members.whole(all);
    all.get(2).drain();
    assertThat(all.get(2).node().nodes()).isEmpty();
    Members.whole(all.subList(0, 2));
    assertThat(nodes.events(all.get(0).node()))
        .filteredOn(event -> event.kind() == Event.Kind.MEMBER_DOWN)
        .singleElement()
        .satisfies(event -> assertThat(event.text()).startsWith("left"));
    Await.never("c is back", Duration.ofMillis(500), () -> !all.get(2).node().nodes().isEmpty());
  }

  @Test
  @DisplayName("a member that was frozen for longer than the limit is taken in again when it wakes")
  void frozen(Nodes nodes) throws Exception {
    Topology topology = Members.topology(nodes).withDetection(QUICK);
    List<Cluster> all = Members.start(nodes, topology, "a", "b");
    nodes.takes(Members.FORMING.multipliedBy(2));
    RealNode c =
        nodes.startReal("c", "--gossip", "--open", "--topology", topology.name(), "--tick", "250");
    Cluster a = all.get(0);
    Await.until("c is found", Members.FORMING, () -> a.members().contains(c.name()));
    Await.until("c is connected", () -> a.node().nodes().contains(c.name()));
    c.freeze();
    Await.until("c is lost", Members.FORMING, () -> !a.members().contains(c.name()));
    Await.until("its link is down", Members.FORMING, () -> !a.node().nodes().contains(c.name()));
    c.thaw();
    for (Cluster each : all) {
      Await.until("c is found again", Members.FORMING, () -> each.members().contains(c.name()));
      Await.until("and connected", Members.FORMING, () -> each.node().nodes().contains(c.name()));
    }
  }

  @Test
  @DisplayName(
      "a node that is back before its death was noticed takes the place of its former self")
  void replaced(Nodes nodes) throws Exception {
    nodes.takes(Members.FORMING);
    Topology topology = Members.topology(nodes);
    Cluster a = Cluster.join(nodes.start("a"), topology);
    RealNode b = nodes.startReal("b", "--gossip", "--open", "--topology", topology.name());
    Await.until("b is found", Members.FORMING, () -> a.members().contains(b.name()));
    b.freeze();
    RealNode again = killedAndStartedAgain(nodes, b, topology);
    Await.until("b is another", Members.FORMING, () -> ups(nodes, a).size() == 2);
    Await.until("b is connected", Members.FORMING, () -> a.node().nodes().contains(again.name()));
    assertThat(a.members()).containsExactly(a.node().self(), again.name());
  }

  private static RealNode killedAndStartedAgain(Nodes nodes, RealNode b, Topology topology)
      throws IOException {
    b.kill9();
    return nodes.startReal("b", "--gossip", "--open", "--topology", topology.name());
  }

  private static List<Event> ups(Nodes nodes, Cluster at) {
    return nodes.events(at.node()).stream()
        .filter(event -> event.kind() == Event.Kind.MEMBER_UP)
        .filter(event -> event.peer().startsWith("b@"))
        .toList();
  }

  @Test
  @DisplayName("who takes calls on a listed host and never says a word, a frozen member, is passed")
  void silent(Nodes nodes) throws Exception {
    PortRange ports = new PortRange(nodes.freePort(), 4);
    try (ServerSocket silent = new ServerSocket(ports.first() + 2, 10, HOST)) {
      assertThat(Cluster.join(nodes.start("a"), listed(nodes, ports)).members())
          .as("port %s is silent", silent.getLocalPort())
          .hasSize(1);
    }
  }

  @Test
  @DisplayName("who is held up by somebody who only greets is told, and gets in without it")
  void heldUp(Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(20));
    PortRange ports = new PortRange(nodes.freePort(), 4);
    Topology topology = listed(nodes, ports);
    try (ServerSocket server = new ServerSocket(ports.first() + 2, 10, HOST)) {
      Thread.ofVirtual().start(() -> greet(server));
      assertThatThrownBy(() -> Cluster.join(nodes.start("a"), topology))
          .isInstanceOf(HeldUpException.class)
          .hasMessageContaining("does not answer");
    }
    assertThat(Members.join(nodes.all().getFirst(), topology).members()).hasSize(1);
  }

  private static Topology listed(Nodes nodes, PortRange ports) {
    return Topology.of("test-" + nodes.mapperPort(), Epmd.of("a@127.0.0.1")).withPorts(ports);
  }

  /** Says to each caller what a member says first, and nothing more. */
  private static void greet(ServerSocket server) {
    try {
      for (; ; ) {
        Socket caller = server.accept();
        caller.getOutputStream().write(caller.getInputStream().readNBytes(3));
      }
    } catch (IOException closed) {
      // With the end of the test.
    }
  }

  @Test
  @DisplayName("who has no name, and who finds no port, cannot take part, and is told why")
  void refused(Nodes nodes) throws Exception {
    Node nobody = nodes.startUnnamed();
    assertThatThrownBy(() -> Cluster.join(nobody, Members.topology(nodes)))
        .hasMessageContaining("nonode@nohost")
        .hasMessageContaining("a name");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Topology one = Members.topology(nodes).withPorts(new PortRange(taken.getLocalPort(), 1));
      assertThatThrownBy(() -> Cluster.join(nodes.start("a"), one))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("" + taken.getLocalPort());
    }
  }

  @Test
  @DisplayName("a member that says it leaves is kept connected no more, before its engine is gone")
  void leaving() {
    Membership membership = new Membership(new Events("a@127.0.0.1"));
    NodeName b = NodeName.parse("b@127.0.0.1");
    membership.update(List.of(member(b, 1)));
    assertThat(membership.staying()).containsExactly(b);
    membership.leaving(b);
    assertThat(membership.nodes()).containsExactly(b);
    assertThat(membership.staying()).isEmpty();
    membership.update(List.of());
    membership.update(List.of(member(b, 2)));
    assertThat(membership.staying()).as("its next start").containsExactly(b);
  }

  private static Member member(NodeName node, int incarnation) {
    Member member = mock(Member.class);
    when(member.getAttribute(Membership.NODE)).thenReturn(node.toString());
    when(member.getAttribute(Membership.INCARNATION)).thenReturn("" + incarnation);
    return member;
  }
}
