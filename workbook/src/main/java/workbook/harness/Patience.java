package workbook.harness;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How long the tests of one exercise wait. After the first that waited in vain they wait less: the
 * exercise is red already, and whoever looks at the screen waits too. After two that hung, the rest
 * is not run.
 *
 * <p>The first wait may take 5 s, a test 10 s; the system properties {@code workbook.deadline.ms}
 * and {@code workbook.timeout.ms} say otherwise. Where all tests are green nobody waits in vain,
 * and it costs nothing to be patient with a busy machine: the property {@code workbook.patience}
 * says how many times as long as usual everything may take. Beyond that, what would end in vain
 * goes on where the {@linkplain Slowness machine is slow} at that moment.
 */
final class Patience {

  private static final int LESS_WAIT = 1_500;
  private static final int LESS_TEST = 5_000;
  private static final int HANGS = 2;

  private static final int TIMES = Integer.getInteger("workbook.patience", 1);

  private final AtomicInteger hangs = new AtomicInteger();
  private volatile boolean lost;

  /** How long something may take here that usually may take so long. */
  static Duration with(Duration usual) {
    return usual.multipliedBy(TIMES);
  }

  /**
   * How long something may take on a machine that is as slow as this one is now.
   *
   * @param limit how long it may take anyway, with patience
   */
  static Duration now(Duration limit) {
    double times = Math.max(1, Slowness.now() / TIMES);
    return Duration.ofNanos((long) (limit.toNanos() * times));
  }

  /** How long to wait for one thing, outside of tests too. */
  static Duration ofWait() {
    return with(TestRun.current().map(Patience::ofWait).orElseGet(() -> new Patience().forWait()));
  }

  /** A test that takes longer may have to wait longer for one thing, unless it is told not to. */
  private static Duration ofWait(TestRun run) {
    Duration usual = run.patience().forWait();
    boolean told = Integer.getInteger("workbook.deadline.ms") != null;
    return told || run.patience().lost ? usual : usual.plus(run.nodes().extraTime());
  }

  Duration forWait() {
    return of("workbook.deadline.ms", 5_000, LESS_WAIT);
  }

  /** How long one test may take. */
  Duration forTest() {
    return of("workbook.timeout.ms", 10_000, LESS_TEST);
  }

  private Duration of(String property, int usual, int less) {
    int millis = Integer.getInteger(property, usual);
    return Duration.ofMillis(lost ? Math.min(less, millis) : millis);
  }

  /** A wait was in vain. */
  void lose() {
    lost = true;
  }

  /** A test hung. */
  void hang() {
    lose();
    hangs.incrementAndGet();
  }

  /** Whether so many tests hung that the next is not run. */
  boolean isOver() {
    return hangs.get() >= HANGS;
  }

  static void loseCurrent() {
    TestRun.current().map(TestRun::patience).ifPresent(Patience::lose);
  }
}
