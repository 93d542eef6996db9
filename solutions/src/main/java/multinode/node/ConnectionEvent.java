package multinode.node;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import multinode.process.NodeName;

/**
 * A connection that has ended, as Java Flight Recorder keeps it while a recording of {@code
 * multinode.Connection} runs. It happens at the end, so also a connection that is older than the
 * recording is in it.
 */
@Name("multinode.Connection")
@Label("Connection")
@Category("Multinode")
@StackTrace(false)
final class ConnectionEvent extends jdk.jfr.Event {

  @Label("Node")
  String node;

  @Label("Peer")
  String peer;

  @Label("Time Connected")
  @Timespan(Timespan.NANOSECONDS)
  long connected;

  @Label("Bytes In")
  @DataAmount
  long bytesIn;

  @Label("Bytes Out")
  @DataAmount
  long bytesOut;

  @Label("Reason")
  String reason;

  /** Records the end of a connection, if that is wanted. */
  static void commit(NodeName self, Connection connection, String reason) {
    if (!FlightRecorder.isInitialized()) return;
    ConnectionEvent event = new ConnectionEvent();
    if (!event.shouldCommit()) return;
    NodeStats.Traffic traffic = connection.traffic();
    event.node = self.toString();
    event.peer = traffic.peer().toString();
    event.connected = connection.age().toNanos();
    event.bytesIn = traffic.bytesIn();
    event.bytesOut = traffic.bytesOut();
    event.reason = reason;
    event.commit();
  }
}
