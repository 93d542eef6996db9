package multinode.process;

import jdk.jfr.Category;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** An {@link Event} as Java Flight Recorder keeps it. */
@Name("multinode.Event")
@Label("Multinode event")
@Category("Multinode")
@StackTrace(false)
final class FlightEvent extends jdk.jfr.Event {

  private static final FlightEvent PROBE = new FlightEvent();

  @Label("Node")
  String node;

  @Label("Kind")
  String kind;

  @Label("Peer")
  String peer;

  @Label("Text")
  String text;

  /**
   * Whether a recording wants these events. To be asked only when there has been a recording: what
   * this class takes from Java Flight Recorder takes a tenth of a second to come up.
   */
  static boolean wanted() {
    return PROBE.isEnabled();
  }

  static void commit(Event event) {
    FlightEvent flight = new FlightEvent();
    flight.node = event.node();
    flight.kind = event.kind().name();
    flight.peer = event.peer();
    flight.text = event.text();
    flight.commit();
  }
}
