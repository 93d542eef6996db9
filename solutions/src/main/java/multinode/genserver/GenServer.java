package multinode.genserver;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import multinode.process.Context;
import multinode.process.Destination;
import multinode.process.ExitReason;
import multinode.process.From;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.process.Shown;

/**
 * What a server does: a process that keeps a state and takes one message after the other. A handler
 * is given the state, and returns the one from now on; it should be an immutable value, since
 * others read it.
 *
 * <p>The static methods start servers and talk to them, here and on other nodes. See OTP's <a
 * href="https://www.erlang.org/doc/apps/stdlib/gen_server.html">{@code gen_server}</a>.
 *
 * <p>A mailbox has no limit: a sender that casts faster than the server works fills it, at some
 * forty bytes a message beside its content. The remedy is a {@link #call} now and then: it waits
 * until all that was sent before it is done, and fails when that takes longer than its limit. A
 * link slows a sender down to what the network takes, and not to what the server does. A server
 * whose senders cannot be trusted with that sets a {@linkplain Context#boundMailbox bound} in its
 * {@link #init}: then casts that find no room are dropped, and calls fail at once, with {@code
 * mailboxFull}.
 *
 * @param <S> the state
 */
public interface GenServer<S> {

  /** How long a call waits unless it is told. */
  Duration CALL_LIMIT = Duration.ofSeconds(5);

  /** How long {@link #init} may take; then the server is killed, and its start has failed. */
  Duration START_LIMIT = Duration.ofSeconds(60);

  /** What {@link #handleInfo} gets when no message came in the time that a handler set. */
  Timeout TIMEOUT = new Timeout();

  /** The type of {@link #TIMEOUT}, for a pattern: {@code case GenServer.Timeout() -> …}. */
  record Timeout() {}

  /** Makes the first state. The process that starts the server waits for this. */
  Init<S> init(Context self);

  /**
   * Answers a call.
   *
   * @param request what is asked
   * @param from who asks; kept where the answer is given later, by {@link Request#replyTo}
   */
  default CallResult<S> handleCall(Request<?> request, From from, S state, Context self) {
    throw unknown(request);
  }

  /** Takes a cast. */
  default Result<S> handleCast(Object message, S state, Context self) {
    throw unknown(message);
  }

  /** Takes any other message: what was plainly sent, news of monitors and links, a timeout. */
  default Result<S> handleInfo(Object message, S state, Context self) {
    String what = Shown.of(message);
    ServerLoop.LOG.log(Level.WARNING, "{0} has no use for the message {1}", self.self(), what);
    return Result.noReply(state);
  }

  /** Goes on where {@code thenContinue} left off, before any message is taken. */
  default Result<S> handleContinue(Object what, S state, Context self) {
    throw unknown(what);
  }

  /**
   * Cleans up, when a handler returned {@code stop}, or threw, or exited; when somebody stops the
   * server; or when it traps exits and the process that started it with {@link #startLink} ends.
   * Not called when an exit signal ends it.
   */
  default void terminate(ExitReason reason, S state, Context self) {}

  /** The error of a server that is asked what it does not know; throwing it ends the server. */
  default IllegalArgumentException unknown(Object message) {
    return new IllegalArgumentException(
        "%s does not know %s".formatted(getClass().getSimpleName(), Shown.of(message)));
  }

  /** Starts a server, and waits until {@link #init} is done. */
  static StartResult start(Context starter, GenServer<?> server) {
    return Starter.start(starter, server, Optional.empty(), false);
  }

  /** The same, under a name of the starter's node. */
  static StartResult start(Context starter, String name, GenServer<?> server) {
    return start(starter, new Name(starter.names(), name), server);
  }

  /** The same, under a name of any registry. */
  static StartResult start(Context starter, Name name, GenServer<?> server) {
    return Starter.start(starter, server, Optional.of(name), false);
  }

  /**
   * Starts a server that is linked to the starter. One that does not start does it no harm, unless
   * an exit signal ends it meanwhile.
   */
  static StartResult startLink(Context starter, GenServer<?> server) {
    return Starter.start(starter, server, Optional.empty(), true);
  }

