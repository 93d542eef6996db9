package multinode.supervisor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import multinode.genserver.CallResult;
import multinode.genserver.GenServer;
import multinode.genserver.Init;
import multinode.genserver.Request;
import multinode.genserver.Result;
import multinode.genserver.StartResult;
import multinode.process.Context;
import multinode.process.Exit;
import multinode.process.ExitReason;
import multinode.process.From;
import multinode.process.Pid;

/**
 * A process that starts others in order, starts them again when they end, and ends them in the
 * opposite order when it ends itself. See OTP's <a
 * href="https://www.erlang.org/doc/apps/stdlib/supervisor.html">{@code supervisor}</a>.
 */
public final class Supervisor implements GenServer<Supervisor.State> {

  private final Strategy strategy;
  private final Intensity intensity;
  private final List<ChildSpec> specs;

  /**
   * What it knows.
   *
   * @param children in the order in which they are started, unmodifiable
   * @param intensity the restarts of late
   */
  public record State(List<Child> children, Intensity intensity) {

    private Optional<Child> child(Pid pid) {
      Optional<Pid> wanted = Optional.of(pid);
      return children.stream().filter(child -> child.pid().equals(wanted)).findFirst();
    }

    private Optional<Child> child(String id) {
      return children.stream().filter(child -> child.spec().id().equals(id)).findFirst();
    }

    private State with(Child changed) {
      List<Child> all =
          children.stream()
              .map(child -> child.spec().id().equals(changed.spec().id()) ? changed : child)
              .toList();
      return new State(all, intensity);
    }

    private State without(Child gone) {
      return new State(children.stream().filter(child -> !child.equals(gone)).toList(), intensity);
    }
  }

  /** "This child could not be started again; try once more." */
  private record TryAgain(String id) {}

  private Supervisor(Strategy strategy, Intensity intensity, List<ChildSpec> specs) {
    this.strategy = strategy;
    this.intensity = intensity;
    this.specs = List.copyOf(specs);
  }

  /** A supervisor with these children; {@link GenServer#startLink} starts it. */
  public static Supervisor of(Strategy strategy, Intensity intensity, ChildSpec... children) {
    return new Supervisor(strategy, intensity, List.of(children));
  }

  /** The same, with 3 restarts in 5 s. */
  public static Supervisor of(Strategy strategy, ChildSpec... children) {
    return of(strategy, Intensity.standard(), children);
  }

  /** A supervisor as a child of another one. */
  public static ChildSpec spec(String id, ChildSpec.Start start) {
    return ChildSpec.of(id, start).asSupervisor();
  }

  @Override
  public Init<State> init(Context self) {
    self.trapExit(true);
    List<Child> children = new ArrayList<>();
    for (ChildSpec spec : specs) {
      switch (start(self, new Child(spec, Optional.empty()), children)) {
        case StartResult.Started(Pid pid) -> children.add(new Child(spec, Optional.of(pid)));
        case StartResult.Ignored() -> children.add(new Child(spec, Optional.empty()));
        case StartResult failed -> {
          Ending.endInOrder(self, children);
          return Init.stop(
              ExitReason.because("the child %s did not start: %s".formatted(spec.id(), failed)));
        }
      }
    }
    return Init.ok(new State(List.copyOf(children), intensity));
  }

  /** Starts a child; one whose id is taken, and one whose start throws, has failed. */
  private static StartResult start(Context self, Child child, List<Child> others) {
    String id = child.spec().id();
    for (Child other : others) {
      if (other != child && other.spec().id().equals(id)) {
        return other
            .pid()
            .<StartResult>map(StartResult.AlreadyStarted::new)
            .orElseGet(() -> new StartResult.Failed(ExitReason.because(id + " is known already")));
      }
    }
    return start(self, child.spec());
  }

  /** Starts a child; one whose start throws has failed. */
  static StartResult start(Context self, ChildSpec spec) {
    try {
      return spec.start().start(self);
    } catch (RuntimeException | StackOverflowError thrown) {
      Report.startThrew(self, spec.id(), thrown);
      return new StartResult.Failed(ExitReason.crash(thrown));
    }
  }

