package multinode.swarm;

import java.time.Duration;
import java.util.Collection;
import multinode.genserver.GenServer;
import multinode.process.Context;

/** One message to many servers, which nobody answers. */
record Publication(Routes routes, Object message) {

  /** How long one that is just between two nodes is waited for. */
  private static final Duration LIMIT = GenServer.CALL_LIMIT;

  /**
   * Sends it to all of these at the same time, and waits until it is on its way to each.
   *
   * @return whether it is
   */
  boolean send(Context self, Collection<String> names) {
    return AtOnce.all(self, names, LIMIT, (one, name) -> routes.cast(one, name, message));
  }
}
