package multinode.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import multinode.cluster.Departures.How;
import multinode.cluster.Departures.Row;
import multinode.node.Node;
import multinode.process.Event;
import multinode.process.Event.Kind;
import multinode.process.Events;
import multinode.process.NodeName;
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
    id = "3.4",
    title = "Three ways to go",
    points = 15,
    minutes = 25,
    files = "multinode/cluster/Departures.java")
class E34_ThreeWaysToGoTest {

  private static final NodeName B = NodeName.parse("b@127.0.0.1");
  private static final NodeName C = NodeName.parse("c@127.0.0.1");
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private static final String LEFT = "left; members: a@127.0.0.1";
  private static final String LOST = "lost; members: a@127.0.0.1";
  private static final String CLOSED = "it closed the connection";
  private static final String SILENT = "it was silent for 4 beats";

  private final Departures departures = new Departures(new Events("a@127.0.0.1"));

  @Test
  @DisplayName("a node that says that it leaves has left, even when its link closes first")
  void left() {
    Claim claim = of("only membership can tell who left", "");
    hear(claim, Kind.NODE_DOWN, B, CLOSED, 5);
    hear(claim, Kind.MEMBER_DOWN, B, LEFT, 20);
    List<Departures.Row> rows = rows(claim);
    claim
        .usually(
            rows.size() == 1 && rows.getFirst().how() == How.LEFT
                ? "without a mark the times count from the first of the two signs, link or membership"
                : "the link decided, or more of the text was compared than its beginning: a text"
                    + " that begins with left says that the node has left")
        .isEqual(List.of(row(B, How.LEFT, 0, 15, CLOSED)), rows);
  }

  @Test
  @DisplayName("a node that says nothing and whose connection breaks has died")
  void died() {
    Claim claim = of("a connection that breaks is the last word of a program that has ended", "");
    hear(claim, Kind.NODE_DOWN, B, CLOSED, 5);
    hear(claim, Kind.MEMBER_DOWN, B, LOST, 20);
    hear(claim, Kind.NODE_DOWN, C, "cannot write to it: Broken pipe", 6);
    hear(claim, Kind.MEMBER_DOWN, C, LOST, 26);
    List<Departures.Row> rows = rows(claim);
    claim
        .usually(
            !rows.isEmpty() && rows.getFirst().node().equals(C.toString())
                ? "the rows are not sorted by name"
                : "a link that broke, and was not given up for silence, means that the node died")
        .isEqual(
            List.of(
                row(B, How.DIED, 0, 15, CLOSED),
                row(C, How.DIED, 0, 20, "cannot write to it: Broken pipe")),
            rows);
  }

  @Test
  @DisplayName("a silent node hangs, whether it says nothing or takes nothing")
  void hung() {
    Claim claim =
        of(
            "silence is not an end",
            "not all that a connection can be given up for was looked for; see giveUp in"
                + " Connection");
    hear(claim, Kind.NODE_DOWN, B, SILENT, 1_000);
    hear(claim, Kind.MEMBER_DOWN, B, LOST, 3_000);
    hear(claim, Kind.NODE_DOWN, C, "it has not read for 4 beats", 1_000);
    hear(claim, Kind.MEMBER_DOWN, C, LOST, 3_000);
    claim.isEqual(
        List.of(
            row(B, How.HUNG, 0, 2_000, SILENT),
            row(C, How.HUNG, 0, 2_000, "it has not read for 4 beats")),
        rows(claim));
  }

  @Test
  @DisplayName("membership may be faster than the link")
  void membershipFirst() {
    Claim claim = of("neither waits for the other", "one of the two was expected to come first");
    hear(claim, Kind.MEMBER_DOWN, B, LOST, 2_000);
    claim.isEqual(
        List.of(new Row(B.toString(), How.HUNG, Optional.empty(), ms(0), "its link is up")),
        rows(claim));
    hear(claim, Kind.NODE_DOWN, B, SILENT, 4_500);
    claim
        .usually("what was told once is forgotten, or the membership was expected to come last")
        .isEqual(List.of(row(B, How.HUNG, 2_500, 0, SILENT)), rows(claim));
  }

