package multinode.node;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import multinode.process.Context;
import multinode.process.ExitReason;
import multinode.process.Pid;
import multinode.process.Signal;

/** A process that does one thing for a thread that is none. */
final class Errand {

  private Errand() {}

  /** See {@link Node#run}. */
  static <T> T run(Node node, Function<Context, T> task) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Pid errand =
        node.spawn(context -> {
          try {
            result.complete(task.apply(context));
          } catch (RuntimeException thrown) {
            result.completeExceptionally(thrown);
          } catch (Error thrown) {
            result.completeExceptionally(thrown);
            throw thrown;
          }
        });
    try {
      return result.get();
    } catch (InterruptedException e) {
      node.processes().signal(new Signal.ExitSignal(errand, errand, ExitReason.KILL, false));
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while it waited for " + errand);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException thrown) throw thrown;
      throw new CancellationException(errand + " ended before it was done: " + e.getCause());
    }
  }
}
