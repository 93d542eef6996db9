package multinode.process;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import jdk.jfr.FlightRecorder;

/**
 * Where the events of one node go: to every listener, at once, on the thread that caused them, and
 * to Java Flight Recorder while a recording of {@code multinode.Event} runs. Costs a field read or
 * two when nobody looks.
 */
public final class Events {

  private final String node;
  private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();

  /** The events of the node with this full name. */
  public Events(String node) {
    this.node = node;
  }

  /** Adds a listener; it must be quick and must not throw. Closing the result takes it away. */
  public Subscription listen(Consumer<Event> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Tells that something happened. The text is made only when somebody looks. */
  public void emit(Event.Kind kind, Object peer, Supplier<String> text) {
    boolean recorded = FlightRecorder.isInitialized() && FlightEvent.wanted();
    if (listeners.isEmpty() && !recorded) return;
    Event event = new Event(Instant.now(), node, kind, String.valueOf(peer), text.get());
    if (recorded) FlightEvent.commit(event);
    listeners.forEach(listener -> listener.accept(event));
  }

  /** Something that listens until it is closed. */
  @FunctionalInterface
  public interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
