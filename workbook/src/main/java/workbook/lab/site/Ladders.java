package workbook.lab.site;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import multinode.building.Buildings;
import multinode.building.MyBuilding;
import multinode.node.Node;
import multinode.process.Event;
import workbook.harness.Await;
import workbook.harness.FaultProxy;
import workbook.harness.NodeLog;
import workbook.harness.Nodes;
import workbook.harness.Page;

/**
 * Short stories of two nodes, played with real ones: what was sent, as the ladder of a red test.
 */
final class Ladders {

  private static final String INTRODUCTION =
      """
      <h1>Ladders</h1>
      <p>A red test shows what its nodes sent to each other: one column for each node, time goes down. Here is
      what it looks like when all goes well, and when it does not. These were drawn from real nodes while
      this site was made.</p>
      """;

  /** What two nodes do. */
  private interface Story {
    void play(Nodes nodes) throws IOException;
  }

  private record Told(String title, String text, Story story) {}

  private static final List<Told> ALL =
      List.of(
          new Told(
              "The handshake and a message",
              "a connects to b, both prove that they know the cookie, and a message follows.",
              Ladders::message),
          new Told(
              "Another cookie",
              "b has another cookie. The proof of a is wrong for b, so b refuses it.",
              Ladders::stranger),
          new Told(
              "A call",
              "a asks the building on b for its rooms: a monitor, the request, the answer.",
              Ladders::call),
          new Told(
              "Silence",
              "The cable is pulled: nothing comes through, and no connection is closed.",
              Ladders::silence));

  private Ladders() {}

  /** All of them, as a part of a page. */
  static String html() throws IOException {
    // What nodes log about their troubles is on the ladder.
    try (NodeLog _ = NodeLog.openQuietly()) {
      return pictures();
    }
  }

  private static String pictures() throws IOException {
    StringBuilder html = new StringBuilder(INTRODUCTION);
    for (int i = 0; i < ALL.size(); i++) {
      Told one = ALL.get(i);
      html.append("<h2 id=\"ladder-%d\">%s</h2>%n".formatted(i + 1, Page.escape(one.title())));
      html.append("<p>%s</p>%n".formatted(Page.escape(one.text())));
      try (Nodes nodes = new Nodes()) {
        one.story().play(nodes);
        // Each picture has its own arrow tip.
        String tip = "tip-" + (i + 1);
        String picture =
            nodes
                .ladderPicture()
                .replace("id=\"tip\"", "id=\"" + tip + "\"")
                .replace("url(#tip)", "url(#" + tip + ")");
        html.append("<div class=\"wide\" tabindex=\"0\">%s</div>%n".formatted(picture));
      }
    }
    return html.toString();
  }

  private static void message(Nodes nodes) throws IOException {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    b.processes().register("printer", b.spawn(self -> self.println(self.receive())));
    a.connect(b.self());
    a.send("printer", b.self(), "hello");
    Await.until("b prints it", () -> nodes.output(b).contains("hello"));
  }

  private static void stranger(Nodes nodes) throws IOException {
    Node a = nodes.start("a");
    a.connect(nodes.start("b", "another").self());
    Await.until("a refusal", () -> nodes.events().stream().anyMatch(Ladders::isRefusal));
  }

  private static boolean isRefusal(Event event) {
    return event.kind() == Event.Kind.REFUSED;
  }

  private static boolean isLoss(Event event) {
    return event.kind() == Event.Kind.NODE_DOWN;
  }

  private static void call(Nodes nodes) throws IOException {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    b.run(self -> MyBuilding.start(self, "d"));
    Buildings.roomsAt(a, "d", b.self());
  }

  private static void silence(Nodes nodes) throws IOException {
    FaultProxy proxy = nodes.proxy();
    Node a = nodes.start("a", options -> options.withTick(Duration.ofMillis(50)));
    Node b = nodes.start("b", options -> proxy.before(options.withTick(Duration.ofMillis(50))));
    a.connect(b.self());
    proxy.silence();
    // The ladder shows the news, which come a moment after a node is off the list.
    for (Node one : List.of(a, b)) {
      Await.until("it gives up", () -> nodes.events(one).stream().anyMatch(Ladders::isLoss));
    }
  }
}
