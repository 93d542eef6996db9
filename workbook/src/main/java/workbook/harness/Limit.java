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

  static Duration limit() {
    return Duration.ofMillis(Long.getLong("workbook.timeout.ms", 10_000));
  }

  static void run(TestRun run, Invocation<Void> invocation) throws Throwable {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("test")
            .unstarted(() ->
                ScopedValue.where(TestRun.CURRENT, run)
                    .run(() -> {
                      try {
                        invocation.proceed();
                        done.complete(null);
                      } catch (Throwable thrown) {
                        done.completeExceptionally(Verdict.of(run, thrown));
                      }
                    }));
    thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
    thread.start();
    Duration limit = limit();
    try {
      done.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause();
    } catch (TimeoutException e) {
      StackTraceElement[] trace = thread.getStackTrace();
      List<String> waiting = Waiting.describe(Optional.of(run));
      Failed hung = ScopedValue.where(TestRun.CURRENT, run).call(() -> hung(run, limit, trace));
      thread.interrupt();
      throw Verdict.of(run, hung.with(waiting));
    }
  }

  private static Failed hung(TestRun run, Duration limit, StackTraceElement[] trace) {
    return Account.of(run.title())
        .withExpected("an end within " + Text.time(limit))
        .failed("it hangs" + Verdict.where(trace), Frames.ofTest(trace));
  }
}
