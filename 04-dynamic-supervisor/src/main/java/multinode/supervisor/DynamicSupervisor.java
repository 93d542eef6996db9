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
import multinode.process.ExitReason;
import multinode.process.From;
import multinode.process.Pid;
import workbook.Todo;

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
    // 4.2: what happens to a process whose link brings an end? What must it say so that it is told?
    throw new Todo("4.2", "begin without children, and be told of their ends");
  }

  @Override
  public CallResult<State> handleCall(Request<?> request, From from, State state, Context self) {
    // 4.2: a case for each of four requests. Each answers, and has the state from now on.
    throw new Todo("4.2", "answer StartChild, TerminatePid, WhichChildren and CountChildren");
  }

  /** Starts a child and keeps it, where it has started; {@code max_children} when it is full. */
  private StartResult add(ChildSpec spec, Context self) {
    // 4.2: which of the four results brings a child?
    throw new Todo("4.2", "start a child unless there are too many, and keep it if it has started");
  }

  @Override
  public Result<State> handleInfo(Object message, State state, Context self) {
    // 4.2: an Exit of a child, an Exit of somebody else, TryAgain, anything else.
    throw new Todo("4.2", "start a child again when it has ended, if that is its rule");
  }

  /**
   * Starts a child again that has ended, and counts that. Once too often: it ends itself instead,
   * with {@code shutdown}. A start that fails is tried again, and counted again.
   */
  private Result<State> restart(Child gone, Object why, State state, Context self) {
    // 4.2: count first. Is it one too many? And what if the start fails?
    throw new Todo("4.2", "count the restart, and give up or start the child");
  }

  /** Ends its children, all at the same time, and waits for them. */
  @Override
  public void terminate(ExitReason reason, State state, Context self) {
    // 4.2: Ending has a method for many.
    throw new Todo("4.2", "end all children, and wait for them");
  }
}
