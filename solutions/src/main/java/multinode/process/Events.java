package multinode.process;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;
import jdk.jfr.FlightRecorder;
import multinode.process.Event.Kind;

/**
 * Where the events of one node go: to every listener that wants their kind, and to Java Flight
 * Recorder while a recording of {@code multinode.Event} runs. Costs a field read or two when nobody
 * looks.
 *
 * <p>A listener runs on a thread of its own, never on the one that caused the event: a listener
 * that blocks or throws harms nobody else. It gets the events of one thread in their order.
 */
public final class Events {

  /** What a busy node has a million of in a second: only who asks for these kinds gets them. */
  private static final Set<Kind> FRAMES = Set.of(Kind.FRAME_SENT, Kind.FRAME_RECEIVED);

  /** A node is connected now, or not any more. */
  public static final Set<Kind> LINKS = Set.of(Kind.NODE_UP, Kind.NODE_DOWN);

  /** A node is connected now, or not any more; or is found now, or gone. */
  public static final Set<Kind> NODES =
      Set.of(Kind.NODE_UP, Kind.NODE_DOWN, Kind.MEMBER_UP, Kind.MEMBER_DOWN);

  private final String node;
  private final List<EventListener> listeners = new CopyOnWriteArrayList<>();

  private final LongAdder dropped = new LongAdder();

  /** One bit for each kind that some listener wants. */
  private volatile int wanted;

  /** The events of the node with this full name. */
  public Events(String node) {
    this.node = node;
  }

  /** Adds a listener for all kinds of events but frames. Closing the result takes it away. */
  public Subscription listen(Consumer<Event> listener) {
    return listen(EnumSet.complementOf(EnumSet.copyOf(FRAMES)), listener);
  }

  /** Adds a listener for some kinds of events. Their texts say class and size of a message. */
  public Subscription listen(Set<Kind> kinds, Consumer<Event> listener) {
    return add(new EventListener(node, kinds, false, listener, this::remove));
  }

  /**
   * Adds a listener for everything, and with what the messages contain: for the ladder of a test.
   */
  public Subscription trace(Consumer<Event> listener) {
    return add(new EventListener(node, EnumSet.allOf(Kind.class), true, listener, this::remove));
  }

  private synchronized Subscription add(EventListener listener) {
    listeners.add(listener);
    count();
    return listener;
  }

  private synchronized void remove(EventListener listener) {
    listeners.remove(listener);
    count();
  }

  private void count() {
    wanted = listeners.stream().mapToInt(EventListener::kinds).reduce(0, (a, b) -> a | b);
  }

  /** How many messages could not be delivered or decoded so far. */
  public long dropped() {
    return dropped.sum();
  }

  /** Whether anybody looks at events of this kind; where they are many, to be asked first. */
  public boolean wants(Kind kind) {
    return isHeard(kind) || isRecorded();
  }

  private boolean isHeard(Kind kind) {
    return (wanted & kind.bit()) != 0;
  }

  private static boolean isRecorded() {
    return FlightRecorder.isInitialized() && FlightEvent.wanted();
  }

  /** Tells that something happened. The text is made only when somebody looks. */
  public void emit(Kind kind, Object peer, Supplier<String> text) {
    emit(kind, peer, text, text);
  }

  /**
   * The same, of a message.
   *
   * @param text without anything that a program defines, such as {@code toString}: it may be made
   *     on this thread
   * @param contents the whole message; made on the thread of a listener
   */
  public void emit(Kind kind, Object peer, Supplier<String> text, Supplier<String> contents) {
    if (kind == Kind.DROPPED) dropped.increment();
    boolean recorded = isRecorded();
    boolean heard = isHeard(kind);
    if (!heard && !recorded) return;
    Instant now = Instant.now();
    if (recorded) {
      FlightEvent.commit(new Event(now, node, kind, String.valueOf(peer), text.get()));
    }
    if (!heard) return;
    var happened = new EventListener.Happened(now, kind, peer, text, contents);
    listeners.forEach(listener -> listener.offer(happened));
  }

  /** Something that listens until it is closed. */
  public interface Subscription extends AutoCloseable {

    /**
     * Waits until the listener has had all events that happened before, at most a second; returns
     * at once when the listener itself asks.
     *
     * @return whether it has
     */
    boolean flush();

    /** Ends it, once the listener has had what happened before; waits as {@link #flush} does. */
    @Override
    void close();
  }
}
