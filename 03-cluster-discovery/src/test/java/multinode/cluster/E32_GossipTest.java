package multinode.cluster;

import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MulticastConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import multinode.node.Node;
import multinode.process.NodeName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Claim;
import workbook.harness.Exercise;
import workbook.harness.Nodes;
import workbook.harness.RealNode;

@Exercise(
    id = "3.2",
    title = "Gossip",
    points = 10,
    minutes = 15,
    files = "multinode/cluster/Gossip.java")
class E32_GossipTest {

  private static final NodeName A = NodeName.parse("a@127.0.0.1");
  private static final NodeName B = NodeName.parse("b@127.0.0.1");
  private static final NodeName C = NodeName.parse("c@127.0.0.1");

  private static final String GROUP = "239.7.7.7";
  private static final int PORT = 54_777;

  @Test
  @DisplayName("an address that is not a multicast group is refused and named")
  void groups() {
    Claim.of("the groups are 224.0.0.0 to 239.255.255.255")
        .step("constructor")
        .did("made a Gossip with each end of the two ranges, and with values between them")
        .usually(
            "a value within the range was refused: groups are 224.0.0.0 to 239.255.255.255, and"
                + " ports are 1 to 65535")
        .succeeds(() ->
            List.of(
                new Gossip("224.0.0.0", 1),
                new Gossip("239.255.255.255", 65535),
                new Gossip("232.1.2.3", 1_000),
                new Gossip("230.0.0.1", 54_327)));
    for (String group :
        List.of("223.255.255.255", "240.0.0.0", "127.0.0.1", "ff02::1", "all", "")) {
      refused(
          Claim.of("an address that is not a group is refused at the start")
              .usually(
                  group.contains(":")
                      ? "IPv6 has groups too, but the sockets that shout are IPv4 sockets"
                      : "it was let through: then Hazelcast fails when the node starts, or worse,"
                          + " asks a name service"),
          group,
          PORT,
          group);
    }
    for (String group : List.of("224.0.0.256", "239.1.2.3.4", "224.2.2.x", "232.1.2.3 ")) {
      refused(
          Claim.of("a text that only begins like a group is refused")
              .usually(
                  "the text was looked at, not the address that it stands for: ofLiteral reads it"),
          group,
          PORT,
          group.strip());
    }
  }

  @Test
  @DisplayName("a number that is not a port is refused and named")
  void ports() {
    for (int port : List.of(0, -1, 65_536)) {
      refused(
          Claim.of("ports are 1 to 65535")
              .usually("a number outside of 1 to 65535 was let through"),
          GROUP,
          port,
          "" + port);
    }
  }

  @Test
  @DisplayName("Hazelcast is told to shout, where, and to be heard on its own machine")
  void configured() {
    Claim claim =
        Claim.of("Hazelcast shouts into the group")
            .step("configure")
            .did("configured Gossip(\"%s\", %d)".formatted(GROUP, PORT));
    JoinConfig join =
        claim.succeeds(() -> Joins.configured(new Gossip(GROUP, PORT), PortRange.STANDARD));
    MulticastConfig multicast = join.getMulticastConfig();
    claim
        .expected("the way to look that is on")
        .usually(
            Joins.on(join).isEmpty()
                ? "it is off until setEnabled(true), however well it is configured"
                : "another way to look was switched on: a strategy switches on its own only")
        .isEqual(List.of("multicast"), Joins.on(join));
    claim
        .usually("the group is Hazelcast's own, not the one of this strategy")
        .isEqual(GROUP, multicast.getMulticastGroup());
    claim
        .usually("the port is Hazelcast's own, not the one of this strategy")
        .isEqual(PORT, multicast.getMulticastPort());
    claim
        .expected("for how many seconds it listens for an answer")
        .usually("Hazelcast waits for two, and so would everybody who starts a node")
        .isEqual(1, multicast.getMulticastTimeoutSeconds());
    claim
        .expected("over how many routers a packet may go, Hazelcast's own value")
        .usually("a packet that lives for no router at all never leaves its machine")
        .isEqual(MulticastConfig.DEFAULT_MULTICAST_TTL, multicast.getMulticastTimeToLive());
    claim
        .expected("whether it is heard on its own machine: setLoopbackModeEnabled")
        .usually("a network card does not hand back what it sends, unless it is told to")
        .isEqual(true, multicast.getLoopbackModeEnabled());
  }

  @Test
  @DisplayName("nodes that know nothing of each other find each other; one is a separate program")
  void found(Nodes nodes) throws Exception {
    Topology topology = Clusters.topology(nodes, Gossip.STANDARD);
    RealNode c =
        nodes.startReal("c", "--gossip", "--open", "--topology", Clusters.name(nodes), "--pair");
    List<Cluster> all =
        new ArrayList<>(Clusters.join(nodes, topology, nodes.start("a"), nodes.start("b")));
    c.awaitReady();
    for (Cluster one : all) {
      Claim.of("all nodes hear a multicast")
          .step("configure")
          .did("a and b joined by gossip, and c, a process of its own, was started with --gossip")
          .usually("what they shout does not come back to their own machine")
          .becomesEqual(Set.of(A, B, C), one::members);
    }
  }

  @Test
  @DisplayName("a node in a different group does not hear it")
  void otherGroup(Nodes nodes) throws Exception {
    Claim claim =
        Claim.of("a group is a conversation of its own")
            .step("configure")
            .did("a joined in the group 239.7.7.7, b in 239.7.7.8, with all else the same")
            .usually("the group was not handed on, so both are in Hazelcast's own");
    Topology here = Clusters.topology(nodes, new Gossip("239.7.7.7", PORT));
    Topology there = Clusters.topology(nodes, new Gossip("239.7.7.8", PORT));
    Node first = nodes.start("a");
    Node second = nodes.start("b");
    CompletableFuture<Cluster> joining =
        CompletableFuture.supplyAsync(
            () -> Clusters.join(nodes, here, first).getFirst(),
            task -> Thread.ofPlatform().start(task));
    Cluster b = Clusters.join(nodes, there, second).getFirst();
    Cluster a = joining.join();
    claim.isEqual(Set.of(A), a.members());
    claim.isEqual(Set.of(B), b.members());
  }

  private static void refused(Claim claim, String group, int port, String part) {
    Claim making = claim.step("constructor").did("made Gossip(\"%s\", %d)".formatted(group, port));
    IllegalArgumentException thrown =
        making.throwsA(IllegalArgumentException.class, () -> new Gossip(group, port));
    making
        .usually("the message does not show the wrong value")
        .contains(part, String.valueOf(thrown.getMessage()));
  }
}
