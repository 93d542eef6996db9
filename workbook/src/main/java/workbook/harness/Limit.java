package workbook.harness;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;

/**
 * Runs a test on a thread of its own, and gives up on it after ten seconds, or as many milliseconds
 * as the system property {@code workbook.timeout.ms} says; real nodes are given time to start, and
 * what a test {@linkplain Nodes#takes says} that it takes is added. To say what was wrong about it
 * takes none of that time.
 */
public final class Limit {

  /** What the verdict on a test says that did not end, whatever else it says. */
  public static final String STILL_RUNS = "it still runs";

  private Limit() {}

  static <T> T run(TestRun run, Invocation<T> invocation) throws Throwable {
    CompletableFuture<T> done = new CompletableFuture<>();
    Thread thread =
        Thread.ofPlatform().daemon().name("test").unstarted(() -> run(run, invocation, done));
    thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
    thread.start();
    try {
      return await(run, done);
    } catch (ExecutionException e) {
      throw Verdict.of(run, e.getCause());
    } catch (TimeoutException e) {
      throw hung(run, thread);
    }
  }

  /** Waits for the end of a test, longer for each real node that it starts. */
  private static <T> T await(TestRun run, CompletableFuture<T> done)
      throws InterruptedException, ExecutionException, TimeoutException {
    long start = System.nanoTime();
    Duration limit = limit(run);
    for (; ; ) {
      try {
        T result = done.get(limit.toNanos() - (System.nanoTime() - start), TimeUnit.NANOSECONDS);
        run.call(() -> note(run, System.nanoTime() - start));
        return result;
      } catch (TimeoutException e) {
        limit = atMostTwice(limit(run));
        if (System.nanoTime() - start >= limit.toNanos()) throw e;
      }
    }
  }

  /** Most tests need a tenth of their time: to wait longer is for those of many nodes. */
  private static Duration atMostTwice(Duration limit) {
    Duration now = Patience.now(limit);
    Duration twice = limit.multipliedBy(2);
    return now.compareTo(twice) < 0 ? now : twice;
  }

  private static Void note(TestRun run, long nanos) {
    Waits.note("the whole test", limit(run), nanos);
    return null;
  }

  private static Duration limit(TestRun run) {
    int realNodes = run.nodes().allReal().size();
    Duration limit = run.patience().forTest().plus(RealNode.START.multipliedBy(realNodes));
    return Patience.with(limit.plus(run.nodes().extraTime()));
  }

  private static <T> void run(TestRun run, Invocation<T> invocation, CompletableFuture<T> done) {
    run.call(() -> {
      try {
        return done.complete(invocation.proceed());
      } catch (Throwable thrown) {
        return done.completeExceptionally(thrown);
      }
    });
  }

  private static Throwable hung(TestRun run, Thread thread) {
    StackTraceElement[] trace = thread.getStackTrace();
    List<String> waiting = Waiting.describe(Optional.of(run));
    Failed hung =
        run.call(() ->
            Claim.of(run.title())
                .expected("an end within " + Text.time(limit(run)))
                .failed(STILL_RUNS + Frames.ours(trace), Frames.ofTest(trace)));
    Throwable verdict = Verdict.of(run, hung.with(waiting));
    if (verdict instanceof Failed failed) {
      verdict = failed.saying(STILL_RUNS);
      if (failed.status() == ExerciseResult.Status.RED) run.hang();
    }
    run.patience().lose();
    thread.interrupt();
    replaceCarriers();
    return verdict;
  }

  /**
   * Gives the virtual threads as many carriers as there are cores, beside those that carry one now:
   * a loop without an end cannot be stopped, and keeps its carrier. It takes a share of a core from
   * all that follows, but does not bring it to a halt.
   */
  private static void replaceCarriers() {
    VirtualThreadSchedulerMXBean scheduler =
        ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
    int mounted = scheduler.getMountedVirtualThreadCount();
    scheduler.setParallelism(Runtime.getRuntime().availableProcessors() + Math.max(0, mounted));
  }
}
