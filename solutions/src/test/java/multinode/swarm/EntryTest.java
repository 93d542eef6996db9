package multinode.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.AbstractMap;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import multinode.cluster.Shared;
import multinode.process.Pid;
import multinode.registry.Gone;
import multinode.registry.Holder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What becomes of two entries when parts of a network meet; and how long is waited for what. */
class EntryTest {

  private static final Pid A = new Pid("a@127.0.0.1", 1, 0);
  private static final Pid B = new Pid("b@127.0.0.1", 1, 0);
  private static final Entry FIRST = kept(Entry.first(new byte[0], List.of("g"), A), 1);

  private static Entry kept(Entry entry, int state) {
    Optional<byte[]> bytes = Optional.of(new byte[] {(byte) state});
    return entry.keeping(bytes, entry.host(), entry.fence()).orElseThrow();
  }

  private static int state(Shared entry) {
    return ((Entry) entry).state().orElseThrow()[0];
  }

  private static List<Integer> others(Shared entry) {
    return ((Entry) entry).past().others().stream().map(other -> (int) other[0]).toList();
  }

  private static void both(Entry one, Entry other, int state, Integer... told) {
    for (Shared merged : List.of(one.merged(other), other.merged(one))) {
      assertThat(state(merged)).isEqualTo(state);
      assertThat(others(merged)).containsExactly(told);
    }
  }

  @Test
  @DisplayName("of one ownership the entry with more changes stays, whichever part is larger")
  void newer() {
    both(FIRST, kept(FIRST, 2), 2);
  }

  @Test
  @DisplayName("who took over where the other part had changed nothing has nothing to be told")
  void older() {
    both(FIRST, kept(FIRST.takenBy(B), 5), 5);
  }

  @Test
  @DisplayName("where both parts went on, the later owner goes on, and is told the other state")
  void conflict() {
    both(kept(FIRST, 2), kept(FIRST.takenBy(B), 5), 5, 2);
  }

  @Test
  @DisplayName("a copy from several owners ago is only older, and nobody is told its state")
  void olderByTwo() {
    Entry back = kept(FIRST.takenBy(B), 5).takenBy(A);
    both(FIRST, kept(back, 6), 6);
    both(kept(FIRST, 2), kept(back, 6), 6, 2);
  }

  @Test
  @DisplayName("one that moved without a change has nothing to tell")
  void equal() {
    Entry elsewhere = FIRST.takenBy(B).takenBy(A);
    both(FIRST.takenBy(A), elsewhere.takenBy(B), 1);
  }

  private static Entry registered(long number, long fence, int state) {
    Entry claimed =
        Entry.first(new byte[0], List.of("g"), A).with(Past.claimed(A, number)).numbered(fence);
    return kept(claimed, state);
  }

  @Test
  @DisplayName("a name registered in both parts is two servers, and neither state is lost")
  void twoClaims() {
    both(registered(1, 1, 2), kept(registered(2, 1, 4), 5), 5, 2);
  }

  @Test
  @DisplayName("a claim that is taken back, or a server that ends, ends no other one of its name")
  void another() {
    Entry mine = Entry.first(new byte[0], List.of(), A).with(Past.claimed(A, 1));
    Entry theirs = Entry.first(new byte[0], List.of(), B).with(Past.claimed(B, 2));
    Map.Entry<String, Holder> at = new AbstractMap.SimpleEntry<>("n", mine);
    assertThat(new Step.Undo(mine).process(at)).isTrue();
    assertThat(List.of(at.getValue().merged(theirs), theirs.merged(at.getValue())))
        .containsOnly(theirs);
    Gone ended = new Gone(A, 1, false);
    assertThat(List.of(ended.merged(theirs), theirs.merged(ended))).containsOnly(theirs);
    assertThat(List.of(ended.merged(mine), mine.merged(ended))).containsOnly(ended);
    at.setValue((Holder) mine.merged(theirs));
    assertThat(new Step.Undo(mine).process(at)).as("the other one is in it").isFalse();
    assertThat(at.getValue()).isInstanceOf(Entry.class);
  }

  @Test
  @DisplayName("what was unregistered before another one got its name tells that one nothing")
  void reborn() {
    Entry before = registered(1, 3, 2);
    Entry after = registered(2, before.gone().fence() + 1, 5);
    both(before, after, 5);
  }

  @Test
  @DisplayName("what an owner was not told yet goes on to the next, and is told once")
  void toldOnce() {
    Entry later = kept(FIRST.takenBy(B), 5);
    Entry merged = (Entry) later.merged(kept(FIRST, 2));
    assertThat(others(merged.merged(kept(FIRST, 2)))).containsExactly(2);
    assertThat(others(merged.takenBy(A))).containsExactly(2);
    assertThat(merged.past().resolved(List.of(new byte[] {2})).others()).isEmpty();
  }

  @Test
  @DisplayName("what was told is forgotten, and nothing that only has the same hash")
  void sameHash() {
    byte[] told = {0, 31};
    byte[] other = {1, 0};
    assertThat(Arrays.hashCode(told)).isEqualTo(Arrays.hashCode(other));
    Past both = Past.NONE.told(told).told(other);
    assertThat(both.resolved(List.of(told)).others()).containsExactly(other);
  }

  @Test
  @DisplayName("whoever unregisters ends it for both; a server that ends ends only itself")
  void ended() {
    Entry later = kept(FIRST.takenBy(B), 5);
    assertThat(FIRST.merged(FIRST.gone())).isInstanceOf(Gone.class);
    assertThat(FIRST.gone().merged(FIRST)).isInstanceOf(Gone.class);
    assertThat(later.merged(FIRST.gone())).isInstanceOf(Gone.class);
    assertThat(later.merged(new Gone(A, FIRST.fence(), false))).isSameAs(later);
    assertThat(new Gone(A, FIRST.fence(), false).merged(later)).isSameAs(later);
  }

  @Test
  @DisplayName("a server is in a group or not, however often it was put into it")
  void groups() {
    Entry twice = Entry.first(new byte[0], List.of("g", "h", "g"), A);
    assertThat(groups(new Step.Regroup("g", false), twice)).containsExactly("h");
    assertThat(groups(new Step.Regroup("g", true), twice)).containsExactly("h", "g");
  }

  private static List<String> groups(Step.Regroup step, Entry entry) {
    return step.apply(entry).orElseThrow().groups();
  }

  @Test
  @DisplayName("pauses double, and have an end")
  void pauses() {
    assertThat(Backoff.CRASHES.after(0)).isEqualTo(100_000_000);
    assertThat(Backoff.CRASHES.after(3)).isEqualTo(800_000_000);
    assertThat(Backoff.CRASHES.after(50)).isEqualTo(30_000_000_000L);
  }
}
