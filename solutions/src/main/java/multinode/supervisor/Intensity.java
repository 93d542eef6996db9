package multinode.supervisor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How many restarts a supervisor makes before it gives up, and those it has made of late.
 *
 * <p>A restart mends what came about by chance. What is broken for good breaks again, and
 * restarting it without end would only hide that; so more than so many restarts within a period end
 * the supervisor itself, and its own supervisor decides. The words are OTP's (<a
 * href="https://www.erlang.org/doc/system/sup_princ.html">Supervisor Behaviour</a>, "Maximum
 * Restart Intensity"), the default of 3 in 5 seconds is Elixir's.
 *
 * <p>A value: nothing changes it. It asks no clock; moments are told, as {@link System#nanoTime}
 * gives them.
 *
 * @param restarts how many restarts are well within one period, 0 or more
 * @param period how long a restart counts: up to and including this age
 * @param recent when the restarts were that still counted at the last of them, oldest first,
 *     unmodifiable
 */
public record Intensity(int restarts, Duration period, List<Long> recent) {

  /**
   * An intensity with restarts behind it.
   *
   * @throws IllegalArgumentException when {@code restarts} is negative or {@code period} is not
   *     positive
   */
  public Intensity {
    if (restarts < 0 || !period.isPositive()) {
      throw new IllegalArgumentException(
          "a supervisor cannot make %d restarts in %s".formatted(restarts, period));
    }
    recent = List.copyOf(recent);
  }

  /** So many restarts in a period, and none made yet. */
  public static Intensity of(int restarts, Duration period) {
    return new Intensity(restarts, period, List.of());
  }

  /** At most 3 restarts in 5 seconds. */
  public static Intensity standard() {
    return of(3, Duration.ofSeconds(5));
  }

  /**
   * The same, with one more restart.
   *
   * @param now when it is made, in nanoseconds of {@link System#nanoTime}: only the difference of
   *     two such moments means anything, and they may be negative
   */
  public Intensity restarted(long now) {
    List<Long> counting = new ArrayList<>(recent);
    counting.removeIf(then -> Duration.ofNanos(now - then).compareTo(period) > 0);
    counting.add(now);
    return new Intensity(restarts, period, counting);
  }

  /** Whether that was one restart too many: the supervisor is to stop instead of making it. */
  public boolean isExceeded() {
    return recent.size() > restarts;
  }
}