  /** The same, under a name of the starter's node. */
  static StartResult startLink(Context starter, String name, GenServer<?> server) {
    return startLink(starter, new Name(starter.names(), name), server);
  }

  /** The same, under a name of any registry. */
  static StartResult startLink(Context starter, Name name, GenServer<?> server) {
    return Starter.start(starter, server, Optional.of(name), true);
  }

  /**
   * Asks a server, and waits for its answer, at most {@link #CALL_LIMIT}. To a node to which there
   * is no connection one is made first, within the same limit.
   *
   * @throws CallFailed when there is no answer
   * @throws IllegalArgumentException when the request cannot be sent to the server's node
   */
  static <R> R call(Context caller, Destination server, Request<R> request) {
    return call(caller, server, request, CALL_LIMIT);
  }

  /** The same, with a limit. */
  static <R> R call(Context caller, Destination server, Request<R> request, Duration limit) {
    return CallEvent.isRecorded()
        ? CallEvent.of(caller, server, request, () -> Caller.call(caller, server, request, limit))
        : Caller.call(caller, server, request, limit);
  }

  /** The same, by a name. */
  static <R> R call(Context caller, Name server, Request<R> request) {
    return call(caller, server, request, CALL_LIMIT);
  }

  /** The same, by a name, with a limit. */
  static <R> R call(Context caller, Name server, Request<R> request, Duration limit) {
    if (server.registry() instanceof Switchboard board) {
      return board.call(caller, server.name(), request, limit);
    }
    return CallEvent.isRecorded()
        ? CallEvent.of(caller, server, request, () -> Caller.call(caller, server, request, limit))
        : Caller.call(caller, server, request, limit);
  }

  /**
   * Asks the holders of one name on several nodes at once. Waits for all, but not longer than the
   * limit; those that do not answer keep nobody else's answer back. Nodes to which there is no
   * connection are connected to first, all at the same time.
   *
   * @throws IllegalArgumentException when the request cannot be sent to other nodes
   */
  static <R> MultiReply<R> multiCall(
      Context caller, Collection<NodeName> nodes, String name, Request<R> request, Duration limit) {
    return CallEvent.isRecorded()
        ? CallEvent.ofAll(
            caller,
            nodes,
            name,
            request,
            () -> Caller.multiCall(caller, nodes, name, request, limit))
        : Caller.multiCall(caller, nodes, name, request, limit);
  }

  /**
   * Sends a server a message that nobody waits for. Nobody there, or a node that cannot be reached:
   * it is dropped. Waits only for a connection that has to be made first, or whose buffer is full.
   *
   * @throws IllegalArgumentException when the message cannot be sent to the server's node
   */
  static void cast(Context sender, Destination server, Object message) {
    sender.send(server, new Cast(message));
  }

  /** The same, by a name. */
  static void cast(Context sender, Name server, Object message) {
    Optional<Pid> holder;
    try {
      holder = server.whereis();
    } catch (IllegalStateException takesNoPart) {
      return;
    }
    holder.ifPresent(pid -> cast(sender, pid, message));
  }

  /**
   * Asks a server to end, after what was sent to it before, and waits until it has.
   *
   * @throws CallFailed when it has not within {@link #CALL_LIMIT}, or ends for another reason
   */
  static void stop(Context caller, Destination server, ExitReason reason) {
    Caller.stop(reason, stop -> call(caller, server, stop));
  }

  /** The same, by a name. */
  static void stop(Context caller, Name server, ExitReason reason) {
    Caller.stop(reason, stop -> call(caller, server, stop));
  }

  /**
   * The state that a server has between two messages, as a person might want to see it; a text
   * about it, when it cannot travel.
   *
   * @throws CallFailed as {@link #call} does
   */
  static Object state(Context caller, Destination server) {
    return call(caller, server, new SystemRequest.State());
  }

  /** The same, by a name. */
  static Object state(Context caller, Name server) {
    return call(caller, server, new SystemRequest.State());
  }
}
