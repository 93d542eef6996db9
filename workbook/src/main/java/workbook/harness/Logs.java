package workbook.harness;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * What the nodes log during one test, and what their threads die of: kept for the test instead of
 * printed. What nodes log between tests, while they end, is not printed either.
 */
final class Logs extends Handler {

  private static final int MOST = 200;

  private static final SimpleFormatter FORMAT = new SimpleFormatter();

  private static final Logger LOGGER = Logger.getLogger("multinode");

  private final Thread.UncaughtExceptionHandler uncaughtBefore =
      Thread.getDefaultUncaughtExceptionHandler();
  private final FirstAndLast<String> lines = new FirstAndLast<>(MOST);
  private final CopyOnWriteArrayList<Gap> gaps = new CopyOnWriteArrayList<>();

  Logs() {
    LOGGER.addHandler(this);
    LOGGER.setUseParentHandlers(false);
    Thread.setDefaultUncaughtExceptionHandler(this::uncaught);
  }

  @Override
  public void publish(LogRecord entry) {
    String text = FORMAT.formatMessage(entry);
    Throwable thrown = entry.getThrown();
    note(entry.getLevel() + " " + text, Gap.behind(thrown).or(() -> Gap.in(text)), thrown);
  }

  private void uncaught(Thread thread, Throwable thrown) {
    note("SEVERE the thread \"" + thread.getName() + "\" died", Gap.behind(thrown), thrown);
  }

  private void note(String line, Optional<Gap> gap, Throwable thrown) {
    gap.ifPresent(gaps::addIfAbsent);
    if (gap.isPresent()) return;
    lines.add(thrown == null ? line : line + ": " + Frames.describe(thrown));
  }

  /**
   * What was logged so far, beginning with the level, without what tells of code to be written; of
   * very much the first and the last.
   */
  List<String> lines() {
    return lines.list().stream().distinct().toList();
  }

  /**
   * The gap that keeps an exercise from working: its own, or one of an exercise before it, that any
   * thread of the nodes came to. What comes later is none of its business.
   */
  Optional<Gap> gap(Optional<Exercise> exercise) {
    if (exercise.isEmpty()) return gaps.stream().findFirst();
    String id = exercise.get().id();
    return gaps.stream()
        .filter(gap -> Ids.compare(gap.id(), id) <= 0)
        .max((a, b) -> Ids.compare(a.id(), b.id()));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    LOGGER.removeHandler(this);
    Thread.setDefaultUncaughtExceptionHandler(uncaughtBefore);
  }
}
