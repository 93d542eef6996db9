package multinode.genserver;

import java.util.Collection;
import java.util.function.Function;
import java.util.function.Supplier;
import jdk.jfr.Category;
import jdk.jfr.Enabled;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import multinode.process.Context;
import multinode.process.NodeName;

/**
 * A call, from the request to its answer or to the end of the wait, as Java Flight Recorder keeps
 * it while a recording runs that asks for {@code multinode.Call}, as {@code jcmd PID JFR.start
 * multinode.Call#enabled=true} does. It has the class of the request, and nothing of what is in it.
 */
@Name("multinode.Call")
@Label("Call of a server")
@Category("Multinode")
@Enabled(false)
@StackTrace(false)
final class CallEvent extends jdk.jfr.Event {

  @Label("From")
  String from;

  @Label("To")
  String to;

  @Label("Request Class")
  String request;

  @Label("Outcome")
  String outcome;

  /**
   * Whether a recording wants these events. Before there is any recording this costs the read of a
   * field.
   */
  static boolean isRecorded() {
    return FlightRecorder.isInitialized() && Probe.EVENT.isEnabled();
  }

  /** Java Flight Recorder takes a tenth of a second to come up, so not before it is needed. */
  private static final class Probe {
    static final CallEvent EVENT = new CallEvent();
  }

  /**
   * Makes a call, and records it.
   *
   * @param to how the caller named the server
   */
  static <R> R of(Context caller, Object to, Request<?> request, Supplier<R> call) {
    return of(caller, to, request, call, answer -> "answered");
  }

  /** Makes a call of several nodes at once, and records it. */
  static <R> MultiReply<R> ofAll(
      Context caller,
      Collection<NodeName> nodes,
      String name,
      Request<R> request,
      Supplier<MultiReply<R>> call) {
    String to = "%s on %d nodes".formatted(name, nodes.size());
    return of(caller, to, request, call, CallEvent::counted);
  }

  private static String counted(MultiReply<?> all) {
    return "%d answered, %d failed".formatted(all.replies().size(), all.failed().size());
  }

  private static <R> R of(
      Context caller,
      Object to,
      Request<?> request,
      Supplier<R> call,
      Function<R, String> outcome) {
    CallEvent event = new CallEvent();
    event.begin();
    try {
      R answer = call.get();
      event.outcome = outcome.apply(answer);
      return answer;
    } catch (CallFailed failed) {
      event.outcome = failed.reason().toString();
      throw failed;
    } catch (RuntimeException | Error thrown) {
      event.outcome = thrown.getClass().getName();
      throw thrown;
    } finally {
      event.end();
      event.from = caller.self().toString();
      event.to = to.toString();
      event.request = request.getClass().getName();
      event.commit();
    }
  }
}
