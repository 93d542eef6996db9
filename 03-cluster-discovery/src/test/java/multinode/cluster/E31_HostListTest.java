package multinode.cluster;

import com.hazelcast.config.JoinConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import multinode.process.NodeName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Claim;
import workbook.harness.Exercise;
import workbook.harness.Nodes;

@Exercise(
    id = "3.1",
    title = "A list of nodes",
    points = 10,
    minutes = 20,
    files = {"multinode/cluster/HostList.java", "multinode/cluster/Epmd.java"})
class E31_HostListTest {

  private static final NodeName A = NodeName.parse("a@127.0.0.1");
  private static final NodeName B = NodeName.parse("b@127.0.0.1");
  private static final NodeName C = NodeName.parse("c@127.0.0.1");

  // HostList

  @Test
  @DisplayName("names with commas between them are read in their order")
  void inOrder() {
    for (String text : List.of("b@127.0.0.1,a@127.0.0.1,c@127.0.0.1", "b@127.0.0.1")) {
      List<NodeName> nodes = Arrays.stream(text.split(",")).map(NodeName::parse).toList();
      read(Claim.of("the nodes come in the order of the list"), nodes, text);
    }
  }

  @Test
  @DisplayName("spaces and line ends around a name do not matter")
  void spaces() {
    Claim claim =
        Claim.of("people write lists with spaces, and files end with a newline")
            .usually("an entry was given to NodeName as it was, with the space before it");
    read(claim, List.of(A, B), "a@127.0.0.1, b@127.0.0.1");
    claim = claim.usually("only single spaces were expected: strip removes all white space");
    read(claim, List.of(A, B, C), " a@127.0.0.1 ,\n  b@127.0.0.1,\tc@127.0.0.1\n");
    read(claim, List.of(NodeName.parse("Lab-1@Example.org")), "\r\nLab-1@Example.org\r\n");
  }

  @Test
  @DisplayName("lists that no test has written down are read, too")
  void drawn(Nodes nodes) {
    RandomGenerator random = nodes.seed().random();
    for (int i = 0; i < 20; i++) {
      Set<NodeName> drawn = new LinkedHashSet<>();
      for (int k = random.nextInt(1, 9); k > 0; k--) {
        drawn.add(new NodeName("n" + random.nextInt(1000), "h" + random.nextInt(1000)));
      }
      List<NodeName> list = List.copyOf(drawn);
      String comma = List.of(",", ", ", " ,", "\n,\t").get(random.nextInt(4));
      Claim claim =
          Claim.of("any list of names is read")
              .usually("the answers fit the lists of the other tests, and no others");
      read(claim, list, list.stream().map(NodeName::toString).collect(Collectors.joining(comma)));
      NodeName self = list.get(random.nextInt(list.size()));
      drawn.remove(self);
      claim
          .step("others")
          .did("asked the list %s for the others of %s".formatted(list, self))
          .isEqual(List.copyOf(drawn), claim.succeeds(() -> new HostList(list).others(self)));
    }
  }

  @Test
  @DisplayName("an entry that is not a node name is refused and named")
  void typo() {
    Claim claim =
        Claim.of("a typing error is not a smaller cluster")
            .usually(
                "an entry that cannot be read was left out: then a node is missing, and nobody knows");
    refused(
        claim.usually("it was split at spaces, too: only commas separate names"),
        "a@127.0.0.1 b@127.0.0.1",
        "a@127.0.0.1 b@127.0.0.1");
    refused(
        claim.usually("spaces were taken out of the name: only those around it do not matter"),
        "c@127.0.0.1, a @127.0.0.1",
        "a @127.0.0.1");
    refused(claim, "a@127.0.0.1, b127.0.0.1", "b127.0.0.1");
    refused(claim, "a@127.0.0.1; b@127.0.0.1", "a@127.0.0.1; b@127.0.0.1");
    refused(claim, "c@127.0.0.1, a@127.0.0.1; b@127.0.0.1", "a@127.0.0.1; b@127.0.0.1");
  }

