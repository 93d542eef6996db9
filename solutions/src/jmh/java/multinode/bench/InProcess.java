package multinode.bench;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import multinode.process.Body;
import multinode.process.Processes;

/** Runs something in processes, for threads that are none. */
final class InProcess {

  private InProcess() {}

  /** Runs it in a process of its own, and waits until it has ended. */
  static void run(Processes processes, Body body) {
    start(processes, body).join();
  }

  /** Runs it in so many processes at a time, and waits until all have ended. */
  static void run(Processes processes, int count, Body body) {
    CompletableFuture<?>[] all = new CompletableFuture<?>[count];
    for (int i = 0; i < count; i++) all[i] = start(processes, body);
    CompletableFuture.allOf(all).join();
  }

  private static CompletableFuture<Void> start(Processes processes, Body body) {
    CompletableFuture<Void> end = new CompletableFuture<>();
    processes.spawnGroupLeader(context -> {
      try {
        body.run(context);
        end.complete(null);
      } catch (Throwable e) {
        end.completeExceptionally(new CompletionException(e));
      }
    });
    return end;
  }
}
