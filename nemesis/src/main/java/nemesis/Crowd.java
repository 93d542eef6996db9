package nemesis;

import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** Clients of one node: each does one thing after the other until all are to end. */
final class Crowd {

  private static final long LONGEST_PAUSE = 20_000_000;

  /** One thing that a client does. */
  interface Act {
    void by(int client, Random random);
  }

  private final Act act;
  private final CountDownLatch ended;
  private volatile boolean quiet;

  private Crowd(Act act, int count) {
    this.act = act;
    ended = new CountDownLatch(count);
  }

  /** Starts so many; what each draws follows from the seed. */
  static Crowd start(int count, long seed, Act act) {
    Crowd all = new Crowd(act, count);
    for (int i = 0; i < count; i++) {
      int client = i;
      Random random = new Random(seed * 31 + i);
      Thread.ofVirtual().name("client " + i).start(() -> all.run(client, random));
    }
    return all;
  }

  private void run(int client, Random random) {
    while (!quiet) {
      act.by(client, random);
      LockSupport.parkNanos(random.nextLong(LONGEST_PAUSE));
    }
    ended.countDown();
  }

  /** Has them end, each after what it is doing, and waits for that. */
  void quiet() throws InterruptedException {
    quiet = true;
    ended.await();
  }
}
