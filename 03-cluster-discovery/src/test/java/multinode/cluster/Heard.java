package multinode.cluster;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import workbook.harness.Nodes;

/** What the nodes of a test log, from now until its end. */
final class Heard extends Handler implements AutoCloseable {

  private static final SimpleFormatter FORMAT = new SimpleFormatter();

  private final Logger logger = Logger.getLogger("multinode");
  private final List<String> lines = new CopyOnWriteArrayList<>();

  private Heard() {}

  static Heard during(Nodes nodes) {
    Heard heard = nodes.closeLater(new Heard());
    heard.logger.addHandler(heard);
    return heard;
  }

  /** The lines with these words, beginning with the level. */
  List<String> linesWith(String... words) {
    return lines.stream().filter(line -> List.of(words).stream().allMatch(line::contains)).toList();
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
