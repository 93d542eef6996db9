package multinode.cluster;

import java.time.Duration;
import java.time.Instant;
import multinode.node.ConnectResult;

/**
 * When to try to connect again.
 *
 * @param due not before this
 * @param pause how long to wait after the attempt that is due, if it fails
 */
record Retry(Instant due, Duration pause) {

  /** The first pause, and the shortest: 200 ms. */
  static final Duration FIRST = Duration.ofMillis(200);

  /** The longest pause for a node that does not answer: 5 s. */
  static final Duration LONGEST = Duration.ofSeconds(5);

  /** The pause after a refusal: the node mostly refuses until somebody restarts it. */
  static final Duration REFUSED = Duration.ofMinutes(1);

  /** An attempt at once. */
  static Retry at(Instant now) {
    return new Retry(now, FIRST);
  }

  /**
   * An attempt a moment from now: a link has just broken, and mostly membership will tell within
   * that moment that its node is gone.
   */
  static Retry soon(Instant now) {
    return new Retry(now.plus(FIRST), FIRST);
  }

  /** The next attempt, after one that has failed now. Each pause is twice the one before. */
  Retry after(ConnectResult result, Instant now) {
    return switch (result.status()) {
      case BAD_COOKIE, PROTOCOL, NOT_ALIVE -> new Retry(now.plus(REFUSED), FIRST);
      default -> {
        Duration doubled = pause.multipliedBy(2);
        yield new Retry(now.plus(pause), doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST);
      }
    };
  }

  /** Whether it is time. */
  boolean isDue(Instant now) {
    return !now.isBefore(due);
  }
}
