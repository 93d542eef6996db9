package multinode.swarm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import multinode.node.Node;
import multinode.process.Context;
import multinode.process.From;
import multinode.process.Pid;
import multinode.process.Ref;
import multinode.process.Signal;

/**
 * The calls that a server has begun and not answered yet: they go along when it moves. For its own
 * process.
 */
final class Waiting {

  /** From so many on, those that were answered by others are looked for, and forgotten. */
  private static final int MANY = 64;

  private final Node node;
  private final Following following;
  private final Map<Ref, From> calls = new LinkedHashMap<>();
  private int most = MANY;

  /** These have waited for a former process of the server. */
  Waiting(Node node, Following following, List<From> former) {
    this.node = node;
    this.following = following;
    former.forEach(call -> calls.put(call.ref(), call));
  }

  /** A call was begun, and is answered later, if ever. */
  void add(From from, Context self) {
    calls.put(from.ref(), from);
    if (calls.size() < most) return;
    all(self);
    most = Math.max(MANY, 2 * calls.size());
  }

  private List<From> all(Context self) {
    calls.values().removeIf(call -> !node.processes().isAwaited(call, self.self()));
    return List.copyOf(calls.values());
  }

  /** What the mover has to know of them. */
  Handover.Calls calls(boolean quiet, Pid host, Context self) {
    Set<Pid> links =
        quiet
            ? node.processes().links(self.self()).stream()
                .filter(pid -> !pid.equals(host))
                .collect(Collectors.toUnmodifiableSet())
            : Set.of();
    return new Handover.Calls(all(self), quiet, links);
  }

  /** They do not hear that this process ends: the next one answers. */
  void letGo(Context self) {
    for (From call : all(self)) {
      node.processes().signal(new Signal.Demonitor(call.ref(), self.self()));
    }
  }

  /** Nobody is going to answer them, and they must not be made again: they were begun. */
  void fail(Context self) {
    all(self).forEach(following::fail);
  }
}
