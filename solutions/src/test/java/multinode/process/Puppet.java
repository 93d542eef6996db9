package multinode.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A process that does what a test tells it, one step after the other. What else it gets stays in
 * its mailbox until the test asks for it.
 */
public final class Puppet {

  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final Processes processes;
  private final Pid pid;

  private record Step(Function<Context, Object> task, CompletableFuture<Object> result) {}

  /** Starts one. */
  public Puppet(Processes processes) {
    this.processes = processes;
    this.pid = processes.spawnGroupLeader(Puppet::live);
  }

  private static void live(Context context) {
    for (; ; ) {
      Step step = context.receive(Step.class);
      try {
        step.result.complete(step.task.apply(context));
      } catch (RuntimeException forTheTest) {
        step.result.completeExceptionally(forTheTest);
      } catch (Error exit) {
        step.result.completeExceptionally(exit);
        throw exit;
      }
    }
  }

  /** Its pid. */
  public Pid pid() {
    return pid;
  }

  /** Whether it has not ended. */
  public boolean isAlive() {
    return processes.isAlive(pid);
  }

  /** Has it do something; what that throws is thrown here. */
  @SuppressWarnings("unchecked")
  public <T> T does(Function<Context, T> task) {
    CompletableFuture<Object> result = new CompletableFuture<>();
    processes.send(pid, new Step(task::apply, result));
    try {
      return (T) result.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException thrown) throw thrown;
      if (e.getCause() instanceof Error thrown) throw thrown;
      throw new AssertionError(e.getCause());
    } catch (TimeoutException e) {
      throw new AssertionError(pid + " did not do it; alive: " + isAlive(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("the test was ended", e);
    }
  }

  /** Has it do something that answers nothing. */
  public void runs(Consumer<Context> task) {
    does(context -> {
      task.accept(context);
      return true;
    });
  }

  /** Has it start something, and does not wait for its end. */
  public void begins(Consumer<Context> task) {
    Function<Context, Object> begun =
        context -> {
          task.accept(context);
          return true;
        };
    processes.send(pid, new Step(begun, new CompletableFuture<>()));
  }

  /** The next message it has got or gets within the deadline. */
  public Object next() {
    return within(LIMIT).orElseThrow(() -> new AssertionError("no message came to " + pid));
  }

  /** The next message it has got or gets within a time. */
  public Optional<Object> within(Duration time) {
    return does(context -> context.receive(message -> !(message instanceof Step), time));
  }

  /** What it has got so far, in order, taken out of its mailbox. */
  public List<Object> all() {
    List<Object> all = new ArrayList<>();
    Optional<Object> next;
    while ((next = within(Duration.ZERO)).isPresent()) all.add(next.get());
    return all;
  }
}
