package multinode.process;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A process of this node, and what its body can do: on a virtual thread of its own. */
final class LocalProcess extends TiedProcess implements Context, Runnable {

  private static final Thread.Builder.OfVirtual THREADS =
      Thread.ofVirtual().name("process").inheritInheritableThreadLocals(false);

  /** How many lines of a stack trace go to another node. */
  private static final int SHOWN = 4;

  private static final Predicate<Object> ANY = message -> true;

  private final Pid groupLeader;
  private final Body body;
  private final Thread thread;

  private volatile Supplier<Object> state;

  LocalProcess(Processes processes, Pid self, Pid groupLeader, Body body) {
    super(processes, self);
    this.groupLeader = groupLeader == null ? self : groupLeader;
    this.body = Objects.requireNonNull(body);
    this.thread = THREADS.unstarted(this);
  }

  void start() {
    thread.start();
  }

  @Override
  public void run() {
    ExitReason reason = ExitReason.NORMAL;
    try {
      if (processes.beginning().isPresent()) processes.beginning().get().accept(this);
      body.run(this);
    } catch (ProcessExit exit) {
      reason = exit.reason();
    } catch (Throwable thrown) {
      reason = ExitReason.crash(thrown);
      if (!isSilenced()) crashed(thrown, reason);
    } finally {
      ended(reason);
    }
  }

  /**
   * Logs a crash, and tells the process that started this one from another node: it reads no log
   * here.
   */
  private void crashed(Throwable thrown, ExitReason reason) {
    LOG.log(Level.ERROR, "process " + self + " crashed", thrown);
    if (groupLeader.node().equals(self.node())) return;
    StringBuilder text = new StringBuilder("process %s crashed: %s".formatted(self, reason));
    StackTraceElement[] trace = thrown.getStackTrace();
    for (int i = 0; i < Math.min(trace.length, SHOWN); i++)
      text.append("\n    at ").append(trace[i]);
    tell(new Signal.Send(groupLeader, new Print(text.toString())));
  }

  // The context: this process's thread.

  @Override
  Thread owner() {
    return thread;
  }

  @Override
  Object opened(Encoded message) {
    try {
      return Objects.requireNonNull(message.decode(), "a message cannot be null");
    } catch (Throwable thrown) {
      message.dropped(thrown);
      return null;
    }
  }

  @Override
  public Pid groupLeader() {
    return groupLeader;
  }

  @Override
  public Object receive() {
    return take(ANY, 0);
  }

  @Override
  public Object receive(Predicate<Object> wanted) {
    return take(wanted, 0);
  }

  @Override
  public Optional<Object> receive(Predicate<Object> wanted, Duration timeout) {
    return take(wanted, timeout);
  }

  @Override
  public void boundMailbox(int most) {
    check();
    if (most < 1) throw new IllegalArgumentException("a mailbox for " + most + " messages");
    bound(most);
  }

  @Override
  public void send(Destination to, Object message) {
    check();
    processes.signals().send(to, message, this);
  }

  @Override
  public void send(String name, Object message) {
    check();
    processes.signals().send(name, message, this);
  }

  @Override
  public Pid spawn(Body child) {
    check();
    return processes.spawn(child, groupLeader);
  }

  @Override
  public Pid spawnLink(Body child) {
    check();
    LocalProcess process = processes.prepare(child, groupLeader);
    process.addLink(self);
    processes.add(process); // When this one ends, its exit signal has to find it.
    if (addLink(process.self)) process.start();
    else process.ended(ExitReason.KILLED);
    check();
    return process.self;
  }

  @Override
  public void link(Pid other) {
    check();
    if (other.equals(self) || !addLink(other)) return;
    processes.signals().deliver(new Signal.Link(self, other), this);
  }

  @Override
  public void unlink(Pid other) {
    check();
    if (ties.unlink(other)) processes.signal(new Signal.Unlink(self, other));
  }

  @Override
  public Ref monitor(Destination other) {
    check();
    Ref ref = processes.ref();
    if (!ties.monitor(ref, other)) check();
    processes.signals().deliver(new Signal.Monitor(ref, self, other), this);
    return ref;
  }

  @Override
  public void demonitor(Ref ref) {
    check();
    Destination who = ties.demonitor(ref);
    if (who != null) processes.signal(new Signal.Demonitor(ref, who));
    else receive(ref::settledBy, Duration.ZERO);
  }

  @Override
  public Ref request(Destination to, Object request) {
    check();
    Objects.requireNonNull(request, "a request cannot be null");
    Ref ref = processes.ref();
    if (!ties.monitor(ref, to)) check();
    requested(ref);
    try {
      processes.signals().deliver(new Signal.Request(ref, self, to, request), this);
    } catch (RuntimeException notSent) {
      ties.demonitor(ref);
      throw notSent;
    }
    return ref;
  }

  @Override
  public Optional<Object> receiveSince(Ref request, Predicate<Object> wanted, Duration timeout) {
    return takeAfter(markOf(request), wanted, timeout);
  }

  @Override
  public void println(Object line) {
    Print print = new Print(String.valueOf(line));
    if (groupLeader.equals(self) || Thread.currentThread() != thread) {
      send(groupLeader, print);
      return;
    }
    Ref ref = request(groupLeader, print);
    if (receiveSince(ref, ref::settledBy, PRINT_LIMIT).isEmpty()) demonitor(ref);
  }

  @Override
  public void reply(From from, Object answer) {
    check();
    if (from.server().equals(self)) {
      boolean far = !from.caller().node().equals(self.node());
      if (far && !ties.isWatchedBy(from.ref())) return; // Its caller waits no more.
      processes
          .signals()
          .deliver(new Signal.Answer(from.ref(), from.caller(), answer, false), this);
      // An answer that was not let out any more: its caller hears of the end instead.
      if (!isSilenced()) ties.notWatchedBy(from.ref());
    } else {
      processes.signals().reply(from, answer, this);
    }
  }

  @Override
  public void expose(Supplier<Object> state) {
    check();
    this.state = Objects.requireNonNull(state);
  }

  /** This process, seen from outside. */
  Processes.Info info() {
    Optional<Object> shown = state == null ? Optional.empty() : exposed();
    long dropped = bound() == null ? 0 : bound().dropped();
    return new Processes.Info(self, ties.names(), size(), dropped, shown);
  }

  /** One that does not give its state keeps nobody else's back. */
  private Optional<Object> exposed() {
    try {
      return Optional.ofNullable(state.get());
    } catch (RuntimeException | StackOverflowError thrown) {
      return Optional.of("cannot be shown: " + thrown.getClass().getSimpleName());
    }
  }

  @Override
  public void trapExit(boolean trap) {
    check();
    trap(trap);
  }

  @Override
  public void exit(Pid other, ExitReason reason) {
    check();
    processes.signals().deliver(new Signal.ExitSignal(self, other, reason, false), this);
    check();
  }

  @Override
  public RuntimeException exit(ExitReason reason) {
    check();
    throw new ProcessExit(Objects.requireNonNull(reason), true);
  }

  @Override
  public void register(String name) {
    check();
    processes.register(name, self);
  }

  @Override
  public Registry names() {
    return processes.names();
  }

  @Override
  public String toString() {
    return self.toString();
  }
}
