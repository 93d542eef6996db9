package workbook.harness.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import multinode.node.Node;
import multinode.process.NodeName;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.harness.Claim;
import workbook.harness.Exercise;
import workbook.harness.Nodes;

/** Tests that are red because something is wrong. */
@Exercise(id = "9.3", title = "The roof", points = 15, minutes = 25, files = "Roof.java")
public class Wrong {

  @Test
  @DisplayName("a wrong cookie is let in")
  void cookies(Nodes nodes) throws Exception {
    Node a = nodes.start("a", "111");
    Node b = nodes.start("b", "222");
    Claim.of("a wrong cookie is let in")
        .step("compare")
        .did("node b, cookie 222, connected to node a, cookie 111")
        .usually("the cookies differ")
        .isEqual(true, b.connect(a.self()).connected());
  }

  @Test
  @DisplayName("the system throws")
  void exception() {
    NodeName.parse("no name");
  }

  @Test
  @DisplayName("another library's assertion")
  void library() {
    assertThat(List.of("a")).isEqualTo(List.of("b"));
  }

  @Test
  @DisplayName("it draws")
  void seeded(Nodes nodes) {
    Claim.of("dice show seven").isEqual(7, nodes.seed().random().nextInt(6));
  }

  @ParameterizedTest(name = "with {0}")
  @ValueSource(ints = {1, 2})
  @DisplayName("a number is even")
  void numbers(int number) {
    Claim.of("it is even").holds(() -> number % 2 == 0, () -> number);
  }

  @Test
  @DisplayName("something that cannot be tested here")
  void aborted() {
    Assumptions.abort("not here");
  }

  @Test
  @DisplayName("something that is right")
  void right() {}
}
