package workbook.harness;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;

/**
 * Runs a test on a thread of its own, and gives up on it after ten seconds, or as many milliseconds
 * as the system property {@code workbook.timeout.ms} says; real nodes are given time to start, and
 * what a test {@linkplain Nodes#takes says} that it takes is added.
 */
public final class Limit {

  /** What the verdict on a test says that did not end, whatever else it says. */
  public static final String STILL_RUNS = "it still runs";

  private Limit() {}

  static void run(TestRun run, Invocation<Void> invocation) throws Throwable {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread thread =
        Thread.ofPlatform().daemon().name("test").unstarted(() -> run(run, invocation, done));
    thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
    thread.start();
    try {
      await(run, done);
    } catch (ExecutionException e) {
      throw e.getCause();
    } catch (TimeoutException e) {
      StackTraceElement[] trace = thread.getStackTrace();
      List<String> waiting = Waiting.describe(Optional.of(run));
      Throwable verdict = Verdict.of(run, run.call(() -> hung(run, trace).with(waiting)));
      if (verdict instanceof Failed failed) verdict = failed.saying(STILL_RUNS);
      run.patience().lose();
      thread.interrupt();
      throw verdict;
    }
  }

  /** Waits for the end of a test, longer for each real node that it starts. */
  private static void await(TestRun run, CompletableFuture<Void> done)
      throws InterruptedException, ExecutionException, TimeoutException {
    long start = System.nanoTime();
    for (; ; ) {
      Duration limit = limit(run);
      long left = limit.toNanos() - (System.nanoTime() - start);
      try {
        done.get(left, TimeUnit.NANOSECONDS);
        return;
      } catch (TimeoutException e) {
        if (limit.equals(limit(run))) throw e;
      }
    }
  }

  private static Duration limit(TestRun run) {
    int realNodes = run.nodes().allReal().size();
    Duration limit = run.patience().forTest().plus(RealNode.START.multipliedBy(realNodes));
    return Patience.with(limit.plus(run.nodes().extraTime()));
  }

  private static void run(TestRun run, Invocation<Void> invocation, CompletableFuture<Void> done) {
    run.call(() -> {
      try {
        invocation.proceed();
        return done.complete(null);
      } catch (Throwable thrown) {
        return done.completeExceptionally(Verdict.of(run, thrown));
      }
    });
  }

  private static Failed hung(TestRun run, StackTraceElement[] trace) {
    return Account.of(run.title())
        .withExpected("an end within " + Text.time(limit(run)))
        .failed(STILL_RUNS + Frames.ours(trace), Frames.ofTest(trace));
  }
}
