package workbook.harness;

import java.util.ConcurrentModificationException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.function.Executable;

/**
 * A statement about the student's code, and the check of it. Where the check fails, the test tells
 * the exercise and step, what the test did, what was expected, the actual outcome, its likely
 * cause, and where to read on.
 *
 * <p>Say what is known, then check:
 *
 * <pre>{@code
 * Claim.of("a wrong cookie is refused")
 *     .step("compare the proofs")
 *     .did("node b, cookie 222, connected to node a, cookie 111")
 *     .usually("the proofs were not compared")
 *     .isEqual(BAD_COOKIE, result.status());
 * }</pre>
 *
 * <p>Each word gives a new claim and leaves the old one as it is.
 */
public final class Claim {

  /** What a red test tells beside its claim, and what actually came, in this order. */
  private enum Part {
    STEP(""),
    DONE("did"),
    EXPECTED("expected"),
    CAUSE("likely cause"),
    READ("read on");

    private final String label;

    Part(String label) {
      this.label = label;
    }
  }

  private final String sentence;
  private final Map<Part, String> parts;

  private Claim(String sentence, Map<Part, String> parts) {
    this.sentence = sentence;
    this.parts = parts;
  }

  /** A claim, as a sentence about behaviour. */
  public static Claim of(String sentence) {
    return new Claim(sentence, new EnumMap<>(Part.class));
  }

  private Claim with(Part part, String text) {
    Map<Part, String> more = new EnumMap<>(parts);
    more.put(part, text);
    Claim claim = new Claim(sentence, more);
    if (more.containsKey(Part.DONE)) say(claim);
    return claim;
  }

  private static void say(Claim claim) {
    TestRun.current().ifPresent(run -> run.said().set(claim));
  }

  /**
   * This claim; or, where it does not say what the test did, the form of it that said so last: in
   * {@code claim.did(…).usually(…).isEqual(4, claim.succeeds(…))} both checks tell the same.
   */
  private Claim said() {
    return TestRun.current()
        .map(run -> run.said().get())
        .filter(last -> !parts.containsKey(Part.DONE) && last.sentence.equals(sentence))
        .orElse(this);
  }

  /** What was said last has been checked: its cause is not the likely one of what comes next. */
  private void holdsTrue() {
    if (!parts.containsKey(Part.DONE)) return;
    Map<Part, String> fewer = new EnumMap<>(parts);
    fewer.keySet().removeAll(Set.of(Part.EXPECTED, Part.CAUSE));
    say(new Claim(sentence, fewer));
  }

  /** The step of the exercise, in the lesson's words. */
  public Claim step(String step) {
    return with(Part.STEP, step);
  }

  /** What the test did; also told where the test then throws what no claim waits for. */
  public Claim did(String done) {
    return with(Part.DONE, done);
  }

  /** The same for an outcome that nobody has thought of: its cause is not the likely one. */
  Claim withoutCause() {
    Map<Part, String> fewer = new EnumMap<>(parts);
    fewer.remove(Part.CAUSE);
    return new Claim(sentence, fewer).expectedOr("no exception");
  }

  /** What should come of it; where it is not said, the check says it, or the claim itself. */
  public Claim expected(String expected) {
    return with(Part.EXPECTED, expected);
  }

  /** The likely cause where the outcome is another one. */
  public Claim usually(String meaning) {
    return with(Part.CAUSE, meaning);
  }

  /** Where to read on, such as {@code hints/1.3.md}; where it is not said, the lesson. */
  public Claim read(String where) {
    return with(Part.READ, where);
  }

  /** Checks that two things are equal; arrays by what is in them. */
  public void isEqual(Object expected, Object actual) {
    if (!Objects.deepEquals(expected, actual)) {
      fail(Values.show(expected), Values.show(actual));
    }
    holdsTrue();
  }

  /** Checks a condition; say with {@link #expected} what it is. */
  public void isTrue(boolean condition) {
    if (!condition) fail("true", "false");
    holdsTrue();
  }

  /** Checks a condition, and says what there was instead. */
  public void holds(BooleanSupplier condition, Supplier<?> actual) {
    if (!condition.getAsBoolean()) fail(sentence, Values.show(actual.get()));
    holdsTrue();
  }

