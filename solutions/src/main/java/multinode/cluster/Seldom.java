package multinode.cluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Sees to it that a log tells the same thing once in a while at most. Any thread. */
public final class Seldom {

  /** So many things are remembered; with one more all are told again. */
  private static final int MOST = 1_000;

  private final Duration quiet;
  private final Map<String, Long> told = new HashMap<>();

  /**
   * Nothing has been told yet.
   *
   * @param quiet for how long a thing is not told again
   */
  public Seldom(Duration quiet) {
    this.quiet = quiet;
  }

  /** Whether to tell this; if so, it counts as told. */
  public synchronized boolean tells(String what) {
    long now = System.nanoTime();
    told.values().removeIf(at -> now - at >= quiet.toNanos());
    if (told.containsKey(what)) return false;
    if (told.size() == MOST) told.clear();
    told.put(what, now);
    return true;
  }
}
