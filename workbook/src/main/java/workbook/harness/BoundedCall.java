package workbook.harness;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Calls of what may never return, such as the code of a student. */
final class BoundedCall {

  private BoundedCall() {}

  /** The result of a call; nothing when it throws or takes longer than {@code limit}. */
  static <T> Optional<T> of(Duration limit, Supplier<T> action) {
    return CompletableFuture.supplyAsync(action, BoundedCall::onThread)
        .<Optional<T>>thenApply(Optional::of)
        .completeOnTimeout(Optional.empty(), limit.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(thrown -> Optional.empty())
        .join();
  }

  private static void onThread(Runnable task) {
    Thread.ofPlatform().daemon().name("bounded call").start(task);
  }
}
