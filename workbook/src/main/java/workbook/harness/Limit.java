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
 * as the system property {@code workbook.timeout.ms} says.
 */
final class Limit {

  private Limit() {}

  static void run(TestRun run, Invocation<Void> invocation) throws Throwable {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread thread =
        Thread.ofPlatform().daemon().name("test").unstarted(() -> run(run, invocation, done));
    thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
    thread.start();
    Duration limit = run.patience().forTest();
    try {
      done.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause();
    } catch (TimeoutException e) {
      run.patience().lose();
      StackTraceElement[] trace = thread.getStackTrace();
      List<String> waiting = Waiting.describe(Optional.of(run));
      Throwable verdict = Verdict.of(run, run.call(() -> hung(run, limit, trace).with(waiting)));
      thread.interrupt();
      throw verdict;
    }
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

  private static Failed hung(TestRun run, Duration limit, StackTraceElement[] trace) {
    return Account.of(run.title())
        .withExpected("an end within " + Text.time(limit))
        .failed("it still runs" + Frames.ours(trace), Frames.ofTest(trace));
  }
}
