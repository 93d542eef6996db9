package multinode.swarm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import multinode.process.Pid;

/**
 * Where an entry comes from. When parts of a network meet it tells which of two entries is newer,
 * and whether the other one is only older, or has gone its own way.
 *
 * @param writes how often the entry was changed under this number
 * @param from the ownership before this one, and how far it had come
 * @param others states of servers of the same name in other parts, as bytes, which the server has
 *     not been told yet; {@link #MOST} at most
 */
record Past(long writes, Optional<Mark> from, List<byte[]> others) {

  /** How many states of other parts wait at most; those beyond are lost. */
  static final int MOST = 16;

  static final Past NONE = new Past(0, Optional.empty(), List.of());

  /** How far an ownership had come. */
  record Mark(Pid host, long fence, long writes) {}

  /** An entry that comes from nothing but this claim of a host, which has a number of its own. */
  static Past claimed(Pid host, long claim) {
    return new Past(0, Optional.of(new Mark(host, 0, claim)), List.of());
  }

  /** One more change. */
  Past written() {
    return new Past(writes + 1, from, others);
  }

  /** The entry goes from this owner to the next. */
  Past takenFrom(Entry entry) {
    return new Past(
        0, Optional.of(new Mark(entry.host(), entry.fence(), entry.past().writes())), others);
  }

  /** Whether an entry is older than the one with this past, and nothing was changed in it since. */
  boolean comesFrom(Entry entry) {
    return from.filter(mark ->
            mark.host().equals(entry.host())
                && mark.fence() == entry.fence()
                && mark.writes() >= entry.past().writes())
        .isPresent();
  }

  /** One more state of another part, unless it is known. */
  Past told(byte[] state) {
    boolean known = others.stream().anyMatch(one -> Arrays.equals(one, state));
    if (known || others.size() == MOST) return this;
    List<byte[]> more = new ArrayList<>(others);
    more.add(state);
    return new Past(writes + 1, from, List.copyOf(more));
  }

  /** Without those states of others, told by their hashes, that the server has been told. */
  Past resolved(List<Integer> known) {
    List<byte[]> left = new ArrayList<>(others);
    left.removeIf(one -> known.contains(Arrays.hashCode(one)));
    return new Past(writes + 1, from, List.copyOf(left));
  }
}
