package multinode.swarm;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import multinode.genserver.CallFailed;
import multinode.genserver.GenServer;
import multinode.process.Body;
import multinode.process.Context;
import multinode.process.Destination;
import multinode.process.Pid;

/**
 * The process that moves servers to one other host: as many at a time as are ready. Each source
 * waits until the other host has confirmed that it runs there.
 */
record Mover(Destination target, Pid host) implements Body {

  /** How long the other host may take to start what it is given. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @Override
  public void run(Context self) {
    for (; ; ) {
      Map<String, Handover.Ready> ready = new HashMap<>();
      Handover.Ready first = self.receive(Handover.Ready.class);
      ready.put(first.name(), first);
      for (Optional<Handover.Ready> next; (next = more(self)).isPresent(); ) {
        ready.put(next.get().name(), next.get());
      }
      Map<String, Pid> moved = move(self, ready);
      if (moved.size() < ready.size()) self.send(host, new Handover.Failed());
      ready.forEach((name, source) -> {
        Pid there = moved.get(name);
        self.send(
            source.server(), there == null ? new Handover.Failed() : new Handover.Moved(there));
      });
    }
  }

  private static Optional<Handover.Ready> more(Context self) {
    return self.receive(Handover.Ready.class, Duration.ZERO);
  }

  private Map<String, Pid> move(Context self, Map<String, Handover.Ready> ready) {
    Map<String, Long> fences = new HashMap<>();
    ready.forEach((name, source) -> fences.put(name, source.fence()));
    try {
      return GenServer.call(self, target, new HostRequest.TakeOver(host, fences), LIMIT);
    } catch (CallFailed e) {
      Host.LOG.log(
          Level.WARNING, "{0} did not take over {1} servers: {2}", target, ready.size(), e);
      return Map.of();
    }
  }
}
