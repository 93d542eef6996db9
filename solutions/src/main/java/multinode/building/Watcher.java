package multinode.building;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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

/** Knows which buildings are there, without asking them again and again. */
public final class Watcher implements GenServer<Watcher.Watched> {

  /**
   * "Keep an eye on it." Answered with whether it was watched before; a lost one is watched anew.
   */
  public record Watch(Destination building) implements Request<Boolean> {}

  /** "Leave it alone." Answered with whether it was watched. */
  public record Unwatch(Destination building) implements Request<Boolean> {}

  /** "Which of them are there?" For each, {@code there} or {@code gone: } and why. */
  public record Status() implements Request<SortedMap<String, String>> {}

  /**
   * What a watcher knows.
   *
   * @param there the monitors of those that are there, unmodifiable
   * @param gone why the others are not, unmodifiable
   */
  public record Watched(Map<Destination, Ref> there, Map<Destination, ExitReason> gone) {

    /** Nobody is watched. */
    static final Watched NOBODY = new Watched(Map.of(), Map.of());

    /** Copies of both. */
    public Watched {
      there = Map.copyOf(there);
      gone = Map.copyOf(gone);
    }
  }

  private Watcher() {}

  /** Starts a watcher under a local name. */
  public static StartResult start(Context starter, String name) {
    return GenServer.start(starter, name, new Watcher());
  }

  @Override
  public Init<Watched> init(Context self) {
    return Init.ok(Watched.NOBODY);
  }

  @Override
  public CallResult<Watched> handleCall(
      Request<?> request, From from, Watched watched, Context self) {
    return switch (request) {
      case Watch watch when watched.there.containsKey(watch.building) -> watch.reply(true, watched);
      case Watch watch -> watch.reply(false, watch(watch.building, watched, self));
      case Unwatch unwatch -> {
        Optional<Ref> monitor = Optional.ofNullable(watched.there.get(unwatch.building));
        monitor.ifPresent(self::demonitor);
        yield unwatch.reply(monitor.isPresent(), without(unwatch.building, watched));
      }
      case Status status -> status.reply(status(watched), watched);
      default -> throw unknown(request);
    };
  }

  @Override
  public Result<Watched> handleInfo(Object message, Watched watched, Context self) {
    if (!(message instanceof Down(Ref ref, Destination building, ExitReason reason))
        || !ref.equals(watched.there.get(building))) {
      return Result.noReply(watched);
    }
    self.println(building + " is gone: " + reason);
    return Result.noReply(gone(building, reason, watched));
  }

  private static Watched watch(Destination building, Watched watched, Context self) {
    Watched others = without(building, watched);
    Map<Destination, Ref> there = new HashMap<>(others.there);
    there.put(building, self.monitor(building));
    return new Watched(there, others.gone);
  }

  private static Watched gone(Destination building, ExitReason reason, Watched watched) {
    Watched others = without(building, watched);
    Map<Destination, ExitReason> gone = new HashMap<>(others.gone);
    gone.put(building, reason);
    return new Watched(others.there, gone);
  }

  private static Watched without(Destination building, Watched watched) {
    Map<Destination, Ref> there = new HashMap<>(watched.there);
    Map<Destination, ExitReason> gone = new HashMap<>(watched.gone);
    there.remove(building);
    gone.remove(building);
    return new Watched(there, gone);
  }

  private static SortedMap<String, String> status(Watched watched) {
    SortedMap<String, String> status = new TreeMap<>();
    watched.there.keySet().forEach(building -> status.put(building.toString(), "there"));
    watched.gone.forEach((building, reason) -> status.put(building.toString(), "gone: " + reason));
    return status;
  }
}
