package multinode.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.AbstractMap.SimpleEntry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import multinode.cluster.Cluster;
import multinode.cluster.Members;
import multinode.process.Pid;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

/** How long tombstones stay. */
@ExtendWith(HarnessExtension.class)
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
  @DisplayName("what is under the name by now is not cleared")
  void cleared() {
    Map.Entry<String, Holder> at = new SimpleEntry<>("name", LATER);
    assertThat(new Tombstones.Clear(GONE).process(at)).isFalse();
    assertThat(at.getValue()).isEqualTo(LATER);
    assertThat(new Tombstones.Clear(LATER).process(at)).isTrue();
    assertThat(at.getValue()).isNull();
  }

  @Test
  @DisplayName("those of many names are cleared, and names that are held again are not")
  void clearedFromTheTable(Nodes nodes) throws Exception {
    Cluster a = Members.join(nodes.start("a"), Members.topology(nodes));
    PinnedNames names = new PinnedNames(a);
    Pid pid = new Pid("a@127.0.0.1", 1, 7);
    List<String> all = IntStream.range(0, 2_500).mapToObj(i -> "name " + i).toList();
    for (String name : all) {
      names.putIfAbsent(name, pid);
      names.remove(name, pid);
    }
    Set<String> here = names.tombstones();
    assertThat(here).hasSameSizeAs(all);
    assertThat(tombstones.due(here, names::look, 0)).isEmpty();
    names.putIfAbsent("name 3", pid);
    names.clear(tombstones.due(here, names::look, STAY));
    assertThat(names.tombstones()).isEmpty();
    assertThat(names.keySet()).containsExactly("name 3");
  }
}
