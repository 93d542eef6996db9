package multinode.cluster;

import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.core.IndeterminateOperationStateException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Waits until a step is confirmed by the members that keep what it changes. Hazelcast waits 2 to 3
 * s for the confirmation of a member that has died in between, or no longer keeps the copy; this
 * begins the step again: at once when a member has gone, soon while copies move, and after 5 s
 * otherwise.
 */
final class Confirmation {

  private static final long TICK = Duration.ofMillis(5).toNanos();

  /** How long a step may take while members or copies change; then twice as long, and so on. */
  private static final long PATIENCE = Duration.ofMillis(250).toNanos();

  /** How long after a change some members may not know of it. */
  private static final long NEWS = Duration.ofSeconds(2).toNanos();

  /**
   * How many times as long it may take when nothing changes, which is 5 s at first: Hazelcast looks
   * for answers that were lost with a connection, or in a merge, once a minute only.
   */
  private static final int CALM = 20;

  /** How long a step is begun again and again; then nobody knows whether it was made. */
  private static final long LIMIT = Duration.ofMinutes(1).toNanos();

  /** How many threads begin steps, and how many seconds one is kept that has nothing to begin. */
  private static final int THREADS = 2;

  private static final int IDLE = 10;

  private final LongSupplier lostAt;
  private final BooleanSupplier isRunning;
  private final Executor beginning = threads();
  private volatile long movedAt = System.nanoTime() - 2 * NEWS;

  /**
   * Waits for nothing yet.
   *
   * @param lostAt when a member went last, as {@link System#nanoTime} counts
   * @param isRunning whether this member still takes part
   */
  Confirmation(LongSupplier lostAt, BooleanSupplier isRunning) {
    this.lostAt = lostAt;
    this.isRunning = isRunning;
  }

  /**
   * Few threads, for many steps that do not block; no more steps wait for them than there are
   * processes that wait. They are not those of Java's common pool: what a program does there may
   * take as long as it likes.
   */
  private static Executor threads() {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("begins steps").factory());
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  /** Copies of entries begin to move, or have moved. */
  void moved() {
    movedAt = System.nanoTime();
  }

  /**
   * Begins a step on each of some entries, and brings what comes of those that come to something.
   */
  static <R> CompletionStage<Map<String, R>> all(
      Collection<String> names, Function<String, ? extends CompletionStage<R>> step) {
    Map<String, R> results = new ConcurrentHashMap<>();
    CompletableFuture<?>[] pending =
        names.stream()
            .map(name ->
                step.apply(name)
                    .thenAcceptAsync(
                        one -> Optional.ofNullable(one).ifPresent(r -> results.put(name, r)),
                        Runnable::run)
                    .toCompletableFuture())
            .toArray(CompletableFuture[]::new);
    return CompletableFuture.allOf(pending).thenApply(done -> results);
  }

  /**
   * Begins a step that does not block, for {@link #await} in this thread. It is begun in another
   * one: Hazelcast keeps buffers of 4 KiB for each thread in which it is asked for something, and
   * processes are many, and live long.
   */
  <T> Future<T> begin(Supplier<? extends CompletionStage<T>> step) {
    Thread waiter = Thread.currentThread();
    CompletableFuture<T> made = new CompletableFuture<>();
    made.whenComplete((result, thrown) -> LockSupport.unpark(waiter));
    beginning.execute(() -> begin(step, made));
    return made;
  }

  private static <T> void begin(
      Supplier<? extends CompletionStage<T>> step, CompletableFuture<T> made) {
    try {
      step.get().whenCompleteAsync((result, thrown) -> end(made, result, thrown), Runnable::run);
    } catch (RuntimeException | Error e) {
      made.completeExceptionally(e);
    }
  }

  private static <T> void end(CompletableFuture<T> made, T result, Throwable thrown) {
    if (thrown == null) made.complete(result);
    else made.completeExceptionally(thrown);
  }

  /** Begins a step that blocks, in a thread that is interrupted when nobody waits any more. */
  static <T> Future<T> beginBlocking(Callable<T> step) {
    Thread waiter = Thread.currentThread();
    FutureTask<T> task =
        new FutureTask<>(step) {
          @Override
          protected void done() {
            LockSupport.unpark(waiter);
          }
        };
    Thread.ofVirtual().name("settling").start(task);
    return task;
  }

  /**
   * What a step brings, when it is certain that it is made. Is not ended by an interrupt.
   *
   * @param step begins it, and unparks this thread when it is made
   * @param again is run before it is begun again
   * @throws IllegalStateException when it has not been confirmed within a minute; it may have been
   *     made
   */
  <T> T await(Supplier<? extends Future<T>> step, Runnable again) {
    boolean interrupted = false;
    long first = System.nanoTime();
    try {
      for (long patience = PATIENCE; System.nanoTime() - first < LIMIT; patience *= 2) {
        long begun = System.nanoTime();
        Future<T> made = step.get();
        while (!made.isDone() && !isVain(begun, patience) && System.nanoTime() - first < LIMIT) {
          // Not by get: with thousands who wait, the exceptions of its timeouts take half the time.
          LockSupport.parkNanos(this, TICK);
          interrupted |= Thread.interrupted();
        }
        if (made.isDone()) {
          try {
            return made.get();
          } catch (InterruptedException e) {
            interrupted = true;
          } catch (ExecutionException e) {
            if (!isOpen(e.getCause())) throw failed(e);
            LockSupport.parkNanos(this, TICK);
          }
        }
        made.cancel(true);
        again.run();
      }
      throw new IllegalStateException(
          "no member has confirmed within a minute; it may have been done all the same");
    } finally {
      if (interrupted) Thread.currentThread().interrupt();
    }
  }

  /** Whether nobody knows if it was made, or the member that was to make it is just ending. */
  private boolean isOpen(Throwable cause) {
    return cause instanceof IndeterminateOperationStateException
        || cause instanceof HazelcastInstanceNotActiveException && isRunning.getAsBoolean();
  }

  private static RuntimeException failed(ExecutionException e) {
    return e.getCause() instanceof RuntimeException failed
        ? failed
        : new IllegalStateException(e.getCause());
  }

  private boolean isVain(long begun, long patience) {
    long now = System.nanoTime();
    long lost = lostAt.getAsLong();
    boolean news = now - lost < NEWS || now - movedAt < NEWS;
    return lost - begun > 0 || now - begun > (news ? patience : CALM * patience);
  }
}
