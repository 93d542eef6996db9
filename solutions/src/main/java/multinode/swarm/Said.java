package multinode.swarm;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Says each cause once in a while, however many servers suffer from it. For one process. */
final class Said {

  private static final long WHILE = Duration.ofSeconds(30).toNanos();
  private static final int MOST = 1_000;

  private final Map<String, Long> at =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MOST;
        }
      };

  /** Says it, unless the same cause was said within half a minute. */
  void once(Level level, String cause, String text) {
    long now = System.nanoTime();
    Long last = at.get(cause);
    if (last != null && now - last < WHILE) return;
    at.put(cause, now);
    Host.LOG.log(level, text);
  }
}
