package multinode.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import multinode.process.NodeName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a node without a console tells of its neighbours. */
class NeighboursTest {

  private static final NodeName B = NodeName.parse("b@127.0.0.1");
  private static final NodeName C = NodeName.parse("c@127.0.0.1");

  @Test
  @DisplayName("a node's line names whom it is connected to, and whom discovery finds beside them")
  void line() {
    assertThat(Neighbours.line(Set.of(), Set.of())).isEqualTo("connected to nobody");
    assertThat(Neighbours.line(Set.of(B), Set.of())).isEqualTo("connected to b@127.0.0.1");
    assertThat(Neighbours.line(Set.of(B), Set.of(B))).isEqualTo("connected to b@127.0.0.1");
    assertThat(Neighbours.line(Set.of(), Set.of(B)))
        .isEqualTo("connected to nobody; found b@127.0.0.1");
    assertThat(Neighbours.line(Set.of(C), Set.of(B)))
        .isEqualTo("connected to c@127.0.0.1; found b@127.0.0.1");
  }
}
