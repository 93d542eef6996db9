package workbook.lab.verify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** What a check has found so far. Any thread may add to it. */
final class Tally {

  /**
   * One thing.
   *
   * @param where a file, an exercise, a place in a lesson
   * @param problem what is wrong; empty when nothing is
   */
  record Item(String where, String problem) {
    boolean good() {
      return problem.isEmpty();
    }
  }

  /** How long it waited for something, of the longest that it would have. */
  record Wait(String where, Duration took, Duration limit) {
    double share() {
      return (double) took.toNanos() / limit.toNanos();
    }
  }

  private final Consumer<Item> failed;
  private final List<Item> items = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();
  private final List<Wait> waits = new ArrayList<>();
  private volatile String now = "";
  private volatile String skipped = "";

  Tally() {
    this(item -> {});
  }

  /** One that tells at once what is wrong. */
  Tally(Consumer<Item> failed) {
    this.failed = failed;
  }

  /** It cannot be proved here. */
  void skip(String why) {
    skipped = why;
  }

  /** Why it could not be proved here; empty when it could. */
  String skipped() {
    return skipped;
  }

  /** A part of it cannot be proved here: one line says which, and why. */
  synchronized void leaveOut(String line) {
    leftOut.add(line);
  }

  /** The parts that could not be proved here. */
  synchronized List<String> leftOut() {
    return List.copyOf(leftOut);
  }

  /** Something is as it should be. */
  synchronized void pass(String where) {
    items.add(new Item(where, ""));
  }

  /** Something is not. */
  void fail(String where, String problem, Object... parts) {
    Item item = new Item(where, parts.length == 0 ? problem : problem.formatted(parts));
    synchronized (this) {
      items.add(item);
    }
    failed.accept(item);
  }

  /** One or the other. */
  void that(boolean good, String where, String problem, Object... parts) {
    if (good) pass(where);
    else fail(where, problem, parts);
  }

  /** It has waited for something, in vain when that took as long as the limit. */
  synchronized void waited(String where, Duration took, Duration limit) {
    waits.add(new Wait(where, took, limit));
  }

  /** The waits, those first that came nearest to their limits. */
  synchronized List<Wait> waits() {
    return waits.stream().sorted(Comparator.comparingDouble(Wait::share).reversed()).toList();
  }

  /** Tells what is being done. */
  void doing(String what) {
    now = what;
  }

  String doing() {
    return now;
  }

  synchronized List<Item> items() {
    return List.copyOf(items);
  }

  synchronized List<Item> problems() {
    return items.stream().filter(item -> !item.good()).toList();
  }

  synchronized int passed() {
    return items.size() - problems().size();
  }
}