  @Test
  @DisplayName("a list with an empty entry, or an empty list, is refused")
  void empty() {
    Claim claim = Claim.of("an empty entry is a mistake in the list");
    for (String text : List.of(",a@127.0.0.1", "a@127.0.0.1,,b@h", "", " \n", "a@127.0.0.1,")) {
      refused(
          claim.usually(
              text.endsWith("1,")
                  ? "split drops empty parts at the end unless it is told not to (its limit)"
                  : "an empty entry was left out: where nothing stands, a name is missing"),
          text,
          "");
    }
  }

  @Test
  @DisplayName("a node that is listed twice is refused and named")
  void twice() {
    Claim claim =
        Claim.of("a node that is listed twice is a mistake in the list")
            .usually(
                "a set swallowed it, or the message does not name it; mostly the second should have"
                    + " been another node");
    refused(claim, "a@127.0.0.1, b@127.0.0.1, a@127.0.0.1", "a@127.0.0.1");
  }

  @Test
  @DisplayName("one message names all mistakes")
  void allAtOnce() {
    Claim claim =
        Claim.of("one message names all mistakes")
            .usually(
                "it ended at the first mistake, or named only one kind: then you start the node once"
                    + " for each mistake");
    String text = "a@127.0.0.1, oops, b@127.0.0.1, b@127.0.0.1, c@@127.0.0.1";
    for (String part : List.of("oops", "b@127.0.0.1", "c@@127.0.0.1")) refused(claim, text, part);
  }

  @Test
  @DisplayName("a node connects to all others on the list, not to itself")
  void others() {
    Claim claim =
        Claim.of("a node does not connect to itself")
            .step("others")
            .did("asked the list a@127.0.0.1, b@127.0.0.1, c@127.0.0.1 for the others of b")
            .usually("every node has the same list, so each finds itself on it");
    List<NodeName> rest = claim.succeeds(() -> new HostList(List.of(A, B, C)).others(B));
    claim
        .usually(
            rest.contains(B)
                ? "every node has the same list, so each finds itself on it"
                : "too many were left out: all but the node itself, before it and after it, and on"
                    + " its host too")
        .isEqual(List.of(A, C), rest);
    NodeName same = NodeName.parse("b@127.0.0.1");
    claim
        .usually("names were compared with ==; each name that is read is another object")
        .isEqual(List.of(A, C), new HostList(List.of(A, B, C)).others(same));
    NodeName otherB = NodeName.parse("b@10.0.0.2");
    Claim two = claim.did("asked the list b@127.0.0.1, b@10.0.0.2 for the others of b@127.0.0.1");
    two.usually("only the part before the @ was compared")
        .isEqual(List.of(otherB), two.succeeds(() -> new HostList(List.of(B, otherB)).others(B)));
    NodeName longer = NodeName.parse("b@127.0.0.11");
    claim
        .did("asked the list a@127.0.0.1, b@127.0.0.11 for the others of b@127.0.0.1")
        .usually("the beginnings of the texts were compared, not the names")
        .isEqual(
            List.of(A, longer), claim.succeeds(() -> new HostList(List.of(A, longer)).others(B)));
  }

  @Test
  @DisplayName("a node that is not on the list connects to all of it")
  void notListed() {
    Claim claim =
        Claim.of("a node that is not on the list may join those that are")
            .step("others")
            .did("asked the list a@127.0.0.1, b@127.0.0.1 for the others of c@127.0.0.1")
            .usually("a node need not be on the list: then all of the list are the others");
    claim.isEqual(List.of(A, B), claim.succeeds(() -> new HostList(List.of(A, B)).others(C)));
  }

  @Test
  @DisplayName("the same name on another host is another node")
  void otherHost() {
    NodeName otherA = NodeName.parse("a@10.0.0.2");
    Claim claim =
        Claim.of("the same name on another host is another node")
            .step("others")
            .did("asked the list a@127.0.0.1, a@10.0.0.2 for the others of a@127.0.0.1")
            .usually("only the part before the @ was compared");
    claim.isEqual(
        List.of(otherA), claim.succeeds(() -> new HostList(List.of(A, otherA)).others(A)));
  }

