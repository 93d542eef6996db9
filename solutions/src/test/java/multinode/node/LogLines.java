package multinode.node;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What nodes log from now on until this is closed, a line each, beginning with the level. */
final class LogLines extends Handler implements AutoCloseable {

  private static final SimpleFormatter FORMAT = new SimpleFormatter();

  private final Logger logger = Logger.getLogger("multinode");
  private final List<String> lines = new CopyOnWriteArrayList<>();

  private LogLines() {}

  static LogLines open() {
    LogLines lines = new LogLines();
    lines.logger.addHandler(lines);
    return lines;
  }

  /** The same, and keeps them off the screen meanwhile. */
  static LogLines openQuietly() {
    LogLines lines = open();
    lines.logger.setUseParentHandlers(false);
    return lines;
  }

  List<String> all() {
    return List.copyOf(lines);
  }

  /** Whether a warning, or worse, holds all of these words. */
  boolean warnsOf(String... words) {
    return lines.stream()
        .filter(line -> !line.startsWith(Level.INFO.getName()))
        .anyMatch(line -> List.of(words).stream().allMatch(line::contains));
  }

  @Override
  public void publish(LogRecord entry) {
    lines.add(entry.getLevel() + " " + FORMAT.formatMessage(entry));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setUseParentHandlers(true);
  }
}
