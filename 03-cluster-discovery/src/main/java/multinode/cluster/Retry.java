package multinode.cluster;

import java.time.Duration;
import java.time.Instant;
import multinode.node.ConnectResult;
import workbook.Todo;

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
    // 3.3: due after the first pause.
    throw new Todo("3.3", "make an attempt that is due after the first pause");
  }

  /** The next attempt, after one that has failed now. Each pause is twice the one before. */
  Retry after(ConnectResult result, Instant now) {
    // 3.3: a node that refuses now refuses in a second, too. A silent one may be starting.
    throw new Todo("3.3", "choose when the next attempt is due, and how long to wait after it");
  }

  /** Whether it is time. */
  boolean isDue(Instant now) {
    // 3.3: is it due at that very moment?
    throw new Todo("3.3", "compare the two moments");
  }
}
