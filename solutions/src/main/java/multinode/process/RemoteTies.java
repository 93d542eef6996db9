package multinode.process;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The links and monitors, of this node's processes and of another's, that lead over one connection
 * between the two. They are lost with that connection, and with no other: a later one to a node of
 * the same name has its own.
 */
public final class RemoteTies {

  private final Processes here;
  private final String node;
  private final Set<TiedProcess> processes = ConcurrentHashMap.newKeySet();
  private volatile boolean ended;

  /** Nothing is tied yet. */
  RemoteTies(Processes here, String node) {
    this.here = here;
    this.node = node;
  }

  /** The full name of the other node. */
  String node() {
    return node;
  }

  /** The connection has ended, and all that came on it has been delivered. */
  public void end() {
    ended = true;
  }

  boolean hasEnded() {
    return ended;
  }

  /**
   * The connection is about to send a signal. A link, monitor or request of this node's processes
   * leads over it from now on. When it turns out that the signal cannot be sent, that does no harm:
   * its sender hears of that.
   */
  public void leaving(Signal signal) {
    switch (signal) {
      case Signal.Request(Ref ref, Pid from, Destination _, Object _) -> tie(from, ref);
      case Signal.Monitor(Ref ref, Pid from, Destination _) -> tie(from, ref);
      case Signal.Link(Pid from, Pid to) -> tie(from, to);
      default -> {}
    }
  }

  /** A signal has come over the connection: delivers it here. */
  public void arrived(Signal signal) {
    here.signal(signal);
    switch (signal) {
      case Signal.Request(Ref ref, Pid _, Destination to, Object _) -> tie(to, ref);
      case Signal.Monitor(Ref ref, Pid _, Destination to) -> tie(to, ref);
      case Signal.Link(Pid from, Pid to) -> tie(to, from);
      default -> {}
    }
  }

  private void tie(Destination whose, Object tie) {
    TiedProcess process = here.find(whose);
    if (process == null || !process.ties().over(tie, this)) return;
    here.tied(this);
    processes.add(process);
    if (process.isDead()) processes.remove(process);
  }

  void remove(TiedProcess process) {
    processes.remove(process);
  }

  /** Whether somebody on the other node still waits for the answer to a request. */
  public boolean awaits(Ref ref) {
    return processes.stream().anyMatch(process -> process.ties().isWatchedBy(ref));
  }

  /** Tells every process that has a tie here: {@code noconnection}. */
  void cut() {
    processes.forEach(process -> process.lost(this));
  }
}
