package multinode.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PidTest {

  private static final Pid PID = new Pid("b@h", 2, 2);

  @Test
  @DisplayName("pids are ordered by node, start of the node, and number")
  void order() {
    List<Pid> sorted =
        List.of(new Pid("a@h", 9, 9), new Pid("b@h", 1, 9), new Pid("b@h", 2, 1), PID);

    assertThat(Stream.of(PID, sorted.get(2), sorted.get(0), sorted.get(1)).sorted())
        .isEqualTo(sorted);
  }

  @Test
  @DisplayName("pids, references and addresses print as in Erlang, more or less")
  void print() {
    assertThat(PID).hasToString("<2.b@h>");
    assertThat(new Ref("b@h", 2, 3)).hasToString("#Ref<3.b@h>");
    assertThat(new RegisteredName("mailbox", "b@h")).hasToString("{mailbox, b@h}");
  }
}
