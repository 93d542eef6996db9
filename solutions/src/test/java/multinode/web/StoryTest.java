package multinode.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import multinode.node.Node;
import multinode.process.Event.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

@ExtendWith(HarnessExtension.class)
class StoryTest {

  private static final Duration LIMIT = Duration.ofSeconds(5);

  private static Story story(Nodes nodes, Node node) {
    return nodes.closeLater(new Story(node));
  }

  private static long revision(Story story) {
    return story.since(0).stream().mapToLong(Moment::revision).max().orElse(0);
  }

  private static Moment last(Story story) {
    return story.since(0).getLast();
  }

  @Test
  void aCrowdIsOneMoment(Nodes nodes) throws IOException {
    Node node = nodes.start("a");
    Story story = story(nodes, node);
    for (int i = 0; i < 1_000; i++) {
      int pid = i;
      node.events().emit(Kind.OWNED, "manager-" + i, () -> "it runs as " + pid);
    }
    Await.until("all are told", LIMIT, () -> !story.of("manager-999").isEmpty());
    assertThat(story.since(0)).hasSizeLessThan(20);
    assertThat(story.since(0).stream().mapToInt(Moment::count).sum()).isEqualTo(1_000);
    assertThat(last(story).sentence()).endsWith("servers run on a");
    assertThat(last(story).peers()).hasSize(Moment.NAMED);
  }

  @Test
  void whatCrashedIsAFailureAndWhatMovedIsNot(Nodes nodes) throws IOException {
    Node node = nodes.start("a");
    Story story = story(nodes, node);
    node.events().emit(Kind.DISOWNED, "counter", () -> "moved");
    node.events().emit(Kind.DISOWNED, "room den", () -> "IllegalStateException: on fire");
    Await.until("both are told", LIMIT, () -> story.since(0).size() == 2);
    Moment moved = story.since(0).getFirst();
    Moment crashed = story.since(0).getLast();
    assertThat(moved.isFailure()).isFalse();
    assertThat(moved.sentence()).isEqualTo("counter moves away from a");
    assertThat(crashed.isFailure()).isTrue();
    assertThat(crashed.detail()).contains("IllegalStateException: on fire");
    assertThat(story.of("room den")).containsExactly(crashed);
  }

  @Test
  void onlyWhatIsNewIsTold(Nodes nodes) throws IOException {
    Node node = nodes.start("a");
    Story story = story(nodes, node);
    story.tell("one");
    long seen = last(story).revision();
    assertThat(story.since(seen)).isEmpty();
    story.tell("two");
    assertThat(story.since(seen)).extracting(Moment::sentence).isEqualTo(List.of("two"));
  }

  @Test
  void theOldestIsForgotten(Nodes nodes) throws IOException {
    Story story = story(nodes, nodes.start("a"));
    for (int i = 0; i <= Story.MOST; i++) story.tell("number " + i);
    assertThat(story.since(0)).hasSize(Story.MOST);
    assertThat(story.since(0).getFirst().sentence()).isEqualTo("number 1");
  }

  @Test
  void whatIsTriedAgainIsOneMomentForEachPeer(Nodes nodes) throws IOException {
    Node node = nodes.start("a");
    Story story = story(nodes, node);
    for (int port = 40_001; port <= 40_005; port++) {
      node.events().emit(Kind.REFUSED, "/127.0.0.1:" + port, () -> "the link to b@host is cut");
      node.events().emit(Kind.REFUSED, "b@host", () -> "UNREACHABLE: the peer closed it");
      node.events().emit(Kind.REFUSED, "c@host", () -> "BAD_COOKIE: another cookie");
    }
    Await.until("all are told", LIMIT, () -> revision(story) == 15);
    List<Moment> told = story.since(0);
    assertThat(told)
        .extracting(Moment::sentence)
        .containsExactlyInAnyOrder(
            "a refuses a caller", "a cannot reach b", "a and c refuse each other");
    assertThat(told)
        .extracting(moment -> moment.detail().orElseThrow())
        .contains(
            "at /127.0.0.1:40001, /127.0.0.1:40002, /127.0.0.1:40003 …:"
                + " the link to b@host is cut (5 times)",
            "UNREACHABLE: the peer closed it (5 times)");
  }
}
