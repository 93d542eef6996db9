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
import multinode.process.Down;
import multinode.process.ExitReason;
import multinode.process.From;
import multinode.process.Ref;

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
    if (known.get(watch.building) instanceof Sight.There) return watch.reply(false, known);
    Ref monitor = self.monitor(watch.building);
    return watch.reply(true, with(watch.building, new Sight.There(monitor), known));
  }

  /** Takes the monitor back: what becomes of the building is no news any more. */
  private static CallResult<Map<Destination, Sight>> unwatch(
      Unwatch unwatch, Map<Destination, Sight> known, Context self) {
    Map<Destination, Sight> others = new HashMap<>(known);
    Sight was = others.remove(unwatch.building);
    if (was instanceof Sight.There(Ref monitor)) self.demonitor(monitor);
    return unwatch.reply(was != null, Map.copyOf(others));
  }

  /** Prints who is gone, and why, and keeps it in mind; a monitor not its own tells it nothing. */
  @Override
  public Result<Map<Destination, Sight>> handleInfo(
      Object message, Map<Destination, Sight> known, Context self) {
    if (!(message instanceof Down(Ref ref, Destination building, ExitReason reason))
        || !new Sight.There(ref).equals(known.get(building))) {
      return Result.noReply(known);
    }
    self.println(building + " is gone: " + reason);
    return Result.noReply(with(building, new Sight.Gone(reason), known));
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
