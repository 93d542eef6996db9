package multinode.swarm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import multinode.cluster.Shared;
import multinode.process.Pid;
import multinode.registry.Gone;
import multinode.registry.Holder;
import workbook.Todo;

/**
 * What the members keep of one server, on two of them. It changes by whole steps only, one after
 * the other, wherever they come from.
 *
 * @param server what it is, as bytes
 * @param groups in which groups it is
 * @param host the host that runs it: of a node, in one start of that node
 * @param fence the number of this ownership; each owner has a higher one than all before
 * @param state the last state that was kept, as bytes; empty when none was
 * @param past where this comes from, which is compared when parts of a network meet
 */
record Entry(
    byte[] server, List<String> groups, Pid host, long fence, Optional<byte[]> state, Past past)
    implements Holder {

  /** The tag of servers. */
  static final String SERVER = "server";

  private static final String IN = "in ";

  /** An entry without a past. */
  Entry(byte[] server, List<String> groups, Pid host, long fence, Optional<byte[]> state) {
    this(server, groups, host, fence, state, Past.NONE);
  }

  /** A server that has been started for the first time. */
  static Entry first(byte[] server, List<String> groups, Pid host) {
    return new Entry(server, groups, host, 1, Optional.empty());
  }

  /** Another host runs it from now on, or the same one again: with the next number. */
  Entry takenBy(Pid newHost) {
    // 4.4: what changes with the owner, and what does not? Does the number, when it is the same
    // one?
    throw new Todo("4.4", "the same server with its next owner and the next number");
  }

  /**
   * Whether nobody runs it any more: its host's node is no member, or not in that start of it.
   *
   * @param members in which start each member is, by node
   */
  boolean isOrphan(Map<String, Integer> members) {
    // 4.4: two ways to be gone: the node is no member, or it is one again.
    throw new Todo("4.4", "say whether the process that ran it is gone");
  }

  /**
   * The state is this now; empty when who says so is not its owner any more.
   *
   * @param by the host that says so
   * @param number the number of its ownership
   */
  Optional<Entry> keeping(Optional<byte[]> newState, Pid by, long number) {
    // 4.4: who writes, and with which number? Either alone may be right by chance.
    throw new Todo("4.4", "keep the state if it comes from the owner, and refuse it otherwise");
  }

  /** In other groups. */
  Entry in(List<String> others) {
    return new Entry(server, others, host, fence, state, past.written());
  }

  /** With another past. */
  Entry with(Past other) {
    return new Entry(server, groups, host, fence, state, other);
  }

  /** Under another number, with which nobody has owned it. */
  Entry numbered(long number) {
    return new Entry(server, groups, host, number, state, past.claimedAt(number));
  }

  /**
   * Of two entries the one with the higher number stays, or with more changes under the same one.
   * The state of the other is not lost, unless it is only an older one: the server that goes on is
   * given it, for {@link ClusterServer#resolveConflict}. A server that was ended on one side is
   * ended on both.
   */
  @Override
  public Shared merged(Shared other) {
    return switch (other) {
      case Entry entry when entry.isAfter(this) -> entry.and(this);
      case Entry entry -> and(entry);
      case Gone gone when gone.ends(this) -> gone;
      default -> this;
    };
  }

  private boolean isAfter(Entry other) {
    return fence != other.fence ? fence > other.fence : past.writes() > other.past.writes();
  }

  private Entry and(Entry lost) {
    List<byte[]> states = new ArrayList<>(lost.past.others());
    if (!isNewerThan(lost)) lost.state.ifPresent(states::add);
    Past both = past.claim().equals(lost.past.claim()) ? past : past.written();
    for (byte[] one : states) both = both.told(one);
    return with(both);
  }

  private boolean isNewerThan(Entry lost) {
    boolean same = past.claim().equals(lost.past.claim()) && host.equals(lost.host);
    boolean equal = Arrays.equals(state.orElse(null), lost.state.orElse(null));
    return same && fence == lost.fence || equal || past.comesFrom(lost);
  }

  @Override
  public boolean isTagged(String tag) {
    return tag.equals(SERVER) || tag.startsWith(IN) && groups.contains(tag.substring(IN.length()));
  }

  /** The tag of the servers in a group. */
  static String tag(String group) {
    return IN + group;
  }
}
