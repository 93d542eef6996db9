package multinode.process;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;

/** Keeps all threads of Java's common pool busy, as a program may, until it is closed. */
public final class BusyPool implements AutoCloseable {

  private final CountDownLatch end = new CountDownLatch(1);

  /** From now on. */
  public BusyPool() {
    for (int i = 0; i < 4 * ForkJoinPool.getCommonPoolParallelism(); i++) {
      ForkJoinPool.commonPool().execute(this::await);
    }
  }

  private void await() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end.countDown();
  }
}
