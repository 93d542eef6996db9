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
 * @param claim who made the entry, and under which number; empty only in tests
 * @param owners the ownerships before this one and how far each had come, the last one first;
 *     {@link #MOST_OWNERS} at most
 * @param others states of servers of the same name in other parts, as bytes, which the server has
 *     not been told yet; {@link #MOST} at most
 */
record Past(long writes, Optional<Claim> claim, List<Mark> owners, List<byte[]> others) {

  /** How many states of other parts wait at most; those beyond are lost. */
  static final int MOST = 16;

  /**
   * How many former ownerships are known at most. A copy that is older than all of them is taken
   * for one that has gone its own way, and the server is told a state that it has had before.
   */
  static final int MOST_OWNERS = 8;

  static final Past NONE = new Past(0, Optional.empty(), List.of(), List.of());

  /**
   * What made an entry: a registration, which has a number of its own.
   *
   * @param fence the number of the first ownership; who has a lower one ended before this
   * @param request the number of the registration that it was made for
   */
  record Claim(Pid host, long number, long fence, long request) {}

  /** How far an ownership had come. */
  record Mark(Pid host, long fence, long writes) {}

  /** An entry that comes from nothing but this claim of a host. */
  static Past claimed(Pid host, long number) {
    return claimed(host, number, 0);
  }

  /** The same, of a claim that is made for a registration of this number. */
  static Past claimed(Pid host, long number, long request) {
    return new Past(0, Optional.of(new Claim(host, number, 1, request)), List.of(), List.of());
  }

  /** The same claim, of a name that others have held before, up to the number before this one. */
  Past claimedAt(long fence) {
    Optional<Claim> later =
        claim.map(one -> new Claim(one.host(), one.number(), fence, one.request()));
    return new Past(writes, later, owners, others);
  }

  /** Whether the entry was made for the registration of this number. */
  boolean isFor(long request) {
    return claim.filter(one -> one.request() == request).isPresent();
  }

  /** One more change. */
  Past written() {
    return new Past(writes + 1, claim, owners, others);
  }

  /** The same, after more changes than anybody has made. */
  Past newest() {
    return new Past(Long.MAX_VALUE, claim, owners, others);
  }

  /** The entry goes from this owner to the next. */
  Past takenFrom(Entry entry) {
    List<Mark> all = new ArrayList<>(owners);
    all.addFirst(new Mark(entry.host(), entry.fence(), entry.past().writes()));
    List<Mark> last = List.copyOf(all.subList(0, Math.min(all.size(), MOST_OWNERS)));
    return new Past(0, claim, last, others);
  }

  /**
   * Whether an entry is only older than the one with this past: nothing was changed in it that this
   * one does not come from; or it was unregistered before this one was registered.
   */
  boolean comesFrom(Entry entry) {
    if (!claim.equals(entry.past().claim())) {
      return claim.filter(one -> entry.fence() < one.fence()).isPresent();
    }
    return owners.stream()
        .anyMatch(mark ->
            mark.host().equals(entry.host())
                && mark.fence() == entry.fence()
                && mark.writes() >= entry.past().writes());
  }

  /** One more state of another part, unless it is known. */
  Past told(byte[] state) {
    boolean known = others.stream().anyMatch(one -> Arrays.equals(one, state));
    if (known || others.size() == MOST) return this;
    List<byte[]> more = new ArrayList<>(others);
    more.add(state);
    return new Past(writes + 1, claim, owners, List.copyOf(more));
  }

  /** Without those states of others that the server has been told. */
  Past resolved(List<byte[]> told) {
    List<byte[]> left = new ArrayList<>(others);
    left.removeIf(one -> told.stream().anyMatch(known -> Arrays.equals(known, one)));
    return new Past(writes + 1, claim, owners, List.copyOf(left));
  }
}
