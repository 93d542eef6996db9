package workbook.harness;

import java.util.random.RandomGenerator;

/** What a proxy does to what passes through it, now. */
final class Faults {

  private int delay;
  private int jitter;
  private int bytesPerSecond;
  private int garble;
  private boolean silent;

  synchronized void delay(int millis, int jitterMillis) {
    delay = millis;
    jitter = jitterMillis;
  }

  synchronized void slow(int limit) {
    bytesPerSecond = limit;
  }

  synchronized void garble(int everyBytes) {
    garble = everyBytes;
  }

  synchronized void silence() {
    silent = true;
  }

  synchronized void heal() {
    delay = 0;
    jitter = 0;
    bytesPerSecond = 0;
    garble = 0;
    silent = false;
    notifyAll();
  }

  /** Waits while nothing may pass. */
  synchronized void pass() throws InterruptedException {
    while (silent) wait();
  }

  /** How long a piece that has come now is to be held back, in nanoseconds. */
  synchronized long holdNanos(RandomGenerator random) {
    int off = jitter == 0 ? 0 : random.nextInt(-jitter, jitter + 1);
    return Math.max(0, delay + off) * 1_000_000L;
  }

  /** How long so many bytes take on their way, in nanoseconds. */
  synchronized long travelNanos(int bytes) {
    return bytesPerSecond == 0 ? 0 : bytes * 1_000_000_000L / bytesPerSecond;
  }

  /** The most bytes that are to go at a time. */
  synchronized int piece(int most) {
    return bytesPerSecond == 0 ? most : Math.clamp(bytesPerSecond / 20, 1, most);
  }

  /** Flips bits. */
  synchronized void garble(byte[] bytes, RandomGenerator random) {
    for (int i = 0; garble > 0 && i < bytes.length; i++) {
      if (random.nextInt(garble) == 0) bytes[i] ^= (byte) (1 << random.nextInt(8));
    }
  }
}
