package multinode.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.AbstractMap.SimpleEntry;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import multinode.process.Pid;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How long tombstones stay. */
class TombstonesTest {

  private static final long STAY = Tombstones.STAY.toNanos();
  private static final Gone GONE = new Gone(new Pid("a@127.0.0.1", 1, 7), 3, true);
  private static final Gone LATER = new Gone(new Pid("a@127.0.0.1", 1, 8), 5, true);

  private final Tombstones tombstones = new Tombstones();

  private Map<String, Gone> due(Map<String, Gone> here, long now) {
    return tombstones.due(
        here.keySet(),
        fresh -> fresh.stream().collect(Collectors.toMap(name -> name, here::get)),
        now);
  }

  @Test
  @DisplayName("one stays for its time since it was first seen, and is to be cleared then, once")
  void stays() {
    assertThat(due(Map.of("name", GONE), -10)).isEmpty();
    assertThat(due(Map.of("name", GONE), -11 + STAY)).isEmpty();
    assertThat(due(Map.of("name", GONE), -10 + STAY)).containsExactly(Map.entry("name", GONE));
    assertThat(due(Map.of(), STAY)).isEmpty();
  }

  @Test
  @DisplayName("one that comes later under the same name has its own time when the first is over")
  void later() {
    due(Map.of("name", GONE), 0);
    assertThat(due(Map.of("name", LATER), STAY)).containsExactly(Map.entry("name", GONE));
    assertThat(due(Map.of("name", LATER), STAY + 1)).isEmpty();
    assertThat(due(Map.of("name", LATER), 2 * STAY + 1)).containsEntry("name", LATER);
  }

  @Test
  @DisplayName("one that was away meanwhile has its time again")
  void again() {
    due(Map.of("name", GONE), 0);
    due(Map.of(), STAY - 1);
    assertThat(due(Map.of("name", GONE), STAY)).isEmpty();
  }

  @Test
  @DisplayName("of many that are due, some are cleared at a time, and all in the end")
  void many() {
    Map<String, Gone> all =
        IntStream.range(0, 5 * Tombstones.MOST / 2)
            .boxed()
            .collect(Collectors.toMap(i -> "name " + i, i -> GONE));
    due(all, 0);
    Map<String, Gone> left = new HashMap<>(all);
    for (int size : new int[] {Tombstones.MOST, Tombstones.MOST, Tombstones.MOST / 2, 0}) {
      Map<String, Gone> now = due(left, STAY);
      assertThat(now).hasSize(size);
      left.keySet().removeAll(now.keySet());
    }
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
