package workbook.harness;

import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.function.Executable;

/**
 * A statement about the student's code, and the check of it. Where the check fails, the test tells
 * the exercise and step, what was done, what was expected, what came, what that usually means, and
 * where to read on.
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

  private final Account account;

  private Claim(Account account) {
    this.account = account;
  }

  /** A claim, as a sentence about behaviour. */
  public static Claim of(String sentence) {
    return new Claim(Account.of(sentence));
  }

  /** The step of the exercise, in the lesson's words. */
  public Claim step(String step) {
    return new Claim(account.withStep(step));
  }

  /** What the test did. */
  public Claim did(String done) {
    return new Claim(account.withDone(done));
  }

  /** What should come of it; where it is not said, the check says it. */
  public Claim expected(String expected) {
    return new Claim(account.withExpected(expected));
  }

  /** What it usually means when something else comes. */
  public Claim usually(String meaning) {
    return new Claim(account.withUsually(meaning));
  }

  /** Where to read on, such as {@code hints/1.3.md}; where it is not said, the lesson. */
  public Claim read(String where) {
    return new Claim(account.withRead(where));
  }

  /** Checks that two things are equal; arrays by what is in them. */
  public void isEqual(Object expected, Object actual) {
    if (!Objects.deepEquals(expected, actual)) {
      fail(Values.show(expected), Values.show(actual));
    }
  }

  /** Checks a condition; say with {@link #expected} what it is. */
  public void isTrue(boolean condition) {
    if (!condition) fail("true", "false");
  }

  /** Checks a condition, and says what there was instead. */
  public void holds(BooleanSupplier condition, Supplier<?> actual) {
    if (!condition.getAsBoolean()) fail("that it holds", Values.show(actual.get()));
  }

  /** Waits until a condition holds, at most for the usual deadline. */
  public void becomes(BooleanSupplier condition, Supplier<?> actual) {
    if (!inTime(condition)) late("that it holds", actual);
  }

  /** Waits until something equals {@code expected}, at most for the usual deadline. */
  public void becomesEqual(Object expected, Supplier<?> actual) {
    if (!inTime(() -> Objects.deepEquals(expected, actual.get()))) {
      late(Values.show(expected), actual);
    }
  }

  /** Checks that a text contains another. */
  public void contains(String part, String text) {
    if (!text.contains(part)) fail("something with " + Values.show(part), Values.show(text));
  }

  /** Checks that something throws an exception of a type, and returns it. */
  public <T extends Throwable> T throwsA(Class<T> type, Executable action) {
    String wanted = Values.show(type);
    try {
      action.execute();
    } catch (Throwable thrown) {
      if (type.isInstance(thrown)) return type.cast(thrown);
      throw account.expectedOr(wanted).failed(thrown);
    }
    throw fail(wanted, "nothing was thrown");
  }

  /** Does something that must not throw, and returns its result. */
  public <T> T succeeds(Values.Source<T> action) {
    try {
      return action.get();
    } catch (Throwable thrown) {
      throw account.expectedOr("no exception").failed(thrown);
    }
  }

  /** Fails; {@code came} is what there was instead of what was expected. */
  public AssertionError fails(String came) {
    throw account.failed(came);
  }

  private boolean inTime(BooleanSupplier condition) {
    return Await.holdsWithin(account.claim(), Await.deadline(), condition);
  }

  private void late(String expected, Supplier<?> actual) {
    String came = "after %s still: ".formatted(Text.time(Await.deadline()));
    Patience.loseCurrent();
    throw account
        .expectedOr(expected)
        .failed(came + Values.show(actual.get()))
        .with(Waiting.describe(TestRun.current()));
  }

  private AssertionError fail(String expected, String came) {
    throw account.expectedOr(expected).failed(came);
  }
}
