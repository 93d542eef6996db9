package multinode.swarm;

import java.time.Duration;

/**
 * How long to wait before the next attempt: twice as long each time.
 *
 * @param first the first pause
 * @param most the longest
 */
record Backoff(Duration first, Duration most) {

  /** Between two starts of a server that crashes. */
  static final Backoff CRASHES = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(30));

  /** Between two attempts to move a server. */
  static final Backoff MOVES = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));

  /** How long a server has to live for its crashes to be forgotten. */
  static final Duration FORGIVEN = Duration.ofSeconds(10);

  /** The pause after so many attempts before this one, in nanoseconds. */
  long after(int attempts) {
    return Math.min(first.toNanos() << Math.min(attempts, 20), most.toNanos());
  }
}
