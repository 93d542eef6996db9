package multinode.swarm;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import workbook.harness.Nodes;

/** What is logged during a test. */
final class Heard extends Handler implements AutoCloseable {

  private static final SimpleFormatter FORMAT = new SimpleFormatter();

  // A logger that nobody holds is forgotten, and its handlers with it.
  private final Logger logger = Logger.getLogger("multinode");
  private final List<String> lines = new CopyOnWriteArrayList<>();

  private Heard() {}

  static Heard during(Nodes nodes) {
    Heard heard = nodes.closeLater(new Heard());
    heard.logger.addHandler(heard);
    return heard;
  }

  /** Whether there is a line with all of these. */
  boolean hasLineWith(String... parts) {
    return lines.stream().anyMatch(line -> Stream.of(parts).allMatch(line::contains));
  }

  List<String> lines() {
    return List.copyOf(lines);
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
  }
}
