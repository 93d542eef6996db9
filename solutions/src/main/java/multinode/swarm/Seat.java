package multinode.swarm;

import java.util.Map;
import multinode.distribution.Gone;
import multinode.distribution.Holder;
import multinode.process.Pid;

/**
 * What the table says of a name, without the server and its state.
 *
 * @param kind what holds it
 * @param host who runs the server; the process itself, where one holds the name
 * @param fence the number of this ownership
 * @param others how many states of other parts the server has not been told
 */
record Seat(Kind kind, Pid host, long fence, int others) {

  /** What holds a name. */
  enum Kind {
    /** A server. */
    SERVER,
    /** A process. */
    PROCESS,
    /** Nobody any more: it was ended. */
    GONE
  }

  /** What is said of this; null for null, where nothing is known of the name. */
  static Seat of(Holder holder) {
    return switch (holder) {
      case null -> null;
      case Entry entry ->
          new Seat(Kind.SERVER, entry.host(), entry.fence(), entry.past().others().size());
      case Gone gone -> new Seat(Kind.GONE, gone.host(), gone.fence(), 0);
      case Holder process -> new Seat(Kind.PROCESS, process.host(), process.fence(), 0);
    };
  }

  boolean isServer() {
    return kind == Kind.SERVER;
  }

  /** Whether this host runs the server, or is to. */
  boolean isOf(Pid owner) {
    return isServer() && host.equals(owner);
  }

  /** Whether nobody runs the server: its host's node is no member, or not in that start of it. */
  boolean isOrphan(Map<String, Integer> members) {
    return isServer() && !Integer.valueOf(host.incarnation()).equals(members.get(host.node()));
  }
}
