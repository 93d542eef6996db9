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
    return new Entry(server, groups, newHost, fence + 1, state, past.takenFrom(this));
  }

  /**
   * Whether nobody runs it any more: its host's node is no member, or not in that start of it.
   *
   * @param members in which start each member is, by node
   */
  boolean isOrphan(Map<String, Integer> members) {
    return !Integer.valueOf(host.incarnation()).equals(members.get(host.node()));
  }

  /**
   * The state is this now; empty when who says so is not its owner any more.
   *
   * @param by the host that says so
   * @param number the number of its ownership
   */
  Optional<Entry> keeping(Optional<byte[]> newState, Pid by, long number) {
    if (number != fence || !by.equals(host)) return Optional.empty();
    return Optional.of(new Entry(server, groups, host, fence, newState, past.written()));
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
