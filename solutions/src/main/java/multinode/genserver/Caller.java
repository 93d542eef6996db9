package multinode.genserver;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import multinode.node.NodeName;
import multinode.process.Context;
import multinode.process.Destination;
import multinode.process.Down;
import multinode.process.ExitReason;
import multinode.process.Pid;
import multinode.process.Ref;
import multinode.process.RegisteredName;
import multinode.process.Reply;

/** The caller's side of a call. */
final class Caller {

  private Caller() {}

  static <R> R call(Context caller, Name server, Request<R> request, Duration limit) {
    Optional<Pid> holder = server.whereis();
    if (holder.isEmpty()) throw new CallFailed(ExitReason.NOPROC, server, request);
    return call(caller, holder.get(), server, request, limit);
  }

  static <R> R call(Context caller, Destination server, Request<R> request, Duration limit) {
    return call(caller, server, server, request, limit);
  }

  /**
   * Asks a server that is at {@code to}.
   *
   * @param server how the caller named it
   */
  private static <R> R call(
      Context caller, Destination to, Object server, Request<R> request, Duration limit) {
    if (isSelf(caller, to)) throw new CallFailed(CallFailed.CALLING_SELF, server, request);
    return answer(caller, caller.request(to, request), server, request, limit);
  }

  private static boolean isSelf(Context caller, Destination to) {
    Pid self = caller.self();
    return switch (to) {
      case Pid pid -> pid.equals(self);
      case RegisteredName(String name, String node) ->
          node.equals(self.node()) && caller.names().whereis(name).equals(Optional.of(self));
    };
  }

  @SuppressWarnings("unchecked")
  private static <R> R answer(
      Context caller, Ref ref, Object server, Request<R> request, Duration limit) {
    switch (await(caller, ref, limit)) {
      case Reply(Ref _, Object answer) -> {
        return (R) answer;
      }
      case Down(Ref _, Destination _, ExitReason reason) ->
          throw new CallFailed(
              reason.equals(ExitReason.NOCONNECTION) ? CallFailed.NODEDOWN : reason,
              server,
              request);
      default -> throw new CallFailed(CallFailed.TIMEOUT, server, request);
    }
  }

  /** The {@link Reply} or {@link Down} of a request, or something else when its time is up. */
  private static Object await(Context caller, Ref ref, Duration limit) {
    Optional<Object> message = caller.receive(m -> isAbout(ref, m), limit);
    if (message.isPresent()) return message.get();
    caller.demonitor(ref);
    return CallFailed.TIMEOUT;
  }

  private static boolean isAbout(Ref ref, Object message) {
    return switch (message) {
      case Reply reply -> reply.ref().equals(ref);
      case Down down -> down.ref().equals(ref);
      default -> false;
    };
  }

  static <R> MultiReply<R> multiCall(
      Context caller, Collection<NodeName> nodes, String name, Request<R> request, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    Map<NodeName, Ref> asked = new HashMap<>();
    for (NodeName node : nodes) {
      asked.put(node, caller.request(new RegisteredName(name, node.toString()), request));
    }
    MultiReply<R> all = new MultiReply<>(new TreeMap<>(), new TreeMap<>());
    asked.forEach((node, ref) -> {
      Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      RegisteredName server = new RegisteredName(name, node.toString());
      try {
        all.replies().put(node, answer(caller, ref, server, request, left));
      } catch (CallFailed failed) {
        all.failed().put(node, failed);
      }
    });
    return all;
  }

  static void stop(Context caller, Destination server, ExitReason reason, Duration limit) {
    SystemRequest.Stop request = new SystemRequest.Stop(reason);
    try {
      call(caller, server, request, limit);
    } catch (CallFailed failed) {
      if (!failed.reason().equals(reason)) throw failed;
    }
  }
}
