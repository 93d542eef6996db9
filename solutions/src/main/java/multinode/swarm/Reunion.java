package multinode.swarm;

import java.lang.System.Logger.Level;
import java.util.Map;
import multinode.genserver.CallFailed;
import multinode.genserver.GenServer;
import multinode.process.Context;
import multinode.process.Pid;

/**
 * What a node does with its servers when it was cut off, and belongs to the others' cluster again:
 * a server that runs in both ends here, and its state goes to the other one; a server that only
 * this node knows is made known.
 */
record Reunion(Swarm swarm, Pid host) {

  void settle(Context self, Map<String, Pid> mine) {
    Map<String, Step.Seat> seats = swarm.table().peek(mine.keySet());
    mine.forEach((name, pid) -> {
      Step.Seat seat = seats.get(name);
      if (seat == null) self.spawn(one -> makeKnown(one, name, pid));
      else if (!seat.host().equals(host)) self.spawn(one -> giveWay(one, name, pid));
    });
  }

  private void makeKnown(Context self, String name, Pid pid) {
    Entry entry = GenServer.call(self, pid, new Handover.Snapshot());
    Pid holder = swarm.table().claim(Map.of(name, entry)).get(name);
    if (holder == null) swarm.groups().join(name, entry.groups());
    else if (!holder.equals(host)) giveWay(self, name, pid);
  }

  private void giveWay(Context self, String name, Pid pid) {
    byte[] state = GenServer.call(self, pid, new Handover.Yield());
    Host.LOG.log(Level.WARNING, "{0} runs in both parts; the one here has ended", name);
    try {
      swarm.call(self, name, new Handover.Resolve(state));
    } catch (CallFailed e) {
      Host.LOG.log(Level.ERROR, "{0}: what it knew here is lost: {1}", name, e.getMessage());
    }
  }
}
