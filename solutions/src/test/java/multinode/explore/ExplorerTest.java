package multinode.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ExplorerTest {

  private static Explorer<Check> check(Function<Check, List<Step<Check>>> how) {
    return Explorer.of(Check.of("a", "b"), how).always("one has it", one -> one.holders() <= 1);
  }

  // Stories

  @Test
  @DisplayName("the shortest story is told, and no more than it")
  void shortest() {
    Story story = check(Check::inTwoSteps).explore().story().orElseThrow();
    assertThat(story.toString())
        .isEqualTo(
            """
            Broken after 4 steps: one has it

                1  a      looks: it is free
                2    b    looks: it is free
                3  a      takes it
                4    b    takes it

              end  Check[place=Optional[b], clients=[Client[name=a, at=HAS_IT], Client[name=b, at=HAS_IT]]]\
            """);
  }

  @Test
  @DisplayName("what is right is explored to the end, and nothing is told")
  void right() {
    Exploration all = check(Check::inOneStep).explore().orThrow();
    assertThat(all.isWhole()).isTrue();
    assertThat(all.story()).isEmpty();
    assertThat(all.toString()).startsWith("5 states, 4 steps, depth 2, explored to the end; ");
  }

  @Test
  @DisplayName("a story is the message of the error")
  void thrown() {
    assertThatThrownBy(() -> check(Check::inTwoSteps).explore().orThrow())
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("Broken after 4 steps: one has it")
        .hasMessageContaining(" states, ");
  }

  @Test
  @DisplayName("no line is wider than 100 columns, and every word is there")
  void width() {
    String long1 = "says " + "blah ".repeat(40) + "end";
    Story story =
        Story.of(
            "x".repeat(150),
            List.of(Step.of("a long name", long1, 1), Step.fault("b", "y".repeat(120), 2)),
            long1);
    assertThat(story.toString().lines()).allMatch(line -> line.length() <= 100);
    assertThat(story.toString().replaceAll("\\s+", ""))
        .contains("blah".repeat(40) + "end", "y".repeat(120));
  }

  @Test
  @DisplayName("what a step throws comes out, with the story that led to it")
  void throwing() {
    Explorer<Integer> counter =
        Explorer.of(
            0,
            n -> {
              if (n == 3) throw new UnsupportedOperationException("three");
              return List.of(Step.of("a", "adds one", n + 1));
            });
    assertThatThrownBy(counter::explore)
        .isInstanceOf(UnsupportedOperationException.class)
        .satisfies(thrown ->
            assertThat(thrown.getSuppressed()[0].getMessage())
                .startsWith("Broken after 3 steps: java.lang.Unsupported"));
  }

  // Counting

  @Test
  @DisplayName("states are counted exactly: n counters up to m are (m + 1) to the n")
  void exact() {
    Exploration all =
        Explorer.of(
                List.of(0, 0, 0, 0, 0, 0),
                counters ->
                    IntStream.range(0, counters.size())
                        .filter(i -> counters.get(i) < 9)
                        .mapToObj(i -> {
                          List<Integer> next = new ArrayList<>(counters);
                          next.set(i, next.get(i) + 1);
                          return Step.of("c" + i, "adds one", List.copyOf(next));
                        })
                        .toList())
            .states(2_000_000)
            .explore()
            .orThrow();
    System.out.println(all);
    assertThat(all.states()).isEqualTo(1_000_000);
    assertThat(all.steps()).isEqualTo(6 * 900_000);
    assertThat(all.depth()).isEqualTo(54);
    assertThat(all.isWhole()).isTrue();
  }

  @Test
  @DisplayName("worlds that differ only in who is who count once")
  void symmetric() {
    Exploration all = check(Check::inOneStep).symmetric(Check::images).explore().orThrow();
    assertThat(all.states()).isEqualTo(3);
    Story story = check(Check::inTwoSteps).symmetric(Check::images).explore().story().orElseThrow();
    assertThat(story.rows()).hasSize(4);
  }

  @Test
  @DisplayName("bounds end it, and it says so")
  void bounds() {
    Explorer<Integer> endless = Explorer.of(0, n -> List.of(Step.of("a", "adds one", n + 1)));
    Exploration few = endless.states(1000).explore();
    assertThat(few.states()).isEqualTo(1000);
    assertThat(few.isWhole()).isFalse();
    assertThat(few.toString()).contains("not explored to the end");
    assertThat(endless.depth(7).explore().states()).isEqualTo(8);
  }

  // What has to come

  @Test
  @DisplayName("a token ring that can lose its token: the story ends with the loss")
  void token() {
    Exploration lossy = ring(true, false).explore();
    assertThat(lossy.story().orElseThrow().toString())
        .isEqualTo(
            """
            Broken after 2 steps: "node 0 has it" can never come any more

                1  0         passes it on
                2    link  ! loses it

              end  Ring[holder=Optional.empty, isUnderway=false]\
            """);
    assertThat(ring(false, false).explore().orThrow().states()).isEqualTo(6);
    assertThat(ring(true, true).explore().orThrow().states()).isEqualTo(7);
  }

  /** A token goes round three nodes: it is at one, on the way to one, or lost. */
  private record Ring(Optional<Integer> holder, boolean isUnderway) {
    List<Step<Ring>> steps(boolean canLose, boolean canMake) {
      List<Step<Ring>> steps = new ArrayList<>();
      if (holder.isEmpty()) {
        if (canMake) steps.add(Step.of("0", "makes a new one", new Ring(Optional.of(0), false)));
        return steps;
      }
      int at = holder.get();
      if (isUnderway) {
        steps.add(Step.of("" + at, "has it", new Ring(holder, false)));
        if (canLose) steps.add(Step.fault("link", "loses it", new Ring(Optional.empty(), false)));
      } else {
        steps.add(Step.of("" + at, "passes it on", new Ring(Optional.of((at + 1) % 3), true)));
      }
      return steps;
    }
  }

  private static Explorer<Ring> ring(boolean canLose, boolean canMake) {
    return Explorer.of(new Ring(Optional.of(0), false), ring -> ring.steps(canLose, canMake))
        .eventually("node 0 has it", ring -> ring.equals(new Ring(Optional.of(0), false)));
  }

  @Test
  @DisplayName("nothing is said of what lies beyond the bounds")
  void unknown() {
    Explorer<Integer> counter =
        Explorer.of(0, n -> n == 50 ? List.of() : List.of(Step.of("a", "adds one", n + 1)));
    counter.eventually("a hundred", n -> n == 100);
    assertThat(counter.depth(10).explore().story()).isEmpty();
    assertThat(counter.depth(100).explore().story().orElseThrow().rows()).isEmpty();
  }

  // Values

  private record Box(Object value) {}

  @Test
  @DisplayName("equal values have one fingerprint, whatever holds them")
  void equal() {
    assertThat(of(Set.of(1, 2, 3))).isEqualTo(of(new java.util.TreeSet<>(Set.of(3, 2, 1))));
    assertThat(of(Map.of(1, "a", 2, "b")))
        .isEqualTo(of(new java.util.TreeMap<>(Map.of(2, "b", 1, "a"))));
    assertThat(of(List.of(1, 2))).isEqualTo(of(new ArrayList<>(List.of(1, 2))));
    assertThat(of(new Box("a"))).isEqualTo(of(new Box(new String("a"))));
  }

  @Test
  @DisplayName("different values have different ones, also where they look alike")
  void different() {
    List<Object> all =
        List.of(
            1,
            1L,
            "1",
            true,
            List.of(),
            Set.of(),
            Map.of(),
            Optional.empty(),
            List.of(1, 2),
            List.of(2, 1),
            List.of(List.of(1), 2),
            List.of(1, List.of(2)),
            Set.of(1, 2),
            Map.of(1, 2),
            Map.of(2, 1),
            Optional.of(1),
            new Box(1),
            new Box(new Box(1)),
            Check.At.HOME,
            Check.At.HAS_IT,
            new byte[] {1},
            new byte[] {2},
            "ab",
            "ba",
            Map.of(1, 2, 3, 4),
            Map.of(1, 4, 3, 2),
            1.5,
            'a');
    assertThat(all.stream().map(ExplorerTest::of).distinct()).hasSameSizeAs(all);
  }

  @Test
  @DisplayName("an object whose value cannot be seen is refused by name")
  void opaque() {
    assertThatThrownBy(() -> of(new Box(new Object())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.lang.Object");
  }

  private static List<Long> of(Object value) {
    Fingerprint fingerprint = new Fingerprint();
    fingerprint.of(value);
    return List.of(fingerprint.high(), fingerprint.low());
  }
}
