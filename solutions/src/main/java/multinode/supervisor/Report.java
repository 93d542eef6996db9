package multinode.supervisor;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import multinode.process.Context;

/** What supervisors write into the log. */
final class Report {

  private static final Logger LOG = System.getLogger("multinode.supervisor");

  private Report() {}

  /** A child has ended, or was not started again, and another start follows. */
  static void ended(Context supervisor, String child, Object why) {
    LOG.log(Level.WARNING, "{0}: {1} ended: {2}", supervisor.self(), child, why);
  }

  /** The start of a child threw. */
  static void startThrew(Context supervisor, String child, Throwable thrown) {
    String what = "%s: the start of %s failed".formatted(supervisor.self(), child);
    LOG.log(Level.ERROR, what, thrown);
  }

  /** There were too many restarts, and the supervisor ends. */
  static void givesUp(Context supervisor, String child, Intensity counted) {
    LOG.log(
        Level.ERROR,
        "%s gives up: %s ended once too often, %d restarts in %s s are allowed"
            .formatted(
                supervisor.self(),
                child,
                counted.restarts(),
                TimeUnit.MILLISECONDS.convert(counted.period()) / 1e3));
  }

  /** An application has ended by itself. */
  static void applicationEnded(Context master, String application, Object why) {
    String node = master.self().node();
    LOG.log(Level.ERROR, "the application {0} of {1} has ended: {2}", application, node, why);
  }
}
