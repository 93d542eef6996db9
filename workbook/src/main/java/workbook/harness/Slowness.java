package workbook.harness;

/**
 * How many times as long as on an ordinary machine things take here at this moment: because its
 * processor is slow, or because others use it.
 *
 * <p>It is measured when something would otherwise end in vain, and only then: by a calculation
 * that takes 30 ms at most on a core of its own. Each of its steps needs the one before, so that
 * the clock of the core counts, and hardly the compiler. It is longer than a time slice: a thread
 * that has slept runs at once, and has to share only after a while.
 */
final class Slowness {

  private static final double MOST = 3;
  private static final int STEPS = 10_000_000;
  private static final double USUAL_NANOS = 30_000_000;

  private static volatile long result;

  private Slowness() {}

  /** Between 1 and 3: wrong code is to be told soon on such a machine too. */
  static double now() {
    long start = System.nanoTime();
    result = calculate();
    return Math.clamp((System.nanoTime() - start) / USUAL_NANOS, 1, MOST);
  }

  private static long calculate() {
    long value = result;
    for (int i = 0; i < STEPS; i++) value = (value ^ (value >>> 32)) * 0x9E3779B97F4A7C15L + 1;
    return value;
  }
}
