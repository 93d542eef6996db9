package multinode.swarm;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import multinode.cluster.LeftException;
import multinode.genserver.CallFailed;
import multinode.genserver.GenServer;
import multinode.genserver.Request;
import multinode.node.Node;
import multinode.process.Context;
import multinode.process.ExitReason;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.process.RegisteredName;

/** Where a node's calls and casts by name go, while servers move and nodes come and go. */
final class Routes {

  /** How long to wait before asking again: others are just deciding, and do not tell. */
  private static final Backoff PAUSE = new Backoff(Duration.ofMillis(2), Duration.ofMillis(50));

  /** Why a search has found neither somebody nor that there is nobody. */
  private static final String FEW = "noquorum: too few members are within reach";

  private static final String LATE =
      "timeout: it is just being started or moved, or the node that knows is out of reach";

  private final LocalSwarm local;
  private final Node node;
  private final Places places = new Places();

  Routes(LocalSwarm local) {
    this.local = local;
    node = local.node();
  }

  /** What the process does that keeps the places. */
  Places places() {
    return places;
  }

  /** The name of that process. */
  RegisteredName seer() {
    return new RegisteredName(
        "places " + local.cluster().topology().name(), node.self().toString());
  }

  /** See {@link Swarm#call(Context, String, Request, Duration)}. */
  <R> R call(Context caller, String name, Request<R> request, Duration limit) {
    long end = System.nanoTime() + TimeUnit.NANOSECONDS.convert(limit);
    for (int pauses = 0; ; pauses++) {
      Optional<Pid> server;
      try {
        server = seen(name).or(() -> search(caller, name, end));
      } catch (IllegalStateException cannotTell) {
        throw new CallFailed(unanswered(end), name, request);
      }
      Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
      if (server.isEmpty()) throw new CallFailed(ExitReason.NO_SERVER, name, request);
      try {
        return GenServer.call(caller, server.get(), request, left);
      } catch (CallFailed e) {
        places.forget(name, server.get());
        if (!Reasons.isForAnother(e) || left.isZero()) {
          throw e.of(name);
        }
        pause(caller, pauses);
      }
    }
  }

  /** Where it was last seen, if that node is still there. */
  private Optional<Pid> seen(String name) {
    try {
      return places.find(name).filter(pid -> local.isThere(pid) && local.support().isThere());
    } catch (LeftException left) {
      return Optional.empty();
    }
  }

  /** Why a search that had to end by then has not told who holds a name. */
  private ExitReason unanswered(long end) {
    if (!local.cluster().isRunning()) return CallFailed.NODEDOWN;
    boolean late = System.nanoTime() - end >= 0;
    return late && local.support().isThere() ? CallFailed.TIMEOUT : Reasons.NOQUORUM;
  }

  /** See {@link Swarm#cast}. */
  void cast(Context sender, String name, Object message) {
    places
        .find(name)
        .or(() -> locate(sender, name))
        .ifPresent(pid -> GenServer.cast(sender, pid, message));
  }

  /** As {@link #whereis}; a node that cannot tell finds nobody. */
  Optional<Pid> locate(Context caller, String name) {
    try {
      return search(caller, name, soon());
    } catch (IllegalStateException cannotTell) {
      return Optional.empty();
    }
  }

  private static long soon() {
    return System.nanoTime() + GenServer.CALL_LIMIT.toNanos();
  }

  /**
   * The process that holds a name; that of a server is waited for while it is between two nodes.
   *
   * @throws IllegalStateException when this node cannot tell: see {@link Swarm#whereis}
   */
  Optional<Pid> whereis(Context caller, String name) {
    return search(caller, name, soon());
  }

  private Optional<Pid> search(Context caller, String name, long end) {
    Optional<String> next = Optional.empty();
    int pauses = 0;
    for (long left; (left = end - System.nanoTime()) > 0 && local.support().isThere(); ) {
      HostRequest.Place place = ask(caller, next, name, Duration.ofNanos(left));
      next = Optional.empty();
      switch (place) {
        case HostRequest.Place.At(Pid pid) -> {
          node.processes().send(seer(), new Places.Seen(name, pid));
          return Optional.of(pid);
        }
        case HostRequest.Place.Process(Pid pid) -> {
          boolean here = pid.node().equals(node.self().toString());
          return Optional.of(pid).filter(one -> !here || node.processes().isAlive(one));
        }
        case HostRequest.Place.Nowhere() when !local.cluster().isMerging() -> {
          return Optional.empty();
        }
        case HostRequest.Place.Ask(String owner) -> next = Optional.of(owner);
        case HostRequest.Place.Nowhere(), HostRequest.Place.Later() -> pause(caller, pauses++);
      }
    }
    throw new IllegalStateException(
        "%s cannot tell where %s is: %s; try again later"
            .formatted(node.self(), name, end - System.nanoTime() > 0 ? FEW : LATE));
  }

  /** Asks a host: this one, or that of the node where the name's entry is kept. */
  private HostRequest.Place ask(
      Context caller, Optional<String> known, String name, Duration left) {
    Optional<String> there = known.or(() -> local.cluster().keeper(name).map(NodeName::toString));
    if (there.isEmpty()) return new HostRequest.Place.Later();
    try {
      return GenServer.call(caller, local.host(there.get()), new HostRequest.Where(name), left);
    } catch (CallFailed e) {
      return new HostRequest.Place.Later();
    }
  }

  /** Waits until it is worth asking again, longer each time. */
  static void pause(Context self, int before) {
    self.sleep(Duration.ofNanos(PAUSE.after(before)));
  }
}
