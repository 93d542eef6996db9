package workbook.harness;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Waits for what happens on other threads, and says what it waited for when that does not happen.
 *
 * <p>Five seconds at most, or as many milliseconds as the system property {@code
 * workbook.deadline.ms} says; less once a test of the same class has waited in vain.
 */
public final class Await {

  private static final long SHORTEST_PAUSE = 100_000;
  private static final long LONGEST_PAUSE = 10_000_000;

  /** How long to wait on when a node has come to code that is not written. */
  private static final long GRACE = 200_000_000;

  private Await() {}

  /** How long a wait may take where nothing else is said. */
  public static Duration deadline() {
    return Patience.ofWait();
  }

  /**
   * How long something may take on this machine as it is now that usually may take so long: for a
   * test that measures instead of waiting.
   */
  public static Duration limit(Duration usual) {
    return Patience.now(Patience.with(usual));
  }

  /** Waits until a condition holds. */
  public static void until(String what, BooleanSupplier condition) {
    become(what, deadline(), condition, Optional::empty);
  }

  /** Waits until a condition holds, for a time that usually is enough. */
  public static void until(String what, Duration usual, BooleanSupplier condition) {
    become(what, Patience.with(usual), condition, Optional::empty);
  }

  /** Waits until a condition holds; {@code actual} tells what there is while it does not. */
  public static void until(String what, BooleanSupplier condition, Supplier<?> actual) {
    become(what, deadline(), condition, () -> Optional.of(Values.show(actual.get())));
  }

  /** The same, for a time. */
  public static void until(
      String what, Duration usual, BooleanSupplier condition, Supplier<?> actual) {
    become(what, Patience.with(usual), condition, () -> Optional.of(Values.show(actual.get())));
  }

  private static void become(
      String what, Duration limit, BooleanSupplier condition, Supplier<Optional<String>> last) {
    if (!holdsWithin(what, limit, condition)) throw late(what, limit, last.get());
  }

  /** Waits until something equals {@code expected}. */
  public static void untilEqual(String what, Object expected, Supplier<?> actual) {
    until(what, () -> Objects.deepEquals(expected, actual.get()), actual);
  }

  /** Waits until there is a value, and returns it. */
  public static <T> T value(String what, Supplier<Optional<T>> source) {
    AtomicReference<Optional<T>> last = new AtomicReference<>(Optional.empty());
    until(
        what,
        () -> {
          last.set(source.get());
          return last.get().isPresent();
        });
    return last.get().orElseThrow();
  }

  /** Watches for a time that a condition does not come to hold. */
  public static void never(String what, Duration time, BooleanSupplier condition) {
    if (!holds(condition, time, UnaryOperator.identity())) return;
    throw Claim.of(TestRun.current().map(TestRun::title).orElse("a wait ended"))
        .expected("not within " + Text.time(time) + ": " + what)
        .failed("it happened");
  }

  /** Whether a condition comes to hold within a time that usually is enough; interrupted, not. */
  public static boolean holdsWithin(String what, Duration limit, BooleanSupplier condition) {
    long start = System.nanoTime();
    boolean holds = holds(condition, limit, Patience::now);
    if (holds) Waits.note(what, limit, System.nanoTime() - start);
    return holds;
  }

  /**
   * Whether a condition comes to hold within a time. Interrupted, it gives up.
   *
   * @param atEnd asked when the time is over: how long it may take after all
   */
  private static boolean holds(
      BooleanSupplier condition, Duration limit, UnaryOperator<Duration> atEnd) {
    long start = System.nanoTime();
    long end = start + limit.toNanos();
    long pause = SHORTEST_PAUSE;
    boolean vain = false;
    while (!condition.getAsBoolean()) {
      if (Thread.currentThread().isInterrupted()) return false;
      long now = System.nanoTime();
      if (now - end >= 0 && !vain) end = start + atEnd.apply(limit).toNanos();
      if (now - end >= 0) return false;
      if (!vain && TestRun.current().flatMap(TestRun::gap).isPresent()) {
        vain = true;
        end = Math.min(end, now + GRACE);
      }
      LockSupport.parkNanos(pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    }
    return true;
  }

  private static Failed late(String what, Duration limit, Optional<String> last) {
    Patience.loseCurrent();
    String expected = "within " + Text.time(limit) + ": " + what;
    String came = last.map(value -> "still " + value).orElse("it did not happen");
    return Claim.of(TestRun.current().map(TestRun::title).orElse("a wait ended"))
        .expected(expected)
        .failed(came)
        .with(Waiting.describe(TestRun.current()));
  }
}