  // Epmd

  @Test
  @DisplayName("Hazelcast is told the hosts of the list, each once, and no other way to look")
  void configured() {
    HostList list =
        new HostList(List.of(B, A, NodeName.parse("a@10.0.0.7"), C, NodeName.parse("d@10.0.0.8")));
    JoinConfig join = Joins.configured(new Epmd(list), PortRange.STANDARD);
    Claim claim =
        Claim.of("Hazelcast looks on hosts, not for names")
            .step("configure")
            .did(
                "configured the list b@127.0.0.1, a@127.0.0.1, a@10.0.0.7, c@127.0.0.1, d@10.0.0.8");
    List<String> members = join.getTcpIpConfig().getMembers();
    claim
        .usually(
            members.stream().anyMatch(one -> one.contains("@"))
                ? "whole names were given"
                : members.stream().anyMatch(one -> one.contains(":"))
                    ? "a port was given: Hazelcast tries a range of ports on each host by itself"
                    : members.size() < 3
                        ? "a host is missing: all go in with one setMembers, which replaces the list"
                        : "a host was given once for each node that runs on it")
        .isEqual(List.of("127.0.0.1", "10.0.0.7", "10.0.0.8"), members);
    claim
        .expected("the way to look that is on")
        .usually(
            Joins.on(join).isEmpty()
                ? "it is off until setEnabled(true), however well it is configured"
                : "another way to look was switched on: a strategy switches on its own only")
        .isEqual(List.of("TCP/IP"), Joins.on(join));
    claim
        .expected("the seconds that a host has for its answer")
        .usually("Hazelcast waits 5 s for each host that is switched off, unless it is told")
        .isEqual(1, join.getTcpIpConfig().getConnectionTimeoutSeconds());
    claim
        .expected("no member without which nobody joins")
        .usually(
            "a required member is one that all wait for: when it is away, nobody joins anybody")
        .isEqual(null, join.getTcpIpConfig().getRequiredMember());
  }

  @Test
  @DisplayName("nodes with the same list find each other, and a host that is away delays nobody")
  void found(Nodes nodes) throws Exception {
    String list = "z@127.0.0.77, a@127.0.0.1, b@127.0.0.1, c@127.0.0.1";
    Topology topology = Clusters.topology(nodes, Epmd.of(list));
    List<Cluster> all =
        new ArrayList<>(Clusters.join(nodes, topology, nodes.start("a"), nodes.start("b")));
    Claim claim =
        Claim.of("nodes with the same list find each other")
            .step("configure")
            .usually("each looked somewhere else, found nobody, and is a cluster of its own");
    for (Cluster one : all) {
      claim
          .did("a and b joined, with the list " + list + "; nobody listens at 127.0.0.77")
          .becomesEqual(Set.of(A, B), one::members);
    }
    all.addAll(Clusters.join(nodes, topology, nodes.start("c")));
    for (Cluster one : all) {
      claim
          .did("then c was started, with the same list")
          .becomesEqual(Set.of(A, B, C), one::members);
    }
  }

  private static void read(Claim claim, List<NodeName> nodes, String text) {
    Claim reading = claim.step("parse").did("read the list \"" + shown(text) + "\"");
    reading.isEqual(nodes, reading.succeeds(() -> HostList.parse(text)).nodes());
  }

  private static void refused(Claim claim, String text, String part) {
    Claim reading = claim.step("parse").did("read the list \"" + shown(text) + "\"");
    IllegalArgumentException thrown =
        reading.throwsA(IllegalArgumentException.class, () -> HostList.parse(text));
    // Who repeats the whole list has not said yet what is wrong in it.
    String message = String.valueOf(thrown.getMessage()).replace(text, "(the whole list)");
    reading.contains(text.equals(part) ? "" : part, message);
  }

  private static String shown(String text) {
    return text.replace("\n", "\\n").replace("\t", "\\t");
  }
}
