package workbook.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import multinode.node.Node;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nodes as processes of the operating system. */
@ExtendWith(HarnessExtension.class)
class RealNodeTest {

  @Test
  @DisplayName("a real node connects, and its death by SIGKILL is noticed")
  void kill(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    RealNode c = nodes.startReal("c", "--connect", "a@127.0.0.1").awaitReady();
    Await.untilEqual("a sees c", List.of(c.name()), a::nodes);
    c.kill9();
    Await.untilEqual("a has lost c", List.of(), a::nodes);
    assertThat(c.isAlive()).isFalse();
  }

  @Test
  @DisplayName("a frozen node is noticed by its silence, and ended with the test")
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGSTOP")
  void freeze(Nodes nodes) throws Exception {
    Node a = nodes.start("a", options -> options.withTick(Duration.ofMillis(50)));
    RealNode c;
    try (Nodes others = new Nodes()) {
      c = nodes.startReal("c", "--connect", "a@127.0.0.1", "--tick", "50").awaitReady();
      others.closeLater(c);
      Await.untilEqual("a sees c", List.of(c.name()), a::nodes);
      c.freeze();
      Await.untilEqual("a has given c up", List.of(), a::nodes);
      assertThat(c.isAlive()).isTrue();
    }
    assertThat(c.isAlive()).isFalse();
  }

  @Test
  @DisplayName("a real node ends with its input")
  void stop(Nodes nodes) throws Exception {
    RealNode c = nodes.startReal("c").awaitReady();
    c.stop();
    assertThat(c.isAlive()).isFalse();
  }

  @Test
  @DisplayName("a node that cannot start says what it printed")
  void cannotStart(Nodes nodes) throws Exception {
    RealNode c = nodes.startReal("c", "--no-such-option");
    assertThatThrownBy(c::awaitReady)
        .isInstanceOf(Failed.class)
        .hasMessageContaining("it has ended, exit code")
        .hasMessageContaining("no-such-option");
  }
}
