package workbook.harness;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;

/** What nodes log, from now until this is closed: a line each, beginning with the level. */
public final class NodeLog extends Handler implements AutoCloseable {

  private static final SimpleFormatter FORMAT = new SimpleFormatter();

  // A logger that nobody holds is forgotten, and its handlers with it.
  private final Logger logger = Logger.getLogger("multinode");
  private final List<String> lines = new CopyOnWriteArrayList<>();

  private NodeLog() {}

  /** Listens until these nodes are closed. */
  public static NodeLog during(Nodes nodes) {
    return nodes.closeLater(open());
  }

  /** Listens until this is closed. */
  public static NodeLog open() {
    NodeLog log = new NodeLog();
    log.logger.addHandler(log);
    return log;
  }

  /** The same, and keeps them off the screen meanwhile. */
  public static NodeLog openQuietly() {
    NodeLog log = open();
    log.logger.setUseParentHandlers(false);
    return log;
  }

  /** All lines. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  /** The lines with all of these words. */
  public List<String> linesWith(String... words) {
    return lines.stream().filter(line -> Stream.of(words).allMatch(line::contains)).toList();
  }

  /** Waits for a warning, or worse, with all of these words: who logs is rarely who is asked. */
  public void awaitWarning(String... words) {
    Await.until("a warning with " + String.join(", ", words), () -> warnsOf(words), this::lines);
  }

  private boolean warnsOf(String... words) {
    return linesWith(words).stream().anyMatch(line -> !line.startsWith(Level.INFO.getName()));
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
