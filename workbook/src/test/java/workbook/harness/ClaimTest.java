package workbook.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What claims check, and say. */
class ClaimTest {

  private final Claim claim = Claim.of("two and two are four");

  @Test
  @DisplayName("what holds is passed over in silence")
  void holds() {
    assertThatCode(
            () -> {
              claim.isEqual(new byte[] {1}, new byte[] {1});
              claim.isTrue(true);
              claim.holds(() -> true, () -> "");
              claim.becomes(() -> true, () -> "");
              claim.becomesEqual(4, () -> 4);
              claim.contains("a", "cat");
              assertThat(
                      claim.throwsA(
                          IOException.class,
                          () -> {
                            throw new IOException("x");
                          }))
                  .hasMessage("x");
              assertThat(claim.<Integer>succeeds(() -> 4)).isEqualTo(4);
            })
        .doesNotThrowAnyException();
  }

  @Test
  @DisplayName("outside of exercises it has no id and nowhere to read on")
  void plain() {
    says("two and two are four\n  expected      4\n  actual        5", () -> claim.isEqual(4, 5));
  }

  @Test
  @DisplayName("bytes, texts and nothing can be told apart")
  void values() {
    says("actual        2 bytes 0aff", () -> claim.isEqual("", new byte[] {10, -1}));
    says("expected      \"null\"\n  actual        null", () -> claim.isEqual("null", null));
    says("actual        \"a\\nb\"", () -> claim.isEqual("", "a\nb"));
  }

  @Test
  @DisplayName("an exception in an argument of a check is told with what that check says")
  void argument() {
    TestRun run = TestRun.of(ClaimTest.class, "argument", "argument", new Patience(), null);
    Claim told = claim.did("added 2 and 2").usually("they were not added");
    Values.Source<Integer> fails =
        () -> {
          throw new IllegalStateException("no");
        };
    run.call(() -> {
      says(
          "did           added 2 and 3",
          () -> told.did("added 2 and 3").isEqual(5, claim.succeeds(fails)));
      says(
          "likely cause  they were not added",
          () ->
              claim.did("added").usually("they were not added").isEqual(5, claim.succeeds(fails)));
      told.isEqual(4, 4);
      assertThatThrownBy(() -> claim.succeeds(fails))
          .hasMessageContaining("did           added 2 and 2")
          .hasMessageNotContaining("likely cause");
      return null;
    });
  }

  @Test
  @DisplayName("an exception that tells its cause by itself is told with that cause")
  void causeOfAnException() {
    Claim likely = claim.usually("they were not added");
    says(
        "likely cause  an unmodifiable collection was to be changed: change a copy of it instead",
        () -> likely.succeeds(() -> List.of().add(null)));
    says(
        "likely cause  they were not added",
        () ->
            likely.succeeds(() -> {
              throw new IllegalStateException("other");
            }));
  }

  @Test
  @DisplayName("what is expected can be said in words, and a missing exception is told")
  void words() {
    says("expected      four\n  actual        5", () -> claim.expected("four").isEqual(4, 5));
    says("actual        nothing was thrown", () -> claim.throwsA(IOException.class, () -> {}));
    says(
        "expected      IOException\n  actual        IllegalStateException: no",
        () ->
            claim.throwsA(
                IOException.class,
                () -> {
                  throw new IllegalStateException("no");
                }));
  }

  @Test
  @DisplayName("no line is longer than a terminal is wide")
  void width() {
    String text = "a long story of nodes and their cookies ".repeat(9);
    assertThatThrownBy(() -> claim.did(text + "x".repeat(200)).step(text).fails(text))
        .satisfies(thrown ->
            assertThat(thrown.getMessage().lines())
                .allMatch(line -> line.length() <= Text.width()));
  }

  private static void says(
      String part, org.assertj.core.api.ThrowableAssert.ThrowingCallable code) {
    assertThatThrownBy(code).isInstanceOf(Failed.class).hasMessageContaining(part);
  }
}
