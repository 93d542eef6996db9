package multinode.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.AbstractMap.SimpleEntry;
import java.util.Map;
import multinode.process.Pid;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How long tombstones stay. */
class TombstonesTest {

  private static final long STAY = Tombstones.STAY.toNanos();
  private static final Gone GONE = new Gone(new Pid("a@127.0.0.1", 1, 7), 3, true);
  private static final Gone LATER = new Gone(new Pid("a@127.0.0.1", 1, 8), 5, true);

  private final Tombstones tombstones = new Tombstones();

  @Test
  @DisplayName("one stays for its time since it was first seen, and is to be cleared then")
  void due() {
    assertThat(tombstones.due(Map.of("name", GONE), -10)).isEmpty();
    assertThat(tombstones.due(Map.of("name", GONE), -11 + STAY)).isEmpty();
    assertThat(tombstones.due(Map.of("name", GONE), -10 + STAY))
        .containsExactly(Map.entry("name", GONE));
    assertThat(tombstones.due(Map.of(), STAY)).isEmpty();
  }

  @Test
  @DisplayName("one that comes later under the same name, or again, has its own time")
  void anew() {
    tombstones.due(Map.of("name", GONE), 0);
    assertThat(tombstones.due(Map.of("name", LATER), STAY)).isEmpty();
    assertThat(tombstones.due(Map.of("name", LATER), 2 * STAY)).containsKey("name");
    tombstones.due(Map.of(), 2 * STAY);
    assertThat(tombstones.due(Map.of("name", LATER), 3 * STAY)).isEmpty();
  }

  @Test
  @DisplayName("what is under the name by now is not cleared")
  void cleared() {
    Map.Entry<String, Holder> at = new SimpleEntry<>("name", LATER);
    assertThat(new Tombstones.Clear(GONE).process(at)).isFalse();
    assertThat(at.getValue()).isEqualTo(LATER);
    assertThat(new Tombstones.Clear(LATER).process(at)).isTrue();
    assertThat(at.getValue()).isNull();
  }
}
