package multinode.swarm;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import multinode.genserver.CallFailed;
import multinode.genserver.GenServer;
import multinode.process.Body;
import multinode.process.Context;
import multinode.process.Down;
import multinode.process.ExitReason;
import multinode.process.From;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.process.Ref;

/**
 * The process that moves one server to another host, and is gone afterwards. Each server has its
 * own, so that a slow one holds up nobody. The source waits until the other host has confirmed that
 * it runs there; or it has ended before, if it wants to.
 */
record Mover(LocalSwarm local, String name, NodeName to, Pid host, Pid server) implements Body {

  /** How long the other host may take to start what it is given. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** How long the processes of a server may take to end with it; then they are killed. */
  private static final Duration QUIET = Duration.ofSeconds(5);

  @Override
  public void run(Context self) {
    Ref ended = self.monitor(server);
    if (!(news(self, ended, Handover.Calls.class) instanceof Handover.Calls calls)) return;
    if (!(news(self, ended, Handover.Ready.class) instanceof Handover.Ready ready)) return;
    if (calls.quiet()) awaitQuiet(self, ended, calls.links());
    Effect.Outcome outcome = offer(self, ready, calls);
    List<From> left = calls.quiet() ? calls.waiting() : List.of();
    self.send(host, new Host.Offered(name, to, outcome, left));
    self.send(
        server,
        outcome instanceof Effect.Outcome.At(Pid there, _)
            ? new Handover.Moved(there)
            : new Handover.Failed());
  }

  private Object news(Context self, Ref ended, Class<?> type) {
    return self.receive(message ->
        type.isInstance(message)
            || message instanceof Down(Ref of, var _, var _) && of.equals(ended));
  }

  /** The server has ended, and all that was linked to it. */
  private void awaitQuiet(Context self, Ref ended, Set<Pid> links) {
    long end = System.nanoTime() + QUIET.toNanos();
    self.receive(ended::settledBy, QUIET);
    for (Pid link : links) {
      Ref gone = self.monitor(link);
      Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
      if (self.receive(gone::settledBy, left).isEmpty()) {
        self.exit(link, ExitReason.KILL);
        self.receive(gone::settledBy, QUIET);
      }
    }
  }

  private Effect.Outcome offer(Context self, Handover.Ready ready, Handover.Calls calls) {
    HostRequest.TakeOver offer =
        new HostRequest.TakeOver(name, local.me(), ready.fence(), calls.waiting());
    try {
      return GenServer.call(self, local.host(to.toString()), offer, LIMIT);
    } catch (CallFailed e) {
      return new Effect.Outcome.Not(e.reason());
    }
  }
}
