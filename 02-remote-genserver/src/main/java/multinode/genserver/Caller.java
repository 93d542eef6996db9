package multinode.genserver;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import multinode.process.Context;
import multinode.process.Destination;
import multinode.process.Down;
import multinode.process.ExitReason;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.process.Ref;
import multinode.process.RegisteredName;
import multinode.process.Reply;
import workbook.Todo;

/**
 * The caller's side of a call. A request goes out and one message comes back: the {@link Reply}, or
 * the {@link Down} of a server that will not answer any more. Neither comes in time: the caller
 * gives up.
 */
final class Caller {

  private Caller() {}

  static <R> R call(Context caller, Name server, Request<R> request, Duration limit) {
    Optional<Pid> holder;
    try {
      holder = server.whereis();
    } catch (IllegalStateException takesNoPart) {
      throw new CallFailed(CallFailed.NODEDOWN, server, request);
    }
    if (holder.isEmpty()) throw new CallFailed(ExitReason.NO_SERVER, server, request);
    return call(caller, holder.get(), server, request, limit);
  }

  static <R> R call(Context caller, Destination server, Request<R> request, Duration limit) {
    return call(caller, server, server, request, limit);
  }

  /**
   * Asks the server that is at {@code to}, and waits for its answer.
   *
   * @param server how the caller named it
   * @throws CallFailed {@code callingSelf}, before anything is sent, when the caller is at {@code
   *     to} itself; otherwise as {@link #answer} does
   */
  private static <R> R call(
      Context caller, Destination to, Object server, Request<R> request, Duration limit) {
    // 2.2: who must not be asked? Then the request goes out, and answer waits for what comes of it.
    throw new Todo("2.2", "refuse to call itself; send the request and wait for its answer");
  }

  /** Whether what is sent to {@code to} would come to the caller itself. */
  private static boolean isSelf(Context caller, Destination to) {
    // 2.2: a pid, or a name on some node: when is that you?
    throw new Todo("2.2", "tell whether the caller itself is meant");
  }

  /**
   * Waits for what comes of a request. When this returns or throws, nothing is left of the request:
   * no monitor, and no message in the caller's mailbox or on its way there. Other messages stay
   * where they are.
   *
   * @param ref what {@link Context#request} returned
   * @throws CallFailed {@code timeout} when nothing has come within the limit; {@code nodedown}
   *     when the server's node is out of reach; else the reason for which the server ended, which
   *     is {@code noproc} when there was none
   */
  @SuppressWarnings("unchecked") // the answer of a Request<R> is an R
  private static <R> R answer(
      Context caller, Ref ref, Object server, Request<R> request, Duration limit) {
    // 2.2: nothing in time? A Reply? A Down? And who remembers this request afterwards?
    throw new Todo("2.2", "wait for the answer or the end of the server, within the limit");
  }

  /** Whether a message is what comes of a request: its answer, or the end of who was asked. */
  private static boolean isAbout(Ref ref, Object message) {
    // 2.2: other questions of this caller are answered, too, and other servers end.
    throw new Todo("2.2", "tell whether the message is about this request");
  }

  static <R> MultiReply<R> multiCall(
      Context caller, Collection<NodeName> nodes, String name, Request<R> request, Duration limit) {
    long deadline = System.nanoTime() + TimeUnit.NANOSECONDS.convert(limit);
    Map<NodeName, Ref> asked = new HashMap<>();
    try {
      for (NodeName node : Set.copyOf(nodes)) {
        asked.put(node, caller.request(new RegisteredName(name, node.toString()), request));
      }
    } catch (IllegalArgumentException cannotTravel) {
      asked.values().forEach(caller::demonitor);
      throw cannotTravel;
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

  /** Has a call made that ends a server for a reason: its end is the answer. */
  static void stop(ExitReason reason, Consumer<SystemRequest.Stop> call) {
    try {
      call.accept(new SystemRequest.Stop(reason));
    } catch (CallFailed failed) {
      if (!failed.reason().equals(reason)) throw failed;
    }
  }
}
