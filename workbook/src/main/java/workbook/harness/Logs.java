package workbook.harness;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import workbook.Todo;

/** What the nodes log during one test: kept for the test instead of printed. */
final class Logs extends Handler {

  private static final SimpleFormatter FORMAT = new SimpleFormatter();

  private final Logger logger = Logger.getLogger("multinode");
  private final boolean before = logger.getUseParentHandlers();
  private final Thread.UncaughtExceptionHandler uncaughtBefore =
      Thread.getDefaultUncaughtExceptionHandler();
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final List<Todo> todos = new CopyOnWriteArrayList<>();

  Logs() {
    logger.addHandler(this);
    logger.setUseParentHandlers(false);
    Thread.setDefaultUncaughtExceptionHandler(this::uncaught);
  }

  @Override
  public void publish(LogRecord entry) {
    Throwable thrown = entry.getThrown();
    String cause = thrown == null ? "" : " (" + thrown + ")";
    lines.add(entry.getLevel() + " " + FORMAT.formatMessage(entry) + cause);
    if (thrown != null) Unwritten.find(thrown).ifPresent(todos::add);
  }

  private void uncaught(Thread thread, Throwable thrown) {
    lines.add("SEVERE thread " + thread.getName() + " ended by " + thrown);
    Unwritten.find(thrown).ifPresent(todos::add);
  }

  /** What was logged so far, a line each, beginning with the level. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  /** The first place without code that any thread came to. */
  Optional<Todo> todo() {
    return todos.stream().findFirst();
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setUseParentHandlers(before);
    Thread.setDefaultUncaughtExceptionHandler(uncaughtBefore);
  }
}
