package multinode.explore;

import java.util.BitSet;

/** The steps that are no faults, from state to state; both by number. */
final class Calm {

  private final Ints ends = new Ints();
  private final Ints targets = new Ints();

  /** One more step of the state that is being visited. */
  void add(int to) {
    targets.add(to);
  }

  /** It has no more; the next state follows. */
  void next() {
    ends.add(targets.size());
  }

  /** All states from which one of these can be reached; they themselves are among them. */
  BitSet leadingTo(BitSet good, int states) {
    int[] begins = new int[states + 1];
    for (int i = 0; i < targets.size(); i++) begins[targets.get(i) + 1]++;
    for (int i = 0; i < states; i++) begins[i + 1] += begins[i];
    int[] sources = new int[targets.size()];
    int[] free = begins.clone();
    for (int from = 0, i = 0; from < ends.size(); from++) {
      for (; i < ends.get(from); i++) sources[free[targets.get(i)]++] = from;
    }
    BitSet leading = new BitSet(states);
    leading.or(good);
    int[] queue = new int[states];
    int last = 0;
    for (int at = good.nextSetBit(0); at >= 0; at = good.nextSetBit(at + 1)) queue[last++] = at;
    for (int next = 0; next < last; next++) {
      int to = queue[next];
      for (int i = begins[to]; i < begins[to + 1]; i++) {
        if (leading.get(sources[i])) continue;
        leading.set(sources[i]);
        queue[last++] = sources[i];
      }
    }
    return leading;
  }
}
