package multinode.supervisor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import multinode.genserver.GenServer;
import multinode.genserver.Init;
import multinode.genserver.Result;
import multinode.genserver.StartResult;
import multinode.process.Context;
import multinode.process.ExitReason;
import multinode.process.Pid;

/** Children whose starts and ends are written down, in order. */
final class Trees {

  private final List<String> log = Collections.synchronizedList(new ArrayList<>());

  /** Ends as it is told by a cast: "crash", "stop", or not at all when told "deaf". */
  private final class Worker implements GenServer<String> {
    private final String name;

    Worker(String name) {
      this.name = name;
    }

    @Override
    public Init<String> init(Context self) {
      self.trapExit(true);
      log.add("start " + name);
      return Init.ok(name);
    }

    @Override
    public Result<String> handleCast(Object message, String state, Context self) {
      return switch ((String) message) {
        case "crash" -> throw new IllegalStateException("told to crash");
        case "stop" -> Result.stop(ExitReason.NORMAL, state);
        case "deaf" -> {
          for (; ; ) self.receive();
        }
        default -> Result.noReply(state);
      };
    }

    @Override
    public void terminate(ExitReason reason, String state, Context self) {
      log.add("end " + name);
    }
  }

  List<String> log() {
    return List.copyOf(log);
  }

  ChildSpec spec(String name) {
    return ChildSpec.of(name, self -> start(name, self));
  }

  StartResult start(String name, Context self) {
    return GenServer.startLink(self, name, new Worker(name));
  }

  /** Asks a supervisor, as a process of the test. */
  static Pid pidOf(List<Child> children, String id) {
    return children.stream()
        .filter(child -> child.spec().id().equals(id))
        .flatMap(child -> child.pid().stream())
        .findFirst()
        .orElseThrow();
  }
}