  @Test
  @DisplayName("the times count from the mark, if there is one")
  void marks() {
    Claim claim =
        of(
            "how long it takes to notice counts from what was done",
            "the mark was not used: a first sign comes when most of the time has passed");
    claim.succeeds(() -> {
      departures.mark(B, NOON);
      return true;
    });
    hear(claim, Kind.NODE_DOWN, B, SILENT, 1_200);
    hear(claim, Kind.MEMBER_DOWN, B, LOST, 3_100);
    hear(claim, Kind.NODE_DOWN, C, SILENT, 1_300);
    hear(claim, Kind.MEMBER_DOWN, C, LOST, 3_100);
    claim.isEqual(
        List.of(row(B, How.HUNG, 1_200, 3_100, SILENT), row(C, How.HUNG, 0, 1_800, SILENT)),
        rows(claim));
  }

  @Test
  @DisplayName(
      "a link that broke and came back is no departure, and says nothing about a later one")
  void cameBack() {
    Claim claim =
        of(
            "links break and come back; a node is gone when it is no longer a member",
            "each NodeDown made a row, or an old one was never forgotten");
    hear(claim, Kind.NODE_DOWN, B, CLOSED, 10);
    claim.isEqual(List.of(), rows(claim));
    hear(claim, Kind.NODE_UP, B, "127.0.0.1:4711", 250);
    hear(claim, Kind.MEMBER_DOWN, B, LOST, 60_000);
    claim.isEqual(
        List.of(new Row(B.toString(), How.HUNG, Optional.empty(), ms(0), "its link is up")),
        rows(claim));
  }

  @Test
  @DisplayName("of two events of one kind the last counts")
  void lastCounts() {
    Claim claim =
        of(
            "the last word counts",
            "the first was kept (putIfAbsent); an event in between was lost");
    hear(claim, Kind.NODE_DOWN, B, CLOSED, 5);
    hear(claim, Kind.NODE_DOWN, B, SILENT, 500);
    hear(claim, Kind.MEMBER_DOWN, B, LEFT, 600);
    hear(claim, Kind.MEMBER_DOWN, B, LOST, 800);
    claim.isEqual(List.of(row(B, How.HUNG, 0, 300, SILENT)), rows(claim));
    claim.succeeds(() -> {
      departures.mark(B, NOON.minusSeconds(9));
      departures.mark(B, NOON);
      return true;
    });
    claim.did("marked b, and marked it again at noon");
    claim.isEqual(List.of(row(B, How.HUNG, 500, 800, SILENT)), rows(claim));
    claim
        .did("asked for the rows twice")
        .usually("the mark was used up by the first look")
        .isEqual(List.of(row(B, How.HUNG, 500, 800, SILENT)), rows(claim));
  }

  @Test
  @DisplayName("a NODE_UP cancels a NODE_DOWN, and a MEMBER_UP cancels a MEMBER_DOWN")
  void eachItsOwn() {
    Claim claim =
        of(
            "neither speaks for the other",
            "NODE_UP took back a MEMBER_DOWN, or MEMBER_UP a NODE_DOWN");
    hear(claim, Kind.NODE_DOWN, B, SILENT, 1_000);
    hear(claim, Kind.MEMBER_DOWN, B, LOST, 3_000);
    hear(claim, Kind.NODE_UP, B, "127.0.0.1:4711", 3_500);
    claim.isEqual(
        List.of(new Row(B.toString(), How.HUNG, Optional.empty(), ms(0), "its link is up")),
        rows(claim));
    hear(claim, Kind.NODE_DOWN, C, CLOSED, 1_000);
    hear(claim, Kind.MEMBER_UP, C, "members: a@127.0.0.1, c@127.0.0.1", 1_100);
    hear(claim, Kind.MEMBER_DOWN, C, LOST, 1_200);
    claim.isEqual(
        List.of(row(C, How.DIED, 0, 200, CLOSED)),
        rows(claim).stream().filter(row -> row.node().equals(C.toString())).toList());
  }

