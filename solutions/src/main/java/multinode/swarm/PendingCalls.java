package multinode.swarm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import multinode.genserver.CallFailed;
import multinode.genserver.GenServer;
import multinode.process.Context;
import multinode.process.From;
import multinode.process.Pid;
import multinode.process.Processes;
import multinode.process.Ref;
import multinode.process.Signal;

/**
 * The calls that a server has begun and not answered yet. When it moves they go along: the callers
 * wait for the process that it is then, and no call is made twice. For the server's own process.
 */
final class PendingCalls {

  /** From so many on, those that were answered by others are looked for, and forgotten. */
  private static final int MANY = 64;

  /** How long a host may take to tell callers of its node. */
  private static final Duration LIMIT = Duration.ofSeconds(1);

  private final Processes processes;
  private final Map<Ref, From> calls = new LinkedHashMap<>();
  private int most = MANY;

  /** These have waited for a former process of the server. */
  PendingCalls(Processes processes, List<From> former) {
    this.processes = processes;
    former.forEach(call -> calls.put(call.ref(), call));
  }

  /** A call was begun, and is answered later, if ever. */
  void add(From from, Context self) {
    calls.put(from.ref(), from);
    if (calls.size() >= most) most = Math.max(MANY, 2 * all(self).size());
  }

  private List<From> all(Context self) {
    calls.values().removeIf(call -> !processes.isAwaited(call, self.self()));
    return List.copyOf(calls.values());
  }

  /** What the mover has to know of them, and of the processes that end with the server. */
  Handover.Calls calls(boolean quiet, Pid host, Context self) {
    Set<Pid> links = quiet ? processes.links(self.self()) : Set.of();
    return new Handover.Calls(
        all(self),
        quiet,
        links.stream().filter(pid -> !pid.equals(host)).collect(Collectors.toUnmodifiableSet()));
  }

  /** They do not hear that this process ends: the next one answers. */
  void letGo(Context self) {
    all(self).forEach(call -> processes.signal(new Signal.Demonitor(call.ref(), self.self())));
  }

  /** Nobody is going to answer them, and they must not be made again: they were begun. */
  void fail(Context self) {
    all(self).forEach(call -> fail(processes, call));
  }

  private static void fail(Processes processes, From call) {
    processes.signal(new Signal.DownSignal(call.ref(), call.caller(), Reasons.LOST));
  }

  /** Has these callers, wherever they are, wait for this server. A caller out of reach fails. */
  static void follow(Context self, LocalSwarm local, List<From> calls, Pid server) {
    Map<String, List<From>> byNode = new HashMap<>();
    for (From call : calls) {
      byNode.computeIfAbsent(call.caller().node(), unused -> new ArrayList<>()).add(call);
    }
    byNode.forEach((node, some) -> {
      HostRequest.Follow follow = new HostRequest.Follow(List.copyOf(some), server);
      try {
        GenServer.call(self, local.host(node), follow, LIMIT);
      } catch (CallFailed e) {
        some.forEach(call -> fail(local.node().processes(), call));
      }
    });
  }
}
