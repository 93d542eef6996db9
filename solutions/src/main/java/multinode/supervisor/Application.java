package multinode.supervisor;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import multinode.genserver.GenServer;
import multinode.genserver.Init;
import multinode.genserver.Result;
import multinode.genserver.StartResult;
import multinode.node.Node;
import multinode.process.Context;
import multinode.process.Exit;
import multinode.process.ExitReason;
import multinode.process.Permanent;
import multinode.process.Pid;
import multinode.process.Ref;

/**
 * A tree of processes that begins and ends with its node: OTP's <a
 * href="https://www.erlang.org/doc/system/applications.html">application</a>. At its top is one
 * supervisor. When that gives up, the application has ended, which is logged; the node stays.
 */
public final class Application implements AutoCloseable {

  /** How long its processes may take to end, all together; then its supervisor is killed. */
  static final Duration LIMIT = Duration.ofSeconds(10);

  private final Node node;
  private final String name;
  private final Pid master;
  private final Pid supervisor;

  private Application(Node node, String name, Pid master, Pid supervisor) {
    this.node = node;
    this.name = name;
    this.master = master;
    this.supervisor = supervisor;
  }

  /** "End the supervisor, and then yourself." */
  private record Stop() {}

  /** The process above the supervisor, as each application of OTP has one. Its state is that. */
  private record Master(String application, ChildSpec top) implements GenServer<Child> {

    @Override
    public Init<Child> init(Context self) {
      self.trapExit(true);
      return switch (Supervisor.start(self, top)) {
        case StartResult.Started(Pid pid) -> Init.ok(new Child(top, Optional.of(pid)));
        case StartResult.Failed(ExitReason reason) -> Init.stop(reason);
        case StartResult other -> Init.stop(ExitReason.because(other.toString()));
      };
    }

    @Override
    public Result<Child> handleInfo(Object message, Child child, Context self) {
      return switch (message) {
        case Stop() -> Result.stop(ExitReason.SHUTDOWN, child);
        case Exit(Pid pid, ExitReason reason) when child.pid().equals(Optional.of(pid)) -> {
          Report.applicationEnded(self, application, reason);
          yield Result.stop(reason, child.stopped());
        }
        default -> Result.noReply(child);
      };
    }

    @Override
    public void terminate(ExitReason reason, Child child, Context self) {
      Ending.end(self, child);
    }
  }

  /**
   * Starts an application, which its node ends when it is closed itself. Waits until all processes
   * of the tree run.
   *
   * @param name what the log calls it
   * @param top its supervisor
   * @throws IllegalStateException when it does not start; then all that it has started has ended
   */
  public static Application start(Node node, String name, Supervisor top) {
    ChildSpec spec = Supervisor.spec(name, self -> GenServer.startLink(self, top));
    Application application =
        node.run(self ->
            switch (GenServer.start(self, new Master(name, spec))) {
              case StartResult.Started(Pid master) ->
                  new Application(node, name, master, supervisorOf(self, master));
              case StartResult other ->
                  throw new IllegalStateException(
                      "the application %s does not start on %s: %s"
                          .formatted(name, node.self(), other));
            });
    return node.parts().add(application);
  }

  /**
   * Starts an application that its node cannot do without: when it has ended, it is started again.
   *
   * @return what stops it, as {@link #close} does
   * @throws IllegalStateException when it does not start the first time
   */
  public static Runnable keep(Node node, String name, Supervisor top) {
    AtomicReference<Application> now = new AtomicReference<>();
    Permanent kept =
        Permanent.start(
            node.processes(),
            "application " + name,
            () -> {
              Application next = start(node, name, top);
              node.parts().remove(next); // Only the one that keeps it closes it.
              now.set(next);
              return next.master;
            });
    return () -> {
      kept.stop();
      now.get().close();
    };
  }

  private static Pid supervisorOf(Context self, Pid master) {
    return ((Child) GenServer.state(self, master)).pid().orElseThrow();
  }

  /** Its topmost supervisor. */
  public Pid supervisor() {
    return supervisor;
  }

  /** Whether it has not ended. */
  public boolean isRunning() {
    return node.processes().isAlive(master);
  }

  /**
   * Stops it: what was started last ends first. Waits for that, 10 s at most; then its supervisor
   * is killed. A supervisor further down that is still at the start of a child lasts until that
   * returns, or until its node ends.
   */
  @Override
  public void close() {
    node.parts().remove(this);
    node.run(self -> {
      Ref ended = self.monitor(master);
      self.send(master, new Stop());
      if (self.receive(ended::settledBy, LIMIT).isEmpty()) {
        self.exit(supervisor, ExitReason.KILL);
        self.exit(master, ExitReason.KILL);
      }
      return true;
    });
  }

  @Override
  public String toString() {
    return "application " + name;
  }
}
