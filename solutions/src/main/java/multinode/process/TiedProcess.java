package multinode.process;

import static java.util.stream.Collectors.partitioningBy;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A process as others see it: a mailbox, what it is tied to, and one end.
 *
 * <p>Other threads only put messages in, and change its ties under their monitor; what takes a tie
 * away and tells of it does both under it, so that an untied process hears nothing late. It ends
 * once: by its body's end, or at once when it is killed; a killed body may run on until it next
 * waits or uses its context, but nobody can see it any more.
 */
abstract class TiedProcess extends TimedMailbox implements Speaker {

  static final System.Logger LOG = System.getLogger("multinode.process");

  final Processes processes;
  final Pid self;
  final Ties ties = new Ties();
  private volatile boolean dead;
  private volatile boolean trapping;
  private volatile ExitReason exiting;

  /** The other node that this process is sending a signal to, or null. */
  private volatile String sendingTo;

  /** The nodes that somebody sends a request of this process to; under ties. */
  private Set<String> carriedTo = Set.of();

  /** What these nodes are to hear of this process's end as soon as that is sent; under ties. */
  private List<Signal> postponed = List.of();

  TiedProcess(Processes processes, Pid self) {
    this.processes = processes;
    this.self = self;
  }

  /** Its pid. */
  public final Pid self() {
    return self;
  }

  @Override
  boolean isDead() {
    return dead;
  }

  @Override
  Timeouts timeouts() {
    return processes.timeouts();
  }

  Ties ties() {
    return ties;
  }

  boolean addLink(Pid other) {
    return ties.link(other);
  }

  boolean addWatcher(Ref ref, Pid watcher) {
    return ties.watchedBy(ref, watcher);
  }

  /** An exit signal has come. */
  void exitSignal(Pid from, ExitReason reason, boolean linked, Speaker by) {
    boolean kill = reason.equals(ExitReason.KILL) && !linked;
    synchronized (ties) {
      if (linked && !ties.unlink(from)) return;
      if (trapping && !kill) {
        put(new Exit(from, reason), by);
        return;
      }
      if (reason.equals(ExitReason.NORMAL) && !from.equals(self)) return;
      if (exiting == null) exiting = kill ? ExitReason.KILLED : reason.inherited();
    }
    if (kill) end(exiting);
    owner().interrupt();
    wake();
  }

  /** A watched process has ended. */
  void downSignal(Ref ref, ExitReason reason) {
    Objects.requireNonNull(reason);
    synchronized (ties) {
      Destination who = ties.demonitor(ref);
      if (who != null) put(new Down(ref, who, reason));
    }
  }

  /** A request of this process has been answered. */
  void answered(Ref ref, Object answer, Speaker by) {
    synchronized (ties) {
      if (by.isSilenced() || ties.demonitor(ref) == null) return;
      put(
          answer instanceof Encoded encoded
              ? new EncodedPart(encoded, decoded -> new Reply(ref, decoded))
              : new Reply(ref, answer));
    }
  }

  /** A request has come. */
  Put putCall(From from, Object request, Speaker by) {
    return offer(
        request instanceof Encoded encoded
            ? new EncodedPart(encoded, decoded -> new Call(from, decoded))
            : new Call(from, request),
        by);
  }

  /** The answer to a request comes from another process now; false when none is awaited. */
  boolean follow(Ref ref, Pid server) {
    Destination former;
    synchronized (ties) {
      former = ties.demonitor(ref);
      if (former == null || !ties.monitor(ref, server)) return false;
    }
    processes.signal(new Signal.Demonitor(ref, former));
    processes.signal(new Signal.Monitor(ref, self, server));
    return true;
  }

  /** A connection has ended. */
  void lost(RemoteTies connection) {
    Ties.Cut lost = ties.lostWith(connection);
    lost.links().forEach(pid -> exitSignal(pid, ExitReason.NOCONNECTION, true, Speaker.NODE));
    lost.monitors().keySet().forEach(ref -> downSignal(ref, ExitReason.NOCONNECTION));
  }

  /** Gets exit signals as messages from now on, or dies of them again. */
  final void trap(boolean trap) {
    trapping = trap;
  }

  /** Its body has ended, for a reason of its own. */
  final void ended(ExitReason reason) {
    end(exiting == null ? reason : exiting);
  }

  @Override
  final void check() {
    if (exiting != null) throw new ProcessExit(exiting, false);
  }

  private void end(ExitReason reason) {
    Ties.Cut all = ties.cut();
    if (all == null) return;
    dead = true;
    processes.ended(this, reason, all.names());
    List<Signal> news = new ArrayList<>();
    all.links().forEach(to -> news.add(new Signal.ExitSignal(self, to, reason, true)));
    all.watchers().forEach((ref, to) -> news.add(new Signal.DownSignal(ref, to, reason)));
    all.monitors().forEach((ref, to) -> news.add(new Signal.Demonitor(ref, to)));
    synchronized (ties) {
      postponed = news;
    }
    tellPostponed();
  }

  /** Tells of this process's end, except the nodes to which something of it is being sent. */
  private void tellPostponed() {
    Map<Boolean, List<Signal>> news;
    synchronized (ties) {
      if (postponed.isEmpty()) return;
      news = postponed.stream().collect(partitioningBy(signal -> isBusy(signal.to().node())));
      postponed = news.get(true);
    }
    news.get(false).forEach(this::tell);
  }

  private boolean isBusy(String node) {
    return node.equals(sendingTo) || carriedTo.contains(node);
  }

  /** Tells one of many; that this fails must not keep it from the others. */
  final void tell(Signal signal) {
    try {
      processes.signal(signal);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "the end of {0} cannot be told to {1}: {2}", self, signal.to(), e);
    }
  }

  // What this process does to others, up to its end.

  @Override
  public boolean isSilenced() {
    return exiting != null;
  }

  @Override
  public boolean begin(String node) {
    if (Thread.currentThread() == owner()) sendingTo = node;
    if (exiting == null) return true;
    done();
    return false;
  }

  @Override
  public void done() {
    if (Thread.currentThread() != owner()) return;
    sendingTo = null;
    if (dead) tellPostponed();
  }

  /** Somebody is about to send a request of this process; false when it is not to be sent. */
  final boolean beginCarrying(Signal.Request request) {
    synchronized (ties) {
      if (exiting != null || !ties.hasMonitor(request.ref())) return false;
      if (carriedTo.isEmpty()) carriedTo = new HashSet<>();
      carriedTo.add(request.to().node());
      return true;
    }
  }

  /** It is sent, or cannot be sent. */
  final void doneCarrying(Signal.Request request) {
    synchronized (ties) {
      carriedTo.remove(request.to().node());
    }
    if (dead) tellPostponed();
  }
}
