package multinode.swarm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import multinode.distribution.Registration;
import multinode.genserver.CallFailed;
import multinode.genserver.GenServer;
import multinode.node.NodeName;
import multinode.process.Context;
import multinode.process.ExitReason;
import multinode.process.Pid;
import multinode.process.RegisteredName;

/** Brings servers to the hosts that are to run them, many in a message, to all hosts at once. */
record Registering(Share share, Context self) {

  /** So many servers go with one message. */
  private static final int BATCH = 2_000;

  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** What came of a message, or why nothing did. */
  private record Came(Map<String, Registration> results, ExitReason failure) {}

  /** What came of each. */
  SortedMap<String, Registration> all(Map<String, HostRequest.New> servers) {
    long end = System.nanoTime() + LIMIT.toNanos();
    Map<String, HostRequest.New> left = new HashMap<>(servers);
    SortedMap<String, Registration> results = new TreeMap<>();
    for (ExitReason failure = ExitReason.NOPROC; !left.isEmpty(); ) {
      if (System.nanoTime() > end) {
        for (String name : left.keySet()) results.put(name, new Registration.NotStarted(failure));
        return results;
      }
      List<Came> all = round(left);
      for (Came came : all) {
        results.putAll(came.results());
        failure = came.failure();
      }
      left.keySet().removeAll(results.keySet());
      if (!left.isEmpty()) Routes.pause(self);
    }
    return results;
  }

  private List<Came> round(Map<String, HostRequest.New> servers) {
    Map<NodeName, Map<String, HostRequest.New>> byNode = new HashMap<>();
    servers.forEach((name, added) ->
        share
            .plan()
            .keeper()
            .apply(name)
            .ifPresent(
                node -> byNode.computeIfAbsent(node, unused -> new TreeMap<>()).put(name, added)));
    Pid me = self.self();
    int messages = 0;
    for (var one : byNode.entrySet()) {
      for (Map<String, HostRequest.New> some : batches(one.getValue())) {
        self.spawn(carrier -> carrier.send(me, send(carrier, one.getKey(), some)));
        messages++;
      }
    }
    List<Came> all = new ArrayList<>();
    for (int i = 0; i < messages; i++) all.add(self.receive(Came.class));
    return all;
  }

  private static List<Map<String, HostRequest.New>> batches(Map<String, HostRequest.New> servers) {
    List<Map<String, HostRequest.New>> batches = new ArrayList<>();
    servers.forEach((name, added) -> {
      if (batches.isEmpty() || batches.getLast().size() == BATCH) batches.add(new TreeMap<>());
      batches.getLast().put(name, added);
    });
    return batches;
  }

  private Came send(Context one, NodeName node, Map<String, HostRequest.New> some) {
    RegisteredName there = new RegisteredName(share.hostName(), node.toString());
    try {
      return new Came(
          GenServer.call(one, there, new HostRequest.Begin(some), LIMIT), ExitReason.NORMAL);
    } catch (CallFailed e) {
      return new Came(Map.of(), e.reason());
    }
  }
}
