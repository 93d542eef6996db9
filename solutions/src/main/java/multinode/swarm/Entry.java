package multinode.swarm;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import multinode.process.Pid;

/**
 * What the members keep of one server, on two of them. It changes by whole steps only, one after
 * the other, wherever they come from.
 *
 * @param server what it is, as bytes
 * @param groups in which groups it is
 * @param host the process that runs it: of a node, in one start of that node
 * @param fence the number of this ownership; each owner has a higher one than all before
 * @param state the last state that was kept, as bytes; empty when none was
 */
record Entry(byte[] server, List<String> groups, Pid host, long fence, Optional<byte[]> state) {

  /** A server that has been started for the first time. */
  static Entry first(byte[] server, List<String> groups, Pid host) {
    return new Entry(server, groups, host, 1, Optional.empty());
  }

  /** Another host runs it from now on, or the same one again: with the next number. */
  Entry takenBy(Pid newHost) {
    return new Entry(server, groups, newHost, fence + 1, state);
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
    return Optional.of(new Entry(server, groups, host, fence, newState));
  }

  /** In other groups. */
  Entry in(List<String> others) {
    return new Entry(server, others, host, fence, state);
  }
}
