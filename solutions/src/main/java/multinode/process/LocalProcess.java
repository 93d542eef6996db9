package multinode.process;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A process of this node: a mailbox, a virtual thread that runs the body, and what is tied to it.
 *
 * <p>Other threads only put messages in, and change its ties under their monitor; what takes a tie
 * away and tells of it does both under it, so that an untied process hears nothing late. It ends
 * once: by its body's end, or at once when it is killed; a killed body may run on until it next
 * waits or uses its context, but nobody can see it any more.
 */
final class LocalProcess extends TimedMailbox implements Context, Runnable, Speaker {

  private static final System.Logger LOG = System.getLogger("multinode.process");

  /** How many lines of a stack trace go to another node. */
  private static final int SHOWN = 4;

  private static final Predicate<Object> ANY = message -> true;

  private final Processes processes;
  private final Pid self;
  private final Pid groupLeader;
  private final Body body;
  private final Thread thread;

  private final Ties ties = new Ties();
  private volatile boolean dead;
  private volatile boolean trapping;
  private volatile ExitReason exiting;

  /** The other node that this process is sending a signal to, or null. */
  private volatile String sendingTo;

  /** What that node is to hear of this process's end as soon as the signal is sent; under ties. */
  private List<Signal> postponed = List.of();

  private volatile Supplier<Object> state;

  LocalProcess(Processes processes, Pid self, Pid groupLeader, Body body) {
    this.processes = processes;
    this.self = self;
    this.groupLeader = groupLeader == null ? self : groupLeader;
    this.body = body;
    this.thread = processes.thread(this);
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
      if (exiting == null) crashed(thrown, reason);
    } finally {
      end(exiting == null ? reason : exiting);
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

  // Ties and signals: any thread.

  @Override
  boolean isDead() {
    return dead;
  }

  @Override
  Timeouts timeouts() {
    return processes.timeouts();
  }

  Ties ties() {
    return ties;
  }

  boolean addLink(Pid other) {
    return ties.link(other);
  }

  boolean addWatcher(Ref ref, Pid watcher) {
    return ties.watchedBy(ref, watcher);
  }

  /** An exit signal has come. */
  void exitSignal(Pid from, ExitReason reason, boolean linked, Speaker by) {
    boolean kill = reason.equals(ExitReason.KILL) && !linked;
    synchronized (ties) {
      if (linked && !ties.unlink(from)) return;
      if (trapping && !kill) {
        put(new Exit(from, reason), by);
        return;
      }
      if (reason.equals(ExitReason.NORMAL) && !from.equals(self)) return;
      if (exiting == null) exiting = kill ? ExitReason.KILLED : reason;
    }
    if (kill) end(exiting);
    thread.interrupt();
    wake();
  }

  /** A watched process has ended. */
  void downSignal(Ref ref, ExitReason reason) {
    Objects.requireNonNull(reason);
    synchronized (ties) {
      Destination who = ties.demonitor(ref);
      if (who != null) put(new Down(ref, who, reason));
    }
  }

  /** A request of this process has been answered. */
  void answered(Ref ref, Object answer, Speaker by) {
    synchronized (ties) {
      if (by.isSilenced() || ties.demonitor(ref) == null) return;
      put(
          answer instanceof Encoded encoded
              ? new EncodedPart(encoded, decoded -> new Reply(ref, decoded))
              : new Reply(ref, answer));
    }
  }

  /** A request has come; false when who sends it has been silenced. */
  boolean putCall(From from, Object request, Speaker by) {
    return put(
        request instanceof Encoded encoded
            ? new EncodedPart(encoded, decoded -> new Call(from, decoded))
            : new Call(from, request),
        by);
  }

  /** The answer to a request comes from another process now; false when none is awaited. */
  boolean follow(Ref ref, Pid server) {
    Destination former;
    synchronized (ties) {
      former = ties.demonitor(ref);
      if (former == null) return false;
      ties.monitor(ref, server);
    }
    processes.signal(new Signal.Demonitor(ref, former));
    processes.signal(new Signal.Monitor(ref, self, server));
    return true;
  }

  /** A connection has ended. */
  void lost(RemoteTies connection) {
    Ties.Cut lost = ties.lostWith(connection);
    lost.links().forEach(pid -> exitSignal(pid, ExitReason.NOCONNECTION, true, Speaker.NODE));
    lost.monitors().keySet().forEach(ref -> downSignal(ref, ExitReason.NOCONNECTION));
  }

  private void end(ExitReason reason) {
    Ties.Cut all = ties.cut();
    if (all == null) return;
    dead = true;
    processes.ended(this, reason, all.names());
    List<Signal> news = new ArrayList<>();
    all.links().forEach(to -> news.add(new Signal.ExitSignal(self, to, reason, true)));
    all.watchers().forEach((ref, to) -> news.add(new Signal.DownSignal(ref, to, reason)));
    all.monitors().forEach((ref, to) -> news.add(new Signal.Demonitor(ref, to)));
    String busy = sendingTo;
    if (busy != null) {
      Predicate<Signal> late = signal -> signal.to().node().equals(busy);
      synchronized (ties) {
        postponed = news.stream().filter(late).toList();
      }
      news.removeIf(late);
      if (!busy.equals(sendingTo)) tellPostponed();
    }
    news.forEach(this::tell);
  }

  private void tellPostponed() {
    List<Signal> news;
    synchronized (ties) {
      news = postponed;
      postponed = List.of();
    }
    news.forEach(this::tell);
  }

  /** Tells one of many; that this fails must not keep it from the others. */
  private void tell(Signal signal) {
    try {
      processes.signal(signal);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "the end of {0} cannot be told to {1}: {2}", self, signal.to(), e);
    }
  }

