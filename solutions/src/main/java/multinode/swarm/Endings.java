package multinode.swarm;

import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import multinode.genserver.CallFailed;
import multinode.genserver.GenServer;
import multinode.process.Context;

/** Waits for the processes of servers that somebody has unregistered. */
record Endings(LocalSwarm local) {

  /**
   * Has each host end its servers, and waits until they have ended: {@link Drain#LIMIT} at most. A
   * host that does not answer sees in the table that they are no more.
   *
   * @param gone their tombstones
   */
  void await(Context self, Map<String, Seat> gone) {
    Map<String, Seat> running = new HashMap<>(gone);
    running.values().removeIf(seat -> !local.isThere(seat.host()));
    AtOnce.all(
        self, running.keySet(), Drain.LIMIT, (one, name) -> end(one, name, running.get(name)));
  }

  private void end(Context one, String name, Seat gone) {
    try {
      HostRequest.Ended ended = new HostRequest.Ended(name, gone.fence());
      GenServer.call(one, local.host(gone.host().node()), ended, Drain.LIMIT);
    } catch (CallFailed e) {
      Host.LOG.log(Level.DEBUG, "the end of {0} is not confirmed: {1}", name, e);
    }
  }
}
