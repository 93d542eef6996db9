package multinode.supervisor;

import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * A supervisor that begins without children and is given them while it runs, as many as one likes;
 * they do not depend on each other. See Elixir's <a
 * href="https://hexdocs.pm/elixir/DynamicSupervisor.html">{@code DynamicSupervisor}</a>.
 *
 * <p>Its children are many, so they are in a map of its own that nobody else sees; the state that
 * others see is how many there are.
 */
public final class DynamicSupervisor implements GenServer<DynamicSupervisor.State> {

  private final int maxChildren;
  private final Intensity intensity;
  private final Map<Pid, ChildSpec> children = new LinkedHashMap<>();

  /**
   * What others see of it.
   *
   * @param children how many run
   * @param intensity the restarts of late
   */
  public record State(int children, Intensity intensity) {}

  /** "This child could not be started again; try once more." */
  private record TryAgain(ChildSpec spec) {}

  private DynamicSupervisor(int maxChildren, Intensity intensity) {
    this.maxChildren = maxChildren;
    this.intensity = intensity;
  }

  /** A supervisor for any number of children, with 3 restarts in 5 s. */
  public static DynamicSupervisor unlimited() {
    return of(Integer.MAX_VALUE, Intensity.standard());
  }

  /** A supervisor for so many children; {@link GenServer#startLink} starts it, once. */
  public static DynamicSupervisor of(int maxChildren, Intensity intensity) {
    return new DynamicSupervisor(maxChildren, intensity);
  }

  @Override
  public Init<State> init(Context self) {
    self.trapExit(true);
    return Init.ok(new State(0, intensity));
  }

  private State state(Intensity restarts) {
    return new State(children.size(), restarts);
  }

  @Override
  public CallResult<State> handleCall(Request<?> request, From from, State state, Context self) {
    return switch (request) {
      case SupervisorRequest.StartChild begin -> {
        StartResult result = add(begin.spec(), self);
        yield begin.reply(result, state(state.intensity()));
      }
      case SupervisorRequest.TerminatePid end -> {
        Optional<Child> child = remove(end.pid());
        child.ifPresent(found -> Ending.end(self, found));
        yield end.reply(
            child.isPresent() ? Termination.OK : Termination.NOT_FOUND, state(state.intensity()));
      }
      case SupervisorRequest.WhichChildren which -> which.reply(all(), state);
      case SupervisorRequest.CountChildren count -> count.reply(ChildCount.of(all()), state);
      default -> throw unknown(request);
    };
  }

  private StartResult add(ChildSpec spec, Context self) {
    if (children.size() >= maxChildren) {
      return new StartResult.Failed(ExitReason.because("max_children: " + maxChildren));
    }
    StartResult result = Supervisor.start(self, spec);
    if (result instanceof StartResult.Started(Pid pid)) children.put(pid, spec);
    return result;
  }

  private Optional<Child> remove(Pid pid) {
    return Optional.ofNullable(children.remove(pid)).map(spec -> new Child(spec, Optional.of(pid)));
  }

  private List<Child> all() {
    return children.entrySet().stream()
        .map(child -> new Child(child.getValue(), Optional.of(child.getKey())))
        .toList();
  }

  @Override
  public Result<State> handleInfo(Object message, State state, Context self) {
    return switch (message) {
      case Exit(Pid pid, ExitReason reason) ->
          remove(pid)
              .filter(child -> child.spec().restart().after(reason))
              .map(child -> restart(child.spec(), reason.toString(), state, self))
              .orElseGet(() -> Result.noReply(state(state.intensity())));
      case TryAgain(ChildSpec spec) -> restart(spec, "it did not start", state, self);
      default -> Result.noReply(state);
    };
  }

  private Result<State> restart(ChildSpec spec, String why, State state, Context self) {
    Intensity counted = state.intensity().restarted(System.nanoTime());
    if (counted.isExceeded()) {
      Supervisor.LOG.log(
          Level.ERROR, "{0} gives up: {1} ended once too often ({2})", self.self(), spec.id(), why);
      return Result.stop(ExitReason.SHUTDOWN, state(counted));
    }
    Supervisor.LOG.log(Level.WARNING, "{0}: {1} ended: {2}", self.self(), spec.id(), why);
    StartResult result = Supervisor.start(self, spec);
    if (result instanceof StartResult.Started(Pid pid)) children.put(pid, spec);
    else if (!(result instanceof StartResult.Ignored)) self.send(self.self(), new TryAgain(spec));
    return Result.noReply(state(counted));
  }

  @Override
  public void terminate(ExitReason reason, State state, Context self) {
    Ending.endAll(self, all());
  }
}
