package workbook.lab.verify;

import java.util.ArrayList;
import java.util.List;

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

  private final List<Item> items = new ArrayList<>();
  private volatile String now = "";
  private volatile String skipped = "";

  /** It cannot be proved here. */
  void skip(String why) {
    skipped = why;
  }

  /** Why it could not be proved here; empty when it could. */
  String skipped() {
    return skipped;
  }

  /** Something is as it should be. */
  synchronized void pass(String where) {
    items.add(new Item(where, ""));
  }

  /** Something is not. */
  synchronized void fail(String where, String problem, Object... parts) {
    items.add(new Item(where, parts.length == 0 ? problem : problem.formatted(parts)));
  }

  /** One or the other. */
  void that(boolean good, String where, String problem, Object... parts) {
    if (good) pass(where);
    else fail(where, problem, parts);
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
