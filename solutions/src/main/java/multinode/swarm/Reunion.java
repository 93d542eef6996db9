package multinode.swarm;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import multinode.genserver.CallFailed;
import multinode.genserver.GenServer;
import multinode.process.Context;
import multinode.process.ExitReason;
import multinode.process.Pid;

/**
 * What a node does with its servers when it was cut off, and belongs to the others' cluster again:
 * a server that runs in both ends here, and its state goes to the other one; a server that only
 * this node knows is made known.
 */
record Reunion(Share share, Pid host) {

  private static final int TRIES = 20;
  private static final Duration PAUSE = Duration.ofMillis(500);

  /** Somebody else's server does not run here any more, or nobody else knew it. */
  private record Decided() {}

  /**
   * Returns when it is decided which of these are whose; what they knew may still be on its way.
   */
  void settle(Context self, Map<String, Pid> mine) {
    Map<String, Step.Seat> seats = share.table().peek(mine.keySet());
    Pid me = self.self();
    int open = 0;
    for (Map.Entry<String, Pid> one : mine.entrySet()) {
      Step.Seat seat = seats.get(one.getKey());
      if (seat != null && seat.host().equals(host)) {
        // Its entry came along, as nobody else had one; its place in groups did not.
        share.groups().join(one.getKey(), seat.groups());
        continue;
      }
      self.spawn(other -> decide(other, me, one.getKey(), one.getValue(), seat == null));
      open++;
    }
    for (; open > 0; open--) self.receive(Decided.class);
  }

  private void decide(Context self, Pid asker, String name, Pid pid, boolean unknown) {
    Optional<byte[]> lost = Optional.empty();
    try {
      if (!unknown || !makeKnown(self, name, pid)) {
        lost = Optional.of(GenServer.call(self, pid, new Handover.Yield()));
      }
    } catch (CallFailed e) {
      Host.LOG.log(Level.WARNING, "{0} ended before it could be asked: {1}", name, e.reason());
    } finally {
      self.send(asker, new Decided());
    }
    lost.ifPresent(state -> giveWay(self, name, new Handover.Resolve(pid, state)));
  }

  /** False when it is known by now. */
  private boolean makeKnown(Context self, String name, Pid pid) {
    Entry entry = GenServer.call(self, pid, new Handover.Snapshot());
    Pid holder = share.table().claim(Map.of(name, entry)).get(name);
    if (holder == null) share.groups().join(name, entry.groups());
    return holder == null || holder.equals(host);
  }

  /** Where the parts have just met, the other one may be out of reach for a while yet. */
  private void giveWay(Context self, String name, Handover.Resolve lost) {
    Host.LOG.log(Level.WARNING, "{0} runs in both parts; the one here has ended", name);
    for (int left = TRIES; ; self.sleep(PAUSE)) {
      try {
        share.routes().call(self, name, lost, GenServer.CALL_LIMIT);
        return;
      } catch (CallFailed e) {
        if (--left > 0 && isOutOfReach(e.reason())) continue;
        Host.LOG.log(Level.ERROR, "{0}: what it knew here is lost: {1}", name, e.getMessage());
        return;
      }
    }
  }

  private static boolean isOutOfReach(ExitReason reason) {
    return Set.of(CallFailed.TIMEOUT, CallFailed.NODEDOWN, CallFailed.NOQUORUM).contains(reason);
  }
}
