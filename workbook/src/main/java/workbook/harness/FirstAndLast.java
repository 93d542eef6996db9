package workbook.harness;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The first and the last of all that came, so that a flood fits into memory and is soon read. */
final class FirstAndLast<T> {

  private final int most;
  private final List<T> first = new ArrayList<>();
  private final Deque<T> last = new ArrayDeque<>();
  private Optional<T> leftOut = Optional.empty();

  /** Keeps so many of the first, and as many of the last. */
  FirstAndLast(int most) {
    this.most = most;
  }

  synchronized void add(T one) {
    if (first.size() < most) {
      first.add(one);
      return;
    }
    if (last.size() == most) leftOut = Optional.of(last.removeFirst());
    last.add(one);
  }

  /** What is kept, in the order in which it came. */
  synchronized List<T> list() {
    List<T> all = new ArrayList<>(first);
    all.addAll(last);
    return all;
  }

  /** The last one that is not kept. */
  synchronized Optional<T> leftOut() {
    return leftOut;
  }
}
