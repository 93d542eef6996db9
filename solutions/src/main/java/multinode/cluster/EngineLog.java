package multinode.cluster;

import com.hazelcast.instance.impl.Node;
import com.hazelcast.logging.AbstractLogger;
import com.hazelcast.logging.ILogger;
import com.hazelcast.logging.LogEvent;
import com.hazelcast.logging.LoggerFactory;
import java.time.Duration;
import java.util.logging.Level;

/**
 * Brings what Hazelcast logs into our log, and only what a person can use: its severe errors, and
 * the warnings of its discovery; each as one line, and none twice within a minute. The rest is
 * there at the level {@code DEBUG} of the logger {@code multinode.hazelcast}.
 */
public final class EngineLog implements LoggerFactory {

  private static final System.Logger LOG = System.getLogger("multinode.hazelcast");

  private static final Duration QUIET = Duration.ofMinutes(1);

  private static final int LONGEST = 250;

  private final Seldom seldom = new Seldom(QUIET);

  /** For Hazelcast, which finds this class by its name. */
  public EngineLog() {}

  @Override
  public ILogger getLogger(String name) {
    return new Named(name);
  }

  /** How important something is to us. Why a start fails is told by {@link Joining}. */
  private static System.Logger.Level levelOf(String logger, Level level) {
    if (logger.equals(Node.class.getName())) return System.Logger.Level.DEBUG;
    if (level.intValue() >= Level.SEVERE.intValue()) return System.Logger.Level.WARNING;
    boolean finding = logger.startsWith("com.hazelcast.kubernetes") || logger.endsWith("Joiner");
    boolean warning = level.intValue() >= Level.WARNING.intValue();
    return finding && warning ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG;
  }

  private final class Named extends AbstractLogger {

    private final String name;

    Named(String name) {
      this.name = name;
    }

    @Override
    public void log(Level level, String message) {
      write(level, message);
    }

    @Override
    public void log(Level level, String message, Throwable thrown) {
      write(level, thrown == null ? message : thrown + " at: " + message);
    }

    private void write(Level level, String message) {
      System.Logger.Level ours = levelOf(name, level);
      if (!LOG.isLoggable(ours)) return;
      String line = message.strip().replaceAll("\\s*\\R\\s*", " ");
      if (line.length() > LONGEST) line = line.substring(0, LONGEST) + "…";
      if (ours == System.Logger.Level.DEBUG) LOG.log(ours, name + ": " + line);
      else if (seldom.tells(line)) LOG.log(ours, line);
    }

    @Override
    @SuppressWarnings("removal") // It is to be implemented as long as it is there.
    public void log(LogEvent event) {
      log(event.getLogRecord().getLevel(), event.getLogRecord().getMessage());
    }

    @Override
    public Level getLevel() {
      return Level.ALL;
    }

    @Override
    public boolean isLoggable(Level level) {
      return LOG.isLoggable(levelOf(name, level));
    }
  }
}