  @Override
  public Result<State> handleInfo(Object message, State state, Context self) {
    return switch (message) {
      case Exit(Pid pid, ExitReason reason) -> ended(state.child(pid), reason, state, self);
      case TryAgain(String id) ->
          state
              .child(id)
              .filter(child -> child.pid().isEmpty())
              .map(child -> restart(child, state, self))
              .orElseGet(() -> Result.noReply(state));
      default -> Result.noReply(state);
    };
  }

  /** A process has ended; if it was a child's, that may have to be started again. */
  private Result<State> ended(Optional<Child> child, ExitReason reason, State state, Context self) {
    if (child.isEmpty()) return Result.noReply(state);
    Child gone = child.get();
    if (gone.spec().restart().after(reason)) {
      Report.ended(self, gone.spec().id(), reason);
      return restart(gone.stopped(), state.with(gone.stopped()), self);
    }
    return Result.noReply(
        gone.spec().restart() == Restart.TEMPORARY
            ? state.without(gone)
            : state.with(gone.stopped()));
  }

  private Result<State> restart(Child child, State state, Context self) {
    Intensity counted = state.intensity().restarted(System.nanoTime());
    State now = new State(state.children(), counted);
    if (counted.isExceeded()) {
      Report.givesUp(self, child.spec().id(), counted);
      return Result.stop(ExitReason.SHUTDOWN, now);
    }
    List<Child> affected = strategy.affected(now.children(), child);
    Ending.endInOrder(self, affected);
    for (Child each : affected) now = terminated(each, now);
    for (Child each : affected) {
      if (each.spec().restart() == Restart.TEMPORARY) continue;
      switch (start(self, each.spec())) {
        case StartResult.Started(Pid pid) -> now = now.with(each.running(pid));
        case StartResult.Ignored() -> {}
        case StartResult failed -> {
          Report.ended(self, each.spec().id(), failed);
          self.send(self.self(), new TryAgain(each.spec().id()));
          return Result.noReply(now);
        }
      }
    }
    return Result.noReply(now);
  }

  @Override
  public CallResult<State> handleCall(Request<?> request, From from, State state, Context self) {
    return switch (request) {
      case SupervisorRequest.WhichChildren which -> which.reply(state.children(), state);
      case SupervisorRequest.CountChildren count ->
          count.reply(ChildCount.of(state.children()), state);
      case SupervisorRequest.StartChild begin -> {
        Child child = new Child(begin.spec(), Optional.empty());
        StartResult result = start(self, child, state.children());
        yield begin.reply(result, added(child, result, state));
      }
      case SupervisorRequest.RestartChild again -> restartChild(again, state, self);
      case SupervisorRequest.TerminateChild end -> {
        Optional<Child> child = state.child(end.id());
        child.ifPresent(found -> Ending.end(self, found));
        // One that could not be started again is not tried once more.
        self.receive(message -> message.equals(new TryAgain(end.id())), Duration.ZERO);
        yield end.reply(
            child.isPresent() ? Termination.OK : Termination.NOT_FOUND,
            child.map(found -> terminated(found, state)).orElse(state));
      }
      default -> throw unknown(request);
    };
  }

  private static State added(Child child, StartResult result, State state) {
    List<Child> all = new ArrayList<>(state.children());
    switch (result) {
      case StartResult.Started(Pid pid) -> all.add(child.running(pid));
      case StartResult.Ignored() -> all.add(child);
      default -> {}
    }
    return new State(List.copyOf(all), state.intensity());
  }

  /** A temporary child is forgotten when it ends, no matter who has ended it. */
  private static State terminated(Child child, State state) {
    return child.spec().restart() == Restart.TEMPORARY
        ? state.without(child)
        : state.with(child.stopped());
  }

  private static CallResult<State> restartChild(
      SupervisorRequest.RestartChild again, State state, Context self) {
    Optional<Child> child = state.child(again.id());
    if (child.isEmpty()) {
      return again.reply(new StartResult.Failed(ExitReason.because("not found")), state);
    }
    if (child.get().pid().isPresent()) {
      return again.reply(new StartResult.AlreadyStarted(child.get().pid().get()), state);
    }
    StartResult result = start(self, child.get().spec());
    return again.reply(
        result,
        result instanceof StartResult.Started(Pid pid)
            ? state.with(child.get().running(pid))
            : state);
  }

  @Override
  public void terminate(ExitReason reason, State state, Context self) {
    Ending.endInOrder(self, state.children());
  }
}