  @Test
  @DisplayName("rows are sorted by name, whichever node goes first")
  void sorted() {
    Claim claim = of("a table that can be read is sorted", "the rows came as the news came");
    long moment = 1_000;
    for (String name : List.of("c", "a1", "d", "b")) {
      NodeName node = new NodeName(name, Nodes.HOST);
      hear(claim, Kind.MEMBER_DOWN, node, LOST, moment++);
      claim.succeeds(() -> {
        departures.mark(node, NOON);
        return true;
      });
    }
    claim.isEqual(
        List.of("a1@127.0.0.1", "b@127.0.0.1", "c@127.0.0.1", "d@127.0.0.1"),
        rows(claim).stream().map(Row::node).toList());
  }

  @Test
  @DisplayName("a text is read from its beginning, and only as far as it is fixed")
  void texts() {
    Claim claim =
        of(
            "names and numbers in a text do not decide",
            "the word was looked for anywhere in the text, or the whole text was compared");
    hear(claim, Kind.NODE_DOWN, B, "cannot read: left on read, silent as ever", 10);
    hear(claim, Kind.MEMBER_DOWN, B, "lost; members: left@127.0.0.1", 20);
    hear(claim, Kind.NODE_DOWN, C, "it was silent for 12 beats", 10);
    hear(claim, Kind.MEMBER_DOWN, C, "lost; members: left@127.0.0.1", 20);
    claim.isEqual(List.of(How.DIED, How.HUNG), rows(claim).stream().map(Row::how).toList());
    hear(claim, Kind.MEMBER_UP, C, "members: c@127.0.0.1", 25);
    hear(claim, Kind.NODE_DOWN, C, "it has not read for 31 beats", 30);
    hear(claim, Kind.MEMBER_DOWN, C, "lost", 40);
    hear(claim, Kind.NODE_DOWN, B, "it does not take what it must be told", 50);
    claim.isEqual(List.of(How.DIED, How.HUNG), rows(claim).stream().map(Row::how).toList());
  }

  @Test
  @DisplayName("a mark belongs to its node, by its whole name")
  void marksByName() {
    NodeName otherB = NodeName.parse("b@127.0.0.2");
    Claim claim =
        of("the same name on another host is another node", "only the part before the @ was kept");
    claim.succeeds(() -> {
      departures.mark(otherB, NOON.minusSeconds(60));
      return true;
    });
    hear(claim, Kind.MEMBER_DOWN, B, LOST, 3_000);
    claim.isEqual(
        List.of(new Row(B.toString(), How.HUNG, Optional.empty(), ms(0), "its link is up")),
        rows(claim));
    claim.succeeds(() -> {
      departures.mark(B, NOON);
      return true;
    });
    hear(claim, Kind.MEMBER_UP, B, "members: a@127.0.0.1, b@127.0.0.1", 4_000);
    hear(claim, Kind.MEMBER_DOWN, B, LOST, 5_000);
    of("a mark stays until the next one", "coming back took the mark along")
        .isEqual(ms(5_000), rows(claim).getFirst().membership());
  }

  @Test
  @DisplayName("a node that is a member again is not gone")
  void memberAgain() {
    Claim claim = of("a node that is back is not gone", "that it is back was not listened to");
    hear(claim, Kind.NODE_DOWN, B, SILENT, 1_000);
    hear(claim, Kind.MEMBER_DOWN, B, LOST, 3_000);
    hear(claim, Kind.NODE_UP, B, "127.0.0.1:4711", 9_000);
    hear(claim, Kind.MEMBER_UP, B, "members: a@127.0.0.1, b@127.0.0.1", 9_100);
    claim.isEqual(List.of(), rows(claim));
  }

  @Test
  @DisplayName("what else happens on a node is not its business")
  void otherEvents() {
    Claim claim = of("a node tells of everything that happens on it", "");
    for (Kind kind : Kind.values()) {
      if (kind != Kind.MEMBER_DOWN) hear(claim, kind, B, "something", 10);
    }
    claim.isEqual(List.of(), rows(claim));
  }