  // What this process does to others, up to its end.

  @Override
  public boolean isSilenced() {
    return exiting != null;
  }

  @Override
  public boolean begin(String node) {
    if (Thread.currentThread() == thread) sendingTo = node;
    if (exiting == null) return true;
    done();
    return false;
  }

  @Override
  public void done() {
    if (Thread.currentThread() != thread) return;
    sendingTo = null;
    if (dead) tellPostponed();
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
  void check() {
    if (exiting != null) throw new ProcessExit(exiting, false);
  }

  @Override
  public Pid self() {
    return self;
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
  public void send(Destination to, Object message) {
    check();
    processes.send(to, message, this);
  }

  @Override
  public void send(String name, Object message) {
    check();
    processes.send(name, message, this);
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
    if (!addLink(process.self)) check();
    processes.launch(process);
    return process.self;
  }

  @Override
  public void link(Pid other) {
    check();
    if (other.equals(self) || !addLink(other)) return;
    processes.signal(new Signal.Link(self, other));
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
    ties.monitor(ref, other);
    processes.signal(new Signal.Monitor(ref, self, other));
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
    ties.monitor(ref, to);
    requested(ref);
    try {
      processes.signal(new Signal.Request(ref, self, to, request), this);
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
      processes.signal(new Signal.Answer(from.ref(), from.caller(), answer, false), this);
      // An answer that was not let out any more: its caller hears of the end instead.
      if (!isSilenced()) ties.notWatchedBy(from.ref());
    } else {
      processes.reply(from, answer, this);
    }
  }

  @Override
  public void expose(Supplier<Object> state) {
    check();
    this.state = Objects.requireNonNull(state);
  }

  Optional<Object> state() {
    return state == null ? Optional.empty() : Optional.of(state.get());
  }

  @Override
  public void trapExit(boolean trap) {
    check();
    trapping = trap;
  }

  @Override
  public void exit(Pid other, ExitReason reason) {
    check();
    processes.signal(new Signal.ExitSignal(self, other, reason, false), this);
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
