package multinode.swarm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import multinode.genserver.CallFailed;
import multinode.genserver.GenServer;
import multinode.node.Node;
import multinode.process.Context;
import multinode.process.From;
import multinode.process.Pid;
import multinode.process.RegisteredName;
import multinode.process.Signal;

/**
 * Has callers whose calls were begun follow a server that has moved: it knows who they are, and
 * answers from there. A call is never made twice for that.
 *
 * @param hostName the name of the hosts, one of which is on the node of each caller
 */
record Following(Node node, String hostName) {

  /** How long a host may take to tell callers of its node. */
  private static final Duration LIMIT = Duration.ofSeconds(1);

  /** Has these callers, wherever they are, wait for this server. A caller out of reach fails. */
  void all(Context self, List<From> calls, Pid server) {
    Map<String, List<From>> byNode = new HashMap<>();
    for (From call : calls) {
      byNode.computeIfAbsent(call.caller().node(), unused -> new ArrayList<>()).add(call);
    }
    byNode.forEach((where, some) -> {
      if (where.equals(node.self().toString())) {
        here(some, server);
        return;
      }
      try {
        HostRequest.Follow follow = new HostRequest.Follow(List.copyOf(some), server);
        GenServer.call(self, new RegisteredName(hostName, where), follow, LIMIT);
      } catch (CallFailed e) {
        some.forEach(this::fail);
      }
    });
  }

  /** The same for callers of this node; how many still wait. */
  int here(List<From> calls, Pid server) {
    return (int) calls.stream().filter(call -> node.processes().follow(call, server)).count();
  }

  /** Tells a caller that nobody is going to answer, and nobody knows whether it was done. */
  void fail(From call) {
    node.processes().signal(new Signal.DownSignal(call.ref(), call.caller(), Reasons.LOST));
  }
}
