package multinode.supervisor;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import multinode.genserver.GenServer;
import multinode.genserver.Init;
import multinode.genserver.Result;
import multinode.genserver.StartResult;
import multinode.process.Context;
import multinode.process.ExitReason;
import multinode.process.Pid;

/** Children whose starts are counted, and who end as they are told. */
final class Kids {

  private static final Duration A_MOMENT = Duration.ofMillis(50);

  private final Map<String, Integer> starts = new ConcurrentHashMap<>();
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();
  private final Map<String, Pid> pids = new ConcurrentHashMap<>();
  private final Map<String, ExitReason> asked = new ConcurrentHashMap<>();

  /** Told "crash", "stop", "shutdown" or "deaf", it does that. Asked to end, it takes a moment. */
  private record Kid(String id, Map<String, ExitReason> asked) implements GenServer<String> {

    @Override
    public Init<String> init(Context self) {
      self.trapExit(true);
      return Init.ok(id);
    }

    @Override
    public Result<String> handleInfo(Object message, String state, Context self) {
      return switch (message.toString()) {
        case "crash" -> throw new IllegalStateException("told to crash");
        case "stop" -> Result.stop(ExitReason.NORMAL, state);
        case "shutdown" -> Result.stop(ExitReason.SHUTDOWN, state);
        case "deaf" -> {
          for (; ; ) self.receive();
        }
        default -> Result.noReply(state);
      };
    }

    @Override
    public void terminate(ExitReason reason, String state, Context self) {
      asked.put(id, reason);
      if (reason.equals(ExitReason.SHUTDOWN)) self.receive(message -> false, A_MOMENT);
    }
  }

  /** A child of this name, permanent. */
  ChildSpec spec(String id) {
    return ChildSpec.of(id, self -> start(id, self));
  }

  /** A start that is counted, and brings nothing. */
  StartResult ignored(String id) {
    starts.merge(id, 1, Integer::sum);
    return new StartResult.Ignored();
  }

  /** Starts one, or fails as {@link #failTimes} says. */
  StartResult start(String id, Context self) {
    starts.merge(id, 1, Integer::sum);
    if (failures.merge(id, -1, Integer::sum) >= 0) {
      return new StartResult.Failed(ExitReason.because("no disk"));
    }
    StartResult result = GenServer.startLink(self, new Kid(id, asked));
    pids.put(id, result.orThrow());
    return result;
  }

  /** Its next starts fail, so many of them. */
  void failTimes(String id, int times) {
    failures.put(id, times);
  }

  /** How often it was started, also in vain. */
  int starts(String id) {
    return starts.getOrDefault(id, 0);
  }

  /** For which reason it ended in good order; empty when it was killed, or runs. */
  Optional<ExitReason> farewell(String id) {
    return Optional.ofNullable(asked.get(id));
  }

  /** The process that was started last. */
  Pid pid(String id) {
    return pids.get(id);
  }
}
