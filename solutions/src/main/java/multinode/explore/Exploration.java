package multinode.explore;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What an explorer has seen.
 *
 * @param states how many different worlds
 * @param steps how many steps between them
 * @param depth how many steps away the farthest of them is
 * @param isWhole whether that was all; false when a bound or a broken invariant ended it
 * @param took how long it took
 * @param story the shortest story in which something breaks
 */
public record Exploration(
    int states, long steps, int depth, boolean isWhole, Duration took, Optional<Story> story) {

  /**
   * Nothing broke.
   *
   * @throws AssertionError with the story, when something did
   */
  public Exploration orThrow() {
    if (story.isPresent()) throw new AssertionError(story.get() + "\n" + this);
    return this;
  }

  @Override
  public String toString() {
    double seconds = took.toNanos() / 1e9;
    return String.format(
        Locale.ROOT,
        "%,d states, %,d steps, depth %d, %s; %.1f s, %,.0f states/s",
        states,
        steps,
        depth,
        isWhole ? "explored to the end" : "not explored to the end",
        seconds,
        states / Math.max(seconds, 1e-3));
  }
}
