package multinode.mapper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import multinode.node.Node;
import multinode.process.NodeName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.Leaks;
import workbook.harness.NodeLog;
import workbook.harness.Nodes;
import workbook.harness.RealNode;

@ExtendWith(HarnessExtension.class)
class MapperTakeoverTest {

  private static Map<NodeName, Integer> names(Node node) {
    try {
      return node.names(Nodes.HOST);
    } catch (IOException noMapperNow) {
      return Map.of();
    }
  }

  private static void knowsExactly(Node asked, Node... nodes) {
    Map<NodeName, Integer> expected = new TreeMap<>();
    for (Node node : nodes) expected.put(node.self(), node.port());
    Await.untilEqual("the names are registered", expected, () -> names(asked));
  }

  @Test
  @DisplayName("when the holder of the port mapper stops, another node takes over, with all names")
  void holderStops(Nodes nodes) throws IOException {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    Node c = nodes.start("c");
    knowsExactly(c, a, b, c);

    a.close();
    knowsExactly(c, b, c);
    knowsExactly(b, b, c);
    b.close();
    knowsExactly(c, c);

    Node d = nodes.start("d");
    knowsExactly(d, c, d);
    assertThat(c.connect(d.self()).connected()).isTrue();
  }

  @Test
  @DisplayName("when the holder's process is killed, another takes over, with all names")
  void holderIsKilled(Nodes nodes) throws IOException {
    Leaks before = nodes.leaks();
    NodeLog log = NodeLog.during(nodes);
    RealNode holder = nodes.startReal("holder").awaitReady();
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    assertThat(names(a)).containsOnlyKeys(a.self(), b.self(), holder.name());

    holder.kill9();

    knowsExactly(a, a, b);
    assertThat(a.connect(b.self()).connected()).isTrue();
    Await.until(
        "one of the two tells that it keeps it, the other that it is registered again",
        () ->
            log.linesWith("127.0.0.1 is gone; ", " keeps it now").size() == 1
                && log.linesWith("127.0.0.1 is gone; ", " with its successor").size() == 1,
        log::lines);
    Node again = nodes.start("holder");
    knowsExactly(b, a, b, again);
    for (Node node : List.of(a, b, again)) node.close();
    Await.until("nothing is left open", () -> !nodes.leaks().exceeds(before), nodes::leaks);
  }

  @Test
  @DisplayName("links stay as they are when the holder of the port mapper stops")
  void linksStay(Nodes nodes) throws IOException {
    Node a = nodes.start("a", options -> options.withConnectAll(false));
    Node b = nodes.start("b", options -> options.withConnectAll(false));
    Node c = nodes.start("c", options -> options.withConnectAll(false));
    b.connect(c.self());
    a.close();

    knowsExactly(b, b, c);
    assertThat(b.nodes()).containsExactly(c.self());
  }

  @Test
  @DisplayName("nodes that stop while they take over leave nothing behind")
  void allStop(Nodes nodes) throws Exception {
    Leaks before = nodes.leaks();
    for (int round = 0; round < 8; round++) {
      List<Node> all = new ArrayList<>();
      for (String name : List.of("a", "b", "c", "d")) all.add(nodes.start(name));
      for (Node node : all) node.close();
    }
    Await.until("nothing is left open", () -> !nodes.leaks().exceeds(before), nodes::leaks);
  }

  @Test
  @DisplayName("a name is free again as soon as its node has stopped, 20 times over")
  void nameIsFree(Nodes nodes) throws Exception {
    Node other = nodes.start("other");
    for (int round = 0; round < 20; round++) {
      Node node = nodes.start("a");
      node.close();
      SortedMap<NodeName, Integer> left = new TreeMap<>(Map.of(other.self(), other.port()));
      Await.untilEqual("one name is left", left, () -> names(other));
    }
  }
}
