package multinode.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import multinode.cluster.Cluster;
import multinode.cluster.Members;
import multinode.genserver.CallResult;
import multinode.genserver.GenServer;
import multinode.genserver.Init;
import multinode.genserver.Request;
import multinode.genserver.Result;
import multinode.node.Node;
import multinode.process.Context;
import multinode.process.From;
import multinode.process.NodeName;
import multinode.roomy.Roomy;
import multinode.swarm.Settings;
import multinode.swarm.Swarm;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

/** What the page does not know it does not tell as a fact. */
@ExtendWith(HarnessExtension.class)
class FactsTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private static Page page(Cluster cluster) throws IOException {
    return Page.start(cluster.node(), PageSettings.STANDARD);
  }

  /** Never answers. */
  record Mute() implements GenServer<Integer> {
    @Override
    public Init<Integer> init(Context self) {
      return Init.ok(0);
    }

    @Override
    public CallResult<Integer> handleCall(
        Request<?> request, From from, Integer state, Context self) {
      return Result.noReply(state);
    }
  }

  @Test
  @DisplayName("a room that does not answer says so, and the others show who is in them")
  void oneRoomIsMute(Nodes nodes) throws IOException {
    nodes.takes(LIMIT);
    Cluster cluster = Members.start(nodes, Members.topology(nodes), "a").getFirst();
    Swarm swarm = Swarm.start(cluster, Settings.STANDARD);
    Page page = page(cluster);
    new Roomy(swarm).addRoom("Den");
    new Roomy(swarm).walkInto("Den", "Ann");
    swarm.register("room Attic", new Mute());
    Await.until(
        "Ann is in the Den, and the Attic does not answer",
        LIMIT,
        () -> {
          String rooms = PageTest.askedFor(page, "/roomy");
          return rooms.contains("data-person=\"Ann\"") && rooms.contains("does not answer");
        });
  }

  @Test
  @DisplayName("a node without a page tells nothing: what may run there is not taken for nowhere")
  void oneNodeHasNoPage(Nodes nodes) throws IOException {
    nodes.takes(LIMIT.multipliedBy(3));
    List<Cluster> clusters = Members.start(nodes, Members.topology(nodes), "a", "b");
    Members.whole(clusters);
    List<Swarm> swarms = clusters.stream().map(one -> Swarm.start(one, Settings.STANDARD)).toList();
    Await.until("all is where it belongs", LIMIT, () -> swarms.getFirst().isBalanced());
    NodeName owner = clusters.getFirst().keeper(ClusterCounter.NAME).orElseThrow();
    Cluster other =
        clusters.stream().filter(one -> !one.node().self().equals(owner)).findFirst().orElseThrow();
    Page page = page(other);
    String runs = "runs on <b>%s</b>".formatted(Names.brief(owner.toString()));
    Await.until(
        "the counter's page says that it " + runs,
        LIMIT,
        () -> PageTest.askedFor(page, "/counter").contains(runs));
    String unsure = "(%s did not answer)".formatted(Names.brief(owner.toString()));
    assertThat(PageTest.get(page, "/?find=counter")).contains(unsure).doesNotContain("Nobody has");
    assertThat(PageTest.get(page, "/server?name=counter")).contains("its node does not answer");
    assertThat(PageTest.get(page, "/managers")).contains(unsure).doesNotContain("None yet");
    assertThat(PageTest.get(page, "/roomy")).contains(unsure).doesNotContain("no rooms yet");
  }

  @Test
  @DisplayName("a node that has not joined yet says so of servers and of its quorum")
  void notJoined(Nodes nodes) throws IOException {
    Node node = nodes.start("a");
    Page page = Page.start(node, PageSettings.STANDARD);
    assertThat(PageTest.get(page, "/server?name=counter")).contains("has not joined a cluster yet");
    assertThat(PageTest.get(page, "/node?name=" + node.self())).contains("it is in no cluster");
  }

  @Test
  @DisplayName("a node that has left its cluster is not starting")
  void left(Nodes nodes) throws IOException {
    nodes.takes(LIMIT);
    Cluster cluster = Members.start(nodes, Members.topology(nodes), "a").getFirst();
    Swarm swarm = Swarm.start(cluster, Settings.STANDARD);
    Page page = page(cluster);
    assertThat(PageTest.get(page, "/healthcheck")).endsWith("{\"status\":\"ok\"}");
    swarm.close();
    assertThat(PageTest.get(page, "/healthcheck")).endsWith("{\"status\":\"left\"}");
  }

  @Test
  @DisplayName("a node that is told to cut a link and does not answer may have cut it")
  void cutWithoutAnAnswer(Nodes nodes) throws IOException {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    b.run(self -> GenServer.start(self, Witness.NAME, new Mute()));
    assertThat(a.connect(b.self()).connected()).isTrue();
    Page page = Page.start(a, PageSettings.STANDARD.withLab());
    assertThat(PageTest.post(page, "/lab", "do=cut&node=%s&peer=%s".formatted(b.self(), a.self())))
        .contains("nobody knows whether the link is cut");
  }
}
