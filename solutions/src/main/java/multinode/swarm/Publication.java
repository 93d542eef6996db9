package multinode.swarm;

import java.time.Duration;
import java.util.Collection;
import multinode.genserver.GenServer;
import multinode.process.Context;
import multinode.process.Pid;

/** One message to many servers, which nobody answers. */
record Publication(Routes routes, Object message) {

  /** How long one that is just between two nodes is waited for. */
  private static final Duration LIMIT = GenServer.CALL_LIMIT;

  private record Sent() {}

  /**
   * Sends it to all of these at the same time, and waits until it is on its way to each.
   *
   * @return whether it is
   */
  boolean send(Context self, Collection<String> names) {
    Pid me = self.self();
    for (String name : names) {
      self.spawn(one -> {
        try {
          routes.cast(one, name, message);
        } finally {
          one.send(me, new Sent());
        }
      });
    }
    long end = System.nanoTime() + LIMIT.toNanos();
    for (int open = names.size(); open > 0; open--) {
      Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
      if (self.receive(Sent.class, left).isEmpty()) return false;
    }
    return true;
  }
}
