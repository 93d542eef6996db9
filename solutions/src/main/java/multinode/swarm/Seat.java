package multinode.swarm;

import java.util.Map;
import multinode.process.Pid;
import multinode.registry.Gone;
import multinode.registry.Holder;

/**
 * What the table says of a name, without the server and its state.
 *
 * @param host who runs the server; the process itself, where one holds the name
 * @param fence the number of this ownership
 * @param isServer whether a server holds the name
 * @param isGone whether it was ended, and nobody holds the name
 * @param others how many states of other parts the server has not been told
 */
record Seat(Pid host, long fence, boolean isServer, boolean isGone, int others) {

  /** What is said of this; null for null, where nothing is known of the name. */
  static Seat of(Holder holder) {
    if (holder == null) return null;
    int others = holder instanceof Entry entry ? entry.past().others().size() : 0;
    return new Seat(
        holder.host(), holder.fence(), holder instanceof Entry, holder instanceof Gone, others);
  }

  /** Whether this host runs the server, or is to. */
  boolean isOf(Pid owner) {
    return isServer && host.equals(owner);
  }

  /** Whether nobody runs the server: its host's node is no member, or not in that start of it. */
  boolean isOrphan(Map<String, Integer> members) {
    return isServer && !Integer.valueOf(host.incarnation()).equals(members.get(host.node()));
  }
}
