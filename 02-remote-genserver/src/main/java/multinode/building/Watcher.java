package multinode.building;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import multinode.genserver.CallResult;
import multinode.genserver.GenServer;
import multinode.genserver.Init;
import multinode.genserver.Request;
import multinode.genserver.Result;
import multinode.genserver.StartResult;
import multinode.process.Context;
import multinode.process.Destination;
import multinode.process.ExitReason;
import multinode.process.From;
import multinode.process.Ref;
import workbook.Todo;

/**
 * Knows which buildings are there, without asking them again and again. Its state is what it knows
 * of each, unmodifiable.
 */
public final class Watcher implements GenServer<Map<Destination, Watcher.Sight>> {

  /** The name it mostly has on its node. */
  public static final String NAME = "watcher";

  /**
   * "Keep an eye on it." Answered with whether that is new: false when it is watched already. A
   * building that is gone is watched again.
   */
  public record Watch(Destination building) implements Request<Boolean> {}

  /** "Leave it alone, and forget it." Answered with whether it was known. */
  public record Unwatch(Destination building) implements Request<Boolean> {}

  /**
   * "Which of them are there?" For each, {@code there} or {@code gone: } and why. One that is
   * {@code gone: noconnection} may still be there: only the link to its node is known to be lost.
   */
  public record Status() implements Request<SortedMap<String, String>> {}

  /** What is known of a building. */
  public sealed interface Sight {

    /** It is there; this monitor will tell when it is not any more. */
    record There(Ref monitor) implements Sight {
      @Override
      public String toString() {
        return "there";
      }
    }

    /** It is gone, or out of sight: nobody watches it any more. */
    record Gone(ExitReason reason) implements Sight {
      @Override
      public String toString() {
        return "gone: " + reason;
      }
    }
  }

  Watcher() {}

  /** Starts a watcher under a local name. */
  public static StartResult start(Context starter, String name) {
    return GenServer.start(starter, name, new Watcher());
  }

  @Override
  public Init<Map<Destination, Sight>> init(Context self) {
    return Init.ok(Map.of());
  }

  @Override
  public CallResult<Map<Destination, Sight>> handleCall(
      Request<?> request, From from, Map<Destination, Sight> known, Context self) {
    return switch (request) {
      case Watch watch -> watch(watch, known, self);
      case Unwatch unwatch -> unwatch(unwatch, known, self);
      case Status status -> status.reply(status(known), known);
      default -> throw unknown(request);
    };
  }

  /** One monitor for each building, however often it is to be watched. */
  private static CallResult<Map<Destination, Sight>> watch(
      Watch watch, Map<Destination, Sight> known, Context self) {
    // 2.6: one that is There is watched already; any other gets a monitor.
    throw new Todo("2.6", "monitor the building, unless that is done already");
  }

  /** Takes the monitor back: what becomes of the building is no news any more. */
  private static CallResult<Map<Destination, Sight>> unwatch(
      Unwatch unwatch, Map<Destination, Sight> known, Context self) {
    // 2.6: no news may come of a building that is forgotten. How does its monitor learn of that?
    throw new Todo("2.6", "take the monitor back, forget the building");
  }

  /** Prints who is gone, and why, and keeps it in mind; a monitor not its own tells it nothing. */
  @Override
  public Result<Map<Destination, Sight>> handleInfo(
      Object message, Map<Destination, Sight> known, Context self) {
    // 2.6: is it a Down, and of the monitor that this building has now? Else nothing changes.
    throw new Todo("2.6", "print who is gone, and why; keep it in mind");
  }

  private static Map<Destination, Sight> with(
      Destination building, Sight sight, Map<Destination, Sight> known) {
    Map<Destination, Sight> more = new HashMap<>(known);
    more.put(building, sight);
    return Map.copyOf(more);
  }

  private static SortedMap<String, String> status(Map<Destination, Sight> known) {
    SortedMap<String, String> status = new TreeMap<>();
    known.forEach((building, sight) -> status.put(building.toString(), sight.toString()));
    return status;
  }
}
