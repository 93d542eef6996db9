package workbook.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import multinode.mapper.NameInUseException;
import multinode.node.Node;
import multinode.process.Event;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The nodes that a test gets. */
@ExtendWith(HarnessExtension.class)
class NodesTest {

  @Test
  @DisplayName("nodes of one test connect, and what they do and print is kept")
  void connect(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Node b = nodes.start("b", options -> options.withTick(Duration.ofMillis(50)));
    assertThat(b.connect(a.self()).connected()).isTrue();
    b.spawn(context -> context.println("hello"));
    Await.untilEqual("b prints", List.of("hello"), () -> nodes.output(b));
    Await.until(
        "a knows of it",
        () -> nodes.events(a).stream().anyMatch(event -> event.kind() == Event.Kind.NODE_UP));
    assertThat(nodes.output(a)).isEmpty();
  }

  @Test
  @DisplayName("a taken name is refused, another cookie too, a node without a name talks to nobody")
  void refusals(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    assertThatThrownBy(() -> nodes.start("a")).isInstanceOf(NameInUseException.class);
    assertThat(nodes.start("b", "other").connect(a.self()).connected()).isFalse();
    assertThat(nodes.startUnnamed().connect(a.self()).connected()).isFalse();
  }

  @Test
  @DisplayName("when a test is over, no thread and no socket of it is left")
  void leaks(Nodes nodes) throws Exception {
    try (Nodes others = new Nodes()) {
      others.start("warm-up").connect(others.start("b").self());
    }
    Leaks before = nodes.leaks();
    try (Nodes others = new Nodes()) {
      Node a = others.start("a");
      assertThat(others.start("b", others.proxy()::before).connect(a.self()).connected()).isTrue();
      assertThat(others.leaks().threads()).isGreaterThan(before.threads());
    }
    Await.until("all is closed", () -> !nodes.leaks().exceeds(before), nodes::leaks);
  }

  @Test
  @DisplayName("a proxy before a node carries all that others say to it")
  void proxy(Nodes nodes) throws Exception {
    FaultProxy proxy = nodes.proxy();
    Duration tick = Duration.ofMillis(40);
    Node a = nodes.start("a", options -> options.withTick(tick));
    Node b = nodes.start("b", options -> proxy.before(options).withTick(tick));
    assertThat(a.connect(b.self()).connected()).isTrue();
    proxy.silence();
    Await.until("both have noticed", () -> a.nodes().isEmpty() && b.nodes().isEmpty());
  }
}
