package multinode.supervisor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Claim;
import workbook.harness.Exercise;
import workbook.harness.Nodes;

@Exercise(
    id = "4.1",
    title = "Restart intensity",
    points = 5,
    minutes = 10,
    files = {"multinode/supervisor/Intensity.java"})
class E41_IntensityTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final long MILLI = Duration.ofMillis(1).toNanos();

  @Test
  @DisplayName("the standard is three restarts in five seconds")
  void standard() {
    Claim claim =
        Claim.of("the standard is 3 restarts in 5 seconds")
            .step("standard")
            .did("asked for Intensity.standard")
            .usually("the two numbers are Elixir's: 3 restarts, and a period of 5 seconds");
    Intensity intensity = claim.succeeds(Intensity::standard);
    claim.isEqual(Intensity.of(3, Duration.ofSeconds(5)), intensity);
  }

  @Test
  @DisplayName("the first three restarts are made, the fourth within the period is not")
  void fourth() {
    verdicts(
        Claim.of("three are allowed, the fourth is one too many")
            .usually(
                fourth(Intensity.standard()).recent().size() < 4
                    ? "a restart was forgotten too early: all of the last 5 seconds count, in"
                        + " nanoseconds from the moment that is passed in, the one at 0 too, and"
                        + " none is dropped to keep the list short"
                    : "the limit is off by one: 3 restarts are allowed, so 4 exceed it"),
        Intensity.standard(),
        List.of(0L, SECOND, 2 * SECOND, 3 * SECOND),
        List.of(false, false, false, true));
  }

  private static Intensity fourth(Intensity intensity) {
    Intensity made = intensity;
    for (long i = 0; i < 4; i++) made = made.restarted(i * SECOND);
    return made;
  }

  @Test
  @DisplayName("restarts that are long ago do not count")
  void longAgo() {
    verdicts(
        Claim.of("one crash every two seconds is allowed")
            .usually(
                "a restart that is older than the period still counts: compare each one with now,"
                    + " the moment that is passed in"),
        Intensity.standard(),
        List.of(0L, 2 * SECOND, 4 * SECOND, 6 * SECOND, 8 * SECOND, 10 * SECOND),
        List.of(false, false, false, false, false, false));
  }

  @Test
  @DisplayName("all that are long ago are forgotten at once")
  void manyLongAgo() {
    verdicts(
        Claim.of("after a quiet hour one restart is one, however many there were before")
            .usually("only the oldest was forgotten: each that is older than the period goes"),
        Intensity.standard(),
        List.of(0L, SECOND, 2 * SECOND, 3 * SECOND, 3600 * SECOND),
        List.of(false, false, false, true, false));
  }

  @Test
  @DisplayName("the period ends now, wherever it began")
  void slides() {
    verdicts(
        Claim.of("four restarts within 0.3 s are four within 5 s, whatever was before them")
            .usually(
                "time was cut into pieces of 5 s, counted afresh in each; a storm that begins at"
                    + " the end of one piece has twice as many tries"),
        Intensity.standard(),
        List.of(0L, 4900 * MILLI, 5050 * MILLI, 5100 * MILLI, 5200 * MILLI),
        List.of(false, false, false, false, true));
  }

  @Test
  @DisplayName("a restart counts up to and including the age of the period")
  void border() {
    verdicts(
        Claim.of("a restart of exactly 5 s ago still counts")
            .usually("a restart is forgotten when it is older than the period, not as old"),
        Intensity.standard(),
        List.of(0L, SECOND, 2 * SECOND, 5 * SECOND),
        List.of(false, false, false, true));
    verdicts(
        Claim.of("a restart of 5 s and one nanosecond ago does not count any more"),
        Intensity.standard(),
        List.of(0L, SECOND, 2 * SECOND, 5 * SECOND + 1),
        List.of(false, false, false, false));
  }

  @Test
  @DisplayName("moments may be negative, and may overflow")
  void anyMoments() {
    List<Boolean> storm = List.of(false, false, false, true);
    Claim claim =
        Claim.of("only the difference of two moments means something")
            .usually(
                "two moments were compared, as in then < now - period; that goes wrong where"
                    + " numbers overflow, and nanoTime may begin anywhere: compare now - then");
    verdicts(claim, Intensity.standard(), moments(-2 * SECOND), storm);
    verdicts(claim, Intensity.standard(), moments(Long.MAX_VALUE - 2 * SECOND), storm);
    verdicts(claim, Intensity.standard(), moments(Long.MIN_VALUE), storm);
  }

  private static List<Long> moments(long first) {
    return List.of(first, first + SECOND, first + 2 * SECOND, first + 3 * SECOND);
  }

  @Test
  @DisplayName("with none allowed, the first restart is one too many")
  void none() {
    verdicts(
        Claim.of("with 0 restarts allowed, the first is one too many")
            .usually("the answer does not depend on the number of restarts that are allowed"),
        Intensity.of(0, Duration.ofSeconds(5)),
        List.of(0L),
        List.of(true));
  }

  @Test
  @DisplayName("the number and the period are those it was made with")
  void ownNumbers() {
    verdicts(
        Claim.of("the numbers decide the verdict")
            .usually("3 and 5 seconds stand somewhere instead of restarts and period"),
        Intensity.of(1, Duration.ofMillis(100)),
        List.of(0L, 200 * MILLI, 250 * MILLI),
        List.of(false, false, true));
  }

  @Test
  @DisplayName("numbers and periods that no test lists are obeyed, too")
  void drawn(Nodes nodes) {
    RandomGenerator random = nodes.seed().random();
    for (int i = 0; i < 20; i++) {
      int restarts = random.nextInt(1, 12);
      long gap = random.nextLong(MILLI, SECOND);
      long first = random.nextLong();
      List<Long> moments = new ArrayList<>();
      for (int k = 0; k <= restarts; k++) moments.add(first + k * gap);
      Claim claim =
          Claim.of("one restart more than are allowed within the period is too many, and only then")
              .usually("the answers fit the numbers of the other tests, and no others");
      List<Boolean> content = Collections.nCopies(restarts + 1, false);
      List<Boolean> storm = new ArrayList<>(content);
      storm.set(restarts, true);
      verdicts(claim, Intensity.of(restarts, Duration.ofNanos(restarts * gap)), moments, storm);
      verdicts(
          claim, Intensity.of(restarts, Duration.ofNanos(restarts * gap - 1)), moments, content);
    }
  }

  @Test
  @DisplayName("a restart gives another value and leaves the old one as it was")
  void value() {
    Claim claim =
        Claim.of("a value does not change")
            .step("restarted")
            .did("made four restarts, each of the same Intensity.standard, and asked that one");
    Intensity first = Intensity.standard();
    for (int i = 0; i < 4; i++) {
      long now = i;
      claim.succeeds(() -> first.restarted(now));
    }
    claim
        .usually("the restart was noted in the old value; code that kept it finds it changed")
        .isEqual(false, claim.succeeds(first::isExceeded));
    claim.isEqual(Intensity.standard(), first);
  }

  @Test
  @DisplayName("only the restarts that count are kept")
  void kept() {
    Claim claim =
        Claim.of("only the restarts that count are kept")
            .step("restarted")
            .did("made a restart an hour, for a year");
    Intensity intensity = Intensity.standard();
    for (long hour = 0; hour < 365 * 24; hour++) {
      intensity = intensity.restarted(Duration.ofHours(hour).toNanos());
    }
    claim
        .usually("restarts that no longer count are skipped, but kept: the memory only grows")
        .isEqual(1, intensity.recent().size());
    claim
        .did("made restarts at 0 s, 1 s and 2 s, and looked which are kept")
        .usually("recent has the oldest first")
        .isEqual(
            List.of(0L, SECOND, 2 * SECOND),
            Intensity.standard().restarted(0).restarted(SECOND).restarted(2 * SECOND).recent());
  }

  @Test
  @DisplayName("restarts at the same moment all count")
  void sameMoment() {
    verdicts(
        Claim.of("four restarts at one moment are four")
            .usually(
                "a moment was kept once, as in a set; clocks are coarse, and crashes come in crowds"),
        Intensity.standard(),
        List.of(SECOND, SECOND, SECOND, SECOND),
        List.of(false, false, false, true));
  }

  private static void verdicts(
      Claim claim, Intensity start, List<Long> moments, List<Boolean> expected) {
    Claim asked =
        claim
            .step("restarted and isExceeded")
            .did(
                "%d restarts in %s at most; restarts at %s"
                    .formatted(start.restarts(), seconds(start.period()), since(moments)))
            .expected("exceeded after each of them: " + expected);
    List<Boolean> verdicts = new ArrayList<>();
    asked.succeeds(() -> {
      Intensity intensity = start;
      for (long now : moments) {
        intensity = intensity.restarted(now);
        verdicts.add(intensity.isExceeded());
      }
      return intensity;
    });
    asked.isEqual(expected, verdicts);
  }

  private static String since(List<Long> moments) {
    long first = moments.getFirst();
    List<String> times =
        moments.stream().map(moment -> seconds(Duration.ofNanos(moment - first))).toList();
    return String.join(", ", times) + (first == 0 ? "" : " after nanoTime " + first);
  }

  private static String seconds(Duration time) {
    return "%s s".formatted(time.toNanos() / 1e9);
  }
}
