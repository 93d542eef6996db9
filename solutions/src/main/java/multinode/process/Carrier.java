package multinode.process;

import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Sends requests for processes which have gone on meanwhile. For those who hear of it, it is as if
 * each process did it itself: nothing leaves after its end, and while something leaves for a node,
 * that node does not hear of the end.
 */
public final class Carrier {

  private final Function<Destination, LocalProcess> find;
  private final Signals signals;

  /** Of one node, whose processes {@code find} finds. */
  Carrier(Function<Destination, LocalProcess> find, Signals signals) {
    this.find = find;
    this.signals = signals;
  }

  /**
   * Sends a request, unless its process has ended or waits no more. A process that gives up while
   * it is sent takes it back; one whose request cannot be sent hears of it.
   *
   * @param send sends it; false when its node cannot be reached
   */
  public void carry(Signal.Request request, Predicate<Signal.Request> send) {
    LocalProcess caller = find.apply(request.from());
    if (caller == null || !caller.beginCarrying(request)) return;
    boolean sent = false;
    try {
      sent = send.test(request);
    } finally {
      if (!sent) signals.unreachable(request);
      else if (!caller.ties().hasMonitor(request.ref())) {
        // What took it back may have been faster.
        signals.tell(new Signal.Demonitor(request.ref(), request.to()));
      }
      caller.doneCarrying(request);
    }
  }
}
