package multinode.process;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What a process can do. Handed to its {@link Body}, and meant for the process's own thread only.
 *
 * <p>Every method ends the process on the spot (by an error that passes through the body, running
 * its {@code finally} blocks) once an exit signal has reached it.
 */
public interface Context {

  /** This process's pid. */
  Pid self();

  /** Waits for the next message, however long it takes, and takes it out of the mailbox. */
  default Object receive() {
    return receive(message -> true);
  }

  /** Waits for the first message that fits; the others stay in the mailbox, in order. */
  Object receive(Predicate<Object> wanted);

  /**
   * Waits for the next message for a time.
   *
   * @param timeout how long at most; zero looks and does not wait
   * @return the message, or empty when none came in time
   */
  default Optional<Object> receive(Duration timeout) {
    return receive(message -> true, timeout);
  }

  /** Waits for the first message of a type; the others stay in the mailbox, in order. */
  default <T> T receive(Class<T> type) {
    return type.cast(receive(type::isInstance));
  }

  /** Waits for the first message of a type for a time; the others stay in the mailbox. */
  default <T> Optional<T> receive(Class<T> type, Duration timeout) {
    return receive(type::isInstance, timeout).map(type::cast);
  }

  /**
   * Waits for the first message that fits, for a time; the others stay in the mailbox, in order.
   *
   * @param wanted tested on each message once, in order of arrival
   */
  Optional<Object> receive(Predicate<Object> wanted, Duration timeout);

  /** Waits for a time; all messages stay in the mailbox. Erlang's {@code timer:sleep}. */
  default void sleep(Duration time) {
    receive(message -> false, time);
  }

  /**
   * Lets at most so many messages wait in this process's mailbox from now on; otherwise it has no
   * limit. The rule: <em>the newest is dropped</em>. What waits stays, in its order; a message that
   * finds no room is gone, as if nobody were there, wherever it comes from. A {@linkplain #request
   * request} is refused instead: its {@link Down} comes at once, with {@link
   * ExitReason#MAILBOX_FULL}. {@linkplain SystemMessage What the system tells} neither counts nor
   * is dropped, and exit signals are no messages unless they are trapped.
   *
   * <p>Messages that this process leaves waiting while it looks for others count, too. Dropped ones
   * are counted ({@link Processes.Info#dropped}), each is an event, and the first is told in the
   * log. May be called again, with another number.
   *
   * @param most how many, at least one
   */
  void boundMailbox(int most);

  /**
   * Sends a message and does not wait for anything but, to another node, the connection and room in
   * its buffer. Nobody there: the message is dropped.
   *
   * @throws IllegalArgumentException when the message cannot be sent to another node
   */
  void send(Destination to, Object message);

  /**
   * Sends a message to the process that holds a name on this node.
   *
   * @throws IllegalArgumentException naming {@code name} when nobody holds it
   */
  void send(String name, Object message);

  /** Starts a process that prints where this one prints. */
  Pid spawn(Body body);

  /** Starts a process that is linked to this one from its first moment. */
  Pid spawnLink(Body body);

  /**
   * Links this process to another: when one ends, the other gets its exit signal. Linking to a
   * process that is not there sends {@code noproc}, to a node out of reach {@code noconnection}.
   */
  void link(Pid other);

  /** Takes a link back; no exit signal of {@code other} arrives through it afterwards. */
  void unlink(Pid other);

  /** Asks for one {@link Down} message when the other process ends. */
  Ref monitor(Destination other);

  /** Takes a monitor back; no {@link Down} of it arrives afterwards, not even one on its way. */
  void demonitor(Ref ref);

  /**
   * Sends a request and monitors whom it is sent to, in one. Does not wait, not even for a
   * connection that has to be made first. One message comes back at most: the {@link Reply}, or a
   * {@link Down} with this reference. {@link #demonitor} ends the wait; what comes after that is
   * dropped.
   *
   * <p>These are a monitor and an alias in one, as in OTP's {@code gen_server:call}; see "Process
   * Aliases" in the <a href="https://www.erlang.org/doc/system/ref_man_processes.html">Erlang
   * Reference Manual</a>.
   *
   * @throws IllegalArgumentException when the request cannot be sent to another node; no answer is
   *     awaited then
   */
  Ref request(Destination to, Object request);

  /**
   * Waits for the first message that fits and has come after a request. Directly after the request
   * this does not look at the messages that were there before, however many they are.
   *
   * @param request what {@link #request} returned
   */
  default Optional<Object> receiveSince(Ref request, Predicate<Object> wanted, Duration timeout) {
    return receive(wanted, timeout);
  }

  /**
   * Answers a request that reached this process or another one. Nobody waits any more: nothing
   * happens.
   *
   * @throws IllegalArgumentException when the answer cannot be sent to another node
   */
  void reply(From from, Object answer);

  /**
   * Shows what this process keeps, to {@link Processes#list}.
   *
   * @param state read by other threads at any time: it must give an immutable value and not wait
   */
  void expose(Supplier<Object> state);

  /**
   * Whether exit signals arrive as {@link Exit} messages instead of ending this process. {@link
   * ExitReason#KILL} ends it all the same.
   */
  void trapExit(boolean trap);

  /** Sends an exit signal; {@link ExitReason#KILL} cannot be trapped. */
  void exit(Pid other, ExitReason reason);

  /** Ends this process. Never returns. */
  RuntimeException exit(ExitReason reason);

  /**
   * Gives this process a name on its node.
   *
   * @throws IllegalArgumentException naming the holder when the name is taken
   */
  void register(String name);

  /** The names of this node. */
  Registry names();

  /** How long {@link #println} waits for a group leader that does not answer. */
  Duration PRINT_LIMIT = Duration.ofSeconds(5);

  /**
   * Prints a line at the group leader: where the process was asked for, on whichever node. Returns
   * when the line is printed, so whatever this process does next comes after it. Returns too when
   * the line cannot be printed, because the group leader has ended or its node is out of reach, and
   * after {@link #PRINT_LIMIT}. A process that is its own group leader does not wait for itself,
   * and neither does a thread that only uses the context of its process.
   *
   * @throws IllegalArgumentException when the line is too long for a message to another node
   */
  void println(Object line);

  /** Who prints for this process; processes that it spawns inherit it. */
  Pid groupLeader();
}
