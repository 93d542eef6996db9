package multinode.explore;

import java.util.Arrays;

/**
 * The states that have been visited: their hashes, numbered in the order of the visits. An open
 * table with linear steps, at most half full.
 */
final class Seen {

  private long[] high = new long[1024];
  private long[] low = new long[1024];
  private int[] slots = new int[4096];
  private int size;

  /** The number of a state, which it gets now if it has none: then that is what size was. */
  int number(long h, long l) {
    int slot = slot(h, l);
    if (slots[slot] != 0) return slots[slot] - 1;
    if (size == high.length) grow();
    high[size] = h;
    low[size] = l;
    slots[slot] = ++size;
    if (size > slots.length / 2) rehash();
    return size - 1;
  }

  int size() {
    return size;
  }

  private int slot(long h, long l) {
    int slot = (int) l & slots.length - 1;
    for (int at; (at = slots[slot]) != 0; slot = slot + 1 & slots.length - 1) {
      if (high[at - 1] == h && low[at - 1] == l) break;
    }
    return slot;
  }

  private void grow() {
    high = Arrays.copyOf(high, size + (size >> 1));
    low = Arrays.copyOf(low, size + (size >> 1));
  }

  private void rehash() {
    slots = new int[slots.length * 2];
    for (int i = 0; i < size; i++) slots[slot(high[i], low[i])] = i + 1;
  }
}
