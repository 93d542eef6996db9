package multinode.wire;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Runs many cases drawn at random, and watches that each ends soon and takes no more memory than
 * its input is worth. A case that fails tells how to run it again.
 *
 * <p>{@code -Dmultinode.fuzz=10000000} runs more of them, {@code -Dmultinode.seed=1} the same ones
 * each time.
 */
public final class Fuzz {

  /** How many cases all fuzz tests together run where nothing else is said. */
  public static final int USUAL = 200_000;

  private static final Duration LONGEST = Duration.ofSeconds(10);

  /** What a case may take whatever its input: buffers, exceptions, classes that are looked for. */
  private static final long ROOM = 1 << 20;

  /** How many bytes each byte of input may cost. */
  private static final long WORTH = 100;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Class<?> test;
  private final long seed;
  private final long count;
  private volatile long number;
  private volatile Object current = "not drawn yet";
  private volatile long started;
  private long taken;

  private Fuzz(Class<?> test, long part, long of) {
    this.test = test;
    this.seed = Long.getLong("multinode.seed", new SecureRandom().nextInt(1, 1_000_000_000));
    this.count = Math.max(1, Long.getLong("multinode.fuzz", USUAL) * part / of);
  }

  /** One case, drawn and ready to be run. What it prints as describes it. */
  public interface Case {

    /** Gives the input to the system, and checks what comes of it. */
    void run() throws Exception;

    /** How many bytes the input has. */
    int size();
  }

  /** Something to be measured. */
  @FunctionalInterface
  public interface Task {
    void run() throws Exception;
  }

  /** Runs so many of all the cases as the percentage says, each drawn from a seed of its own. */
  public static void run(Class<?> test, int percent, Function<RandomGenerator, Case> draw) {
    new Fuzz(test, percent, 100).run(draw);
  }

  /** The same for cases that take long: so many where nothing else is said. */
  public static void runSome(Class<?> test, int usually, Function<RandomGenerator, Case> draw) {
    new Fuzz(test, usually, USUAL).run(draw);
  }

  private void run(Function<RandomGenerator, Case> draw) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    started = System.nanoTime();
    Thread thread = Thread.ofPlatform().daemon().name("fuzz").start(() -> runAll(draw, done));
    for (; ; ) {
      try {
        done.get(100, TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException e) {
        if (System.nanoTime() - started < LONGEST.toNanos()) continue;
        AssertionError hangs = new AssertionError("this case does not end" + again());
        hangs.setStackTrace(thread.getStackTrace());
        throw hangs;
      } catch (ExecutionException e) {
        throw new AssertionError(e.getCause() + again(), e.getCause());
      } catch (InterruptedException e) {
        throw new AssertionError("ended by somebody else" + again(), e);
      }
    }
  }

  private void runAll(Function<RandomGenerator, Case> draw, CompletableFuture<Void> done) {
    try {
      for (; number < count; number++) {
        if (takesTooMuch(draw) && takesTooMuch(draw) && takesTooMuch(draw)) {
          throw new AssertionError("took %,d bytes of memory each time".formatted(taken));
        }
      }
      done.complete(null);
    } catch (Throwable thrown) {
      done.completeExceptionally(thrown);
    }
  }

  /** How many bytes of memory a task takes on this thread, given back or not. */
  public static long memoryFor(Task task) throws Exception {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    task.run();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  /** Runs a case; the first one of its kind also loads classes, and takes too much by that. */
  private boolean takesTooMuch(Function<RandomGenerator, Case> draw) throws Exception {
    Case next = draw.apply(new SplittableRandom(seed + number));
    current = next;
    started = System.nanoTime();
    taken = memoryFor(next::run);
    return taken > ROOM + WORTH * next.size();
  }

  private String again() {
    String text = current.toString();
    return """


    case %,d of %,d: %s
    again: mvn test -pl solutions -Dtest=%s -Dmultinode.fuzz=1 -Dmultinode.seed=%d
    all:   mvn test -pl solutions -Dtest=%s -Dmultinode.fuzz=%s -Dmultinode.seed=%d
    """
        .formatted(
            number + 1,
            count,
            text.length() > 4_000 ? text.substring(0, 4_000) + "…" : text,
            test.getSimpleName(),
            seed + number,
            test.getSimpleName(),
            Long.getLong("multinode.fuzz", USUAL),
            seed);
  }
}
