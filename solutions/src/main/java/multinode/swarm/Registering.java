package multinode.swarm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import multinode.genserver.CallFailed;
import multinode.genserver.GenServer;
import multinode.process.Context;
import multinode.process.ExitReason;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.registry.Registration;

/**
 * Brings servers to the hosts that are to run them, many in a message, to all hosts at once; and
 * ends them.
 */
record Registering(LocalSwarm local, Context self) {

  /** So many servers go with one message at most, and so many bytes. */
  private static final int BATCH = 2_000;

  private static final int BYTES = 1 << 20;

  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** How much longer an answer may take than a call of it. */
  private static final Duration MORE = Duration.ofSeconds(1);

  /** What came of a message, or why nothing did, and whether it may be sent again. */
  private record Came(Map<String, Registration> results, ExitReason failure) {}

  /** What came of each. */
  SortedMap<String, Registration> all(Map<String, HostRequest.New> servers) {
    long end = System.nanoTime() + LIMIT.toNanos();
    Map<String, HostRequest.New> left = new HashMap<>(servers);
    SortedMap<String, Registration> results = new TreeMap<>();
    boolean quorum = local.support().isThere();
    ExitReason failure = quorum ? CallFailed.TIMEOUT : CallFailed.NOQUORUM;
    for (int rounds = 0; quorum && !left.isEmpty() && System.nanoTime() < end; rounds++) {
      if (rounds > 0) Routes.pause(self, rounds);
      for (Came came : round(left, end)) {
        results.putAll(came.results());
        if (came.results().isEmpty()) failure = came.failure();
      }
      if (rounds > 0) {
        left.forEach((name, added) ->
            results.computeIfPresent(name, (same, result) -> sentAgain(name, added, result)));
      }
      left.keySet().removeAll(results.keySet());
    }
    for (String name : left.keySet()) results.put(name, new Registration.NotStarted(failure));
    return results;
  }

  /** A former message that nobody answered may have done it: then nobody else was faster. */
  private Registration sentAgain(String name, HostRequest.New added, Registration result) {
    if (!(result instanceof Registration.AlreadyRegistered(Pid pid))) return result;
    boolean mine =
        local.table().find(name).filter(entry -> entry.past().isFor(added.request())).isPresent();
    return mine ? new Registration.Registered(pid) : result;
  }

  /** See {@link Swarm#unregister}. */
  boolean unregister(String name) {
    return local
        .support()
        .change("unregister " + name, () -> end(name) || local.registry().unregister(name));
  }

  /** Ends a server, on any host, and waits until its process has ended; false without one. */
  private boolean end(String name) {
    Table.Removed removed = local.table().remove(name);
    if (!removed.perhaps()) return false;
    removed.gone().ifPresent(seat -> new Endings(local).await(self, Map.of(name, seat)));
    return true;
  }

  private List<Came> round(Map<String, HostRequest.New> servers, long end) {
    Map<NodeName, Map<String, HostRequest.New>> byNode = new HashMap<>();
    servers.forEach((name, added) ->
        local
            .cluster()
            .keeper(name)
            .ifPresent(
                node -> byNode.computeIfAbsent(node, unused -> new TreeMap<>()).put(name, added)));
    Pid me = self.self();
    int messages = 0;
    for (var one : byNode.entrySet()) {
      for (Map<String, HostRequest.New> some : batches(one.getValue())) {
        self.spawn(carrier -> carrier.send(me, send(carrier, one.getKey(), some, end)));
        messages++;
      }
    }
    List<Came> all = new ArrayList<>();
    for (Optional<Came> next; messages > 0; messages--) {
      next = self.receive(Came.class, left(end).plus(MORE));
      if (next.isEmpty()) break;
      all.add(next.get());
    }
    return all;
  }

  private static Duration left(long end) {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }

  private static List<Map<String, HostRequest.New>> batches(Map<String, HostRequest.New> servers) {
    List<Map<String, HostRequest.New>> batches = new ArrayList<>();
    int bytes = 0;
    for (var one : servers.entrySet()) {
      int size = one.getValue().server().length;
      boolean full = batches.isEmpty() || batches.getLast().size() == BATCH || bytes + size > BYTES;
      if (full) {
        batches.add(new TreeMap<>());
        bytes = 0;
      }
      batches.getLast().put(one.getKey(), one.getValue());
      bytes += size;
    }
    return batches;
  }

  /** A message that cannot travel fails for good; one that nobody takes is sent again. */
  private Came send(Context one, NodeName node, Map<String, HostRequest.New> some, long end) {
    try {
      HostRequest.Begin begin = new HostRequest.Begin(some);
      return new Came(
          GenServer.call(one, local.host(node.toString()), begin, left(end)), ExitReason.NORMAL);
    } catch (IllegalArgumentException cannotTravel) {
      ExitReason reason = ExitReason.because(cannotTravel.getMessage());
      Map<String, Registration> failed = new TreeMap<>();
      some.keySet().forEach(name -> failed.put(name, new Registration.NotStarted(reason)));
      return new Came(failed, reason);
    } catch (RuntimeException e) {
      ExitReason reason =
          e instanceof CallFailed failed ? failed.reason() : ExitReason.because(e.toString());
      return new Came(Map.of(), reason);
    }
  }
}