  @Test
  @DisplayName("three real nodes go in three ways, and the table tells them apart")
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGSTOP")
  void threeWays(Nodes nodes) throws Exception {
    Claim claim = Claim.of("each of the three ways has its own signs").step("rows");
    Topology topology =
        Clusters.topology(nodes, Epmd.of("a@127.0.0.1"))
            .withDetection(new Detection(ms(1_000), ms(3_000)));
    Node a = nodes.start("a", options -> options.withTick(ms(250)));
    Departures seen = nodes.closeLater(new Departures(a.events()));
    rows(claim, seen);
    Cluster cluster = Clusters.join(nodes, topology, a).getFirst();
    List<RealNode> others = Stream.of("b", "c", "d").map(name -> start(nodes, name)).toList();
    others.forEach(RealNode::awaitReady);
    Clusters.awaitConnected(cluster, 4);
    for (RealNode other : others) {
      String joined = ": connected to " + a.self();
      Await.until(
          other.name() + " says \"" + joined + "\"",
          Clusters.LIMIT,
          () -> other.lines().stream().anyMatch(line -> line.endsWith(joined)));
    }
    RealNode b = others.get(0);
    RealNode c = others.get(1);
    RealNode d = others.get(2);
    seen.mark(b.name(), Instant.now());
    b.stop();
    seen.mark(c.name(), Instant.now());
    c.kill9();
    seen.mark(d.name(), Instant.now());
    d.freeze();
    Await.until(
        "all three are gone",
        Clusters.LIMIT,
        () -> cluster.members().size() == 1 && a.nodes().isEmpty(),
        () -> "members " + cluster.members() + ", links " + a.nodes());
    claim
        .did("the input of b was closed, c was killed with SIGKILL, d was frozen with SIGSTOP")
        .expected("b LEFT, c DIED, d HUNG, all noticed")
        .becomes(() -> isRight(seen.rows()), () -> seen);
    Row hung = seen.rows().getLast();
    claim
        .expected("that a noticed d by its silence, which takes some beats and heartbeats")
        .usually("the times do not count from the mark")
        .holds(
            () ->
                hung.link().orElseThrow().compareTo(ms(250)) >= 0
                    && hung.membership().compareTo(ms(1_000)) >= 0,
            () -> seen);
    System.out.println(
        "\nThree ways to go, as seen on a just now:\n\n" + seen.toString().indent(2));
  }

  private static RealNode start(Nodes nodes, String name) {
    try {
      return nodes.startReal(
          name,
          "--tick",
          "250",
          "--open",
          "--topology",
          Clusters.name(nodes),
          "--epmd",
          "a",
          "--cluster-port",
          "" + Clusters.ports(nodes).first());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isRight(List<Row> rows) {
    return rows.stream().map(Row::how).toList().equals(List.of(How.LEFT, How.DIED, How.HUNG))
        && rows.stream().allMatch(row -> row.link().isPresent());
  }

  private static Claim of(String sentence, String usually) {
    Claim claim = Claim.of(sentence).step("heard, rows");
    return usually.isEmpty() ? claim : claim.usually(usually);
  }

  /** The node a tells of another, so many milliseconds after noon. */
  private void hear(Claim claim, Kind kind, NodeName peer, String text, long millis) {
    Event event = new Event(NOON.plusMillis(millis), "a@127.0.0.1", kind, peer.toString(), text);
    claim
        .did("heard of %s: %s, %s".formatted(peer, kind, text))
        .succeeds(() -> {
          departures.heard(event);
          return true;
        });
  }

  private List<Row> rows(Claim claim) {
    return rows(claim, departures);
  }

  private static List<Row> rows(Claim claim, Departures departures) {
    return claim.succeeds(departures::rows);
  }

  private static Row row(NodeName node, How how, long link, long membership, String why) {
    return new Row(node.toString(), how, Optional.of(ms(link)), ms(membership), why);
  }

  private static Duration ms(long millis) {
    return Duration.ofMillis(millis);
  }
}
