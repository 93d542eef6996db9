package multinode.supervisor;

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
 * <p>Its children may be many, so they are in a map that only its own process touches; the state
 * that others see is how many there are. An object is one supervisor at a time.
 */
public final class DynamicSupervisor implements GenServer<DynamicSupervisor.State> {

  private final int maxChildren;
  private final Intensity intensity;
  private final Map<Pid, ChildSpec> children = new LinkedHashMap<>();
  private final Map<Pid, ChildSpec> failing = new LinkedHashMap<>();

  /**
   * What others see of it.
   *
   * @param children how many run
   * @param intensity the restarts of late
   */
  public record State(int children, Intensity intensity) {}

  /** "This child, which has ended, could not be started again; try once more." */
  private record TryAgain(Child gone) {}

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

  /** What others see, with these restarts behind it. */
  private State state(Intensity restarts) {
    return new State(children.size(), restarts);
  }

  /** All children, in the order in which they were started. */
  private List<Child> all() {
    return children.entrySet().stream()
        .map(child -> new Child(child.getValue(), Optional.of(child.getKey())))
        .toList();
  }

  /**
   * Forgets the child that is this process, or was it and is to be tried again, and returns it;
   * empty when it is none of them.
   */
  private Optional<Child> remove(Pid pid) {
    return Optional.ofNullable(children.remove(pid))
        .or(() -> Optional.ofNullable(failing.remove(pid)))
        .map(spec -> new Child(spec, Optional.of(pid)));
  }

  /** A start has failed: it is to be tried again, unless somebody ends the child before. */
  private void tryAgain(Child gone, Context self) {
    failing.put(gone.pid().orElseThrow(), gone.spec());
    self.send(self.self(), new TryAgain(gone));
  }

  /**
   * Begins without children, also where this object is started a second time. Their ends are to be
   * messages, and not its own end.
   */
  @Override
  public Init<State> init(Context self) {
    children.clear();
    failing.clear();
    self.trapExit(true);
    return Init.ok(state(intensity));
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
        Termination done = child.isPresent() ? Termination.OK : Termination.NOT_FOUND;
        yield end.reply(done, state(state.intensity()));
      }
      case SupervisorRequest.WhichChildren which -> which.reply(all(), state);
      case SupervisorRequest.CountChildren count -> count.reply(ChildCount.of(all()), state);
      default -> throw unknown(request);
    };
  }

  /**
   * Starts a child and keeps it, where it has started; {@code max_children} when it is full. One
   * that is to be tried again has its place.
   */
  private StartResult add(ChildSpec spec, Context self) {
    if (children.size() + failing.size() >= maxChildren) {
      return new StartResult.Failed(ExitReason.because("max_children: " + maxChildren));
    }
    StartResult result = Supervisor.start(self, spec);
    if (result instanceof StartResult.Started(Pid pid)) children.put(pid, spec);
    return result;
  }

  @Override
  public Result<State> handleInfo(Object message, State state, Context self) {
    return switch (message) {
      case Exit(Pid pid, ExitReason reason) -> {
        Optional<Child> ended = remove(pid);
        yield ended.isPresent() && ended.get().spec().restart().after(reason)
            ? restart(ended.get(), reason, state, self)
            : Result.noReply(state(state.intensity()));
      }
      case TryAgain(Child gone) when remove(gone.pid().orElseThrow()).isPresent() ->
          restart(gone, "it did not start", state, self);
      default -> Result.noReply(state);
    };
  }

  /**
   * Starts a child again that has ended, and counts that. Once too often: it ends itself instead,
   * with {@code shutdown}. A start that fails is tried again, and counted again.
   */
  private Result<State> restart(Child gone, Object why, State state, Context self) {
    ChildSpec spec = gone.spec();
    Intensity counted = state.intensity().restarted(System.nanoTime());
    if (counted.isExceeded()) {
      Report.givesUp(self, spec.id(), counted);
      return Result.stop(ExitReason.SHUTDOWN, state(counted));
    }
    Report.ended(self, spec.id(), why);
    switch (Supervisor.start(self, spec)) {
      case StartResult.Started(Pid pid) -> children.put(pid, spec);
      // Somebody has had it started since, before its end was known here.
      case StartResult.AlreadyStarted(Pid pid) when children.containsKey(pid) -> {}
      case StartResult.Ignored() -> {}
      default -> tryAgain(gone, self);
    }
    return Result.noReply(state(counted));
  }

  /** Ends its children, all at the same time, and waits for them. */
  @Override
  public void terminate(ExitReason reason, State state, Context self) {
    Ending.endAll(self, all());
  }
}