  /** Waits until a condition holds, at most for the usual deadline. */
  public void becomes(BooleanSupplier condition, Supplier<?> actual) {
    if (!inTime(condition)) late(sentence, actual);
    holdsTrue();
  }

  /** Waits until something equals {@code expected}, at most for the usual deadline. */
  public void becomesEqual(Object expected, Supplier<?> actual) {
    if (!inTime(() -> Objects.deepEquals(expected, actual.get()))) {
      late(Values.show(expected), actual);
    }
    holdsTrue();
  }

  /** Checks that a text contains another. */
  public void contains(String part, String text) {
    if (!text.contains(part)) fail("something with " + Values.show(part), Values.show(text));
    holdsTrue();
  }

  /** Checks that something throws an exception of a type, and returns it. */
  public <T extends Throwable> T throwsA(Class<T> type, Executable action) {
    String wanted = Values.show(type);
    try {
      action.execute();
    } catch (Throwable thrown) {
      if (type.isInstance(thrown)) return type.cast(thrown);
      throw said().expectedOr(wanted).failed(thrown);
    }
    throw said().fail(wanted, "nothing was thrown");
  }

  /** Does something that must not throw, and returns its result. */
  public <T> T succeeds(Values.Source<T> action) {
    try {
      return action.get();
    } catch (Throwable thrown) {
      throw said().expectedOr("no exception").failed(thrown);
    }
  }

  /** Fails; {@code came} is what there was instead of what was expected. */
  public AssertionError fails(String came) {
    throw failed(came);
  }

  private boolean inTime(BooleanSupplier condition) {
    return Await.holdsWithin(sentence, Await.deadline(), condition);
  }

  private void late(String expected, Supplier<?> actual) {
    String came = "after %s still: ".formatted(Text.time(Await.deadline()));
    Patience.loseCurrent();
    throw expectedOr(expected)
        .failed(came + Values.show(actual.get()))
        .with(Waiting.describe(TestRun.current()));
  }

  private AssertionError fail(String expected, String came) {
    throw expectedOr(expected).failed(came);
  }

  private Claim expectedOr(String value) {
    return parts.containsKey(Part.EXPECTED) ? this : expected(value);
  }

  /** The failure, where {@code came} came instead. */
  Failed failed(String came) {
    return failed(came, Frames.ofTest());
  }

  /** The failure, where an exception came instead. Passes on what is no failure of this claim. */
  Failed failed(Throwable thrown) {
    if (thrown instanceof Failed failed) return failed;
    if (thrown instanceof VirtualMachineError error) throw error;
    return Gap.behind(thrown)
        .map(gap -> gap.failed(TestRun.currentExercise()))
        .orElseGet(() -> because(thrown).failed(Frames.describe(thrown)));
  }

  /**
   * The same, with the cause that some exceptions tell by themselves, whatever the likely one is.
   */
  private Claim because(Throwable thrown) {
    return switch (thrown) {
      case ConcurrentModificationException _ ->
          usually("a collection was changed while it was read: by its own loop, or another thread");
      case UnsupportedOperationException _ ->
          usually("an unmodifiable collection was to be changed: change a copy of it instead");
      case ClassCastException _ ->
          usually("an object was cast to a type that it does not have: ask with instanceof first");
      default -> this;
    };
  }

  Failed failed(String came, StackTraceElement[] trace) {
    Optional<String> id = TestRun.currentExercise().map(Exercise::id);
    Map<Part, String> told = new EnumMap<>(parts);
    id.ifPresent(one -> told.putIfAbsent(Part.READ, "README.md, exercise " + one));
    String step = told.remove(Part.STEP);
    String title = id.orElse("") + (step == null ? "" : ", " + step) + ": " + sentence;
    StringJoiner message = new StringJoiner("\n");
    message.add(
        String.join("\n  ", Text.wrap(title.replaceFirst("^(, |: )", ""), Text.width() - 2)));
    for (Part part : Part.values()) {
      if (part == Part.CAUSE) message.add(Text.labelled("actual", came));
      if (told.containsKey(part)) message.add(Text.labelled(part.label, told.get(part)));
    }
    return new Failed(ExerciseResult.Status.RED, message.toString(), trace);
  }
}
