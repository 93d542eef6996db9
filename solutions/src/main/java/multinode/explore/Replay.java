package multinode.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Runs code that is no pure function, one step further. A step is whatever the code does with what
 * it shares with others. What it has been told at earlier steps it is told again, so that it comes
 * to where it was; then it makes one step, and is stopped before the next one.
 *
 * <pre>{@code
 * Replay replay = new Replay(told);
 * Optional<Answer> answer = replay.run(() -> code(key -> replay.step("get", () -> map.get(key))));
 * }</pre>
 *
 * <p>The code may depend on nothing but what it is told. After VeriSoft (Godefroid, "Model Checking
 * for Programming Languages using VeriSoft", 1997), which explores programs in C so.
 */
public final class Replay {

  /** Thrown where the code would make one step too many, or would have to wait. */
  private static final class Stopped extends Error {

    private static final long serialVersionUID = 1;

    private Stopped() {
      super("stopped by the explorer; do not catch errors", null, false, false);
    }
  }

  private final List<Optional<Object>> told;
  private String step = "";
  private int next;
  private boolean isInside;

  /**
   * A run.
   *
   * @param told what the code was told at each step so far; empty where that was null
   */
  public Replay(List<Optional<Object>> told) {
    this.told = new ArrayList<>(told);
  }

  /** The result of the code; empty when it was stopped before its end. */
  public <R> Optional<R> run(Supplier<R> code) {
    try {
      return Optional.of(code.get());
    } catch (Stopped expected) {
      return Optional.empty();
    }
  }

  /**
   * A step of the code, which is told something.
   *
   * @param what how a story tells it
   * @param task does it, and says what the code is told; done once
   */
  public <T> T step(String what, Supplier<T> task) {
    if (isInside) return task.get();
    if (next < told.size()) return again();
    if (!step.isEmpty()) throw new Stopped();
    isInside = true;
    T result = task.get();
    isInside = false;
    return made(what + " = " + result, result);
  }

  /** A step of which the code is told nothing. */
  public void act(String what, Runnable task) {
    if (isInside) {
      task.run();
    } else if (next < told.size()) {
      next++;
    } else {
      if (!step.isEmpty()) throw new Stopped();
      task.run();
      made(what, null);
    }
  }

  /** A step that has to wait while this is empty. */
  public <T> T await(String what, Supplier<Optional<T>> task) {
    if (next < told.size()) return again();
    if (!step.isEmpty()) throw new Stopped();
    T result = task.get().orElseThrow(Stopped::new);
    return made(what + " = " + result, result);
  }

  @SuppressWarnings("unchecked") // the same code has been told the same at this step before
  private <T> T again() {
    return (T) told.get(next++).orElse(null);
  }

  private <T> T made(String what, T result) {
    told.add(Optional.ofNullable(result));
    next++;
    step = what;
    return result;
  }

  /** What the code did in its step; empty when it did not come to one. */
  public String step() {
    return step;
  }

  /** What it has been told, with this step. */
  public List<Optional<Object>> told() {
    return List.copyOf(told);
  }
}
