package multinode.process;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The processes of one node, and the names some of them hold.
 *
 * <p>All methods may be called from any thread, in a process or not.
 */
public final class Processes implements AutoCloseable {

  private static final Thread.Builder.OfVirtual THREADS =
      Thread.ofVirtual().name("process").inheritInheritableThreadLocals(false);

  private final String node;
  private final int incarnation;
  private final Uplink uplink;
  private final Events events;
  private final Map<Long, LocalProcess> table = new ConcurrentHashMap<>();
  private final Names names;
  private final Set<RemoteTies> remoteTies = ConcurrentHashMap.newKeySet();
  private final AtomicLong lastPid = new AtomicLong();
  private final AtomicLong lastRef = new AtomicLong();
  private final Timeouts timeouts = new Timeouts();
  private volatile boolean closed;
  private volatile Optional<Consumer<Context>> beginning = Optional.empty();

  /**
   * A node without processes.
   *
   * @param node the node's full name
   * @param incarnation which start of the node; two starts must differ
   * @param uplink the way to other nodes
   * @param events who is told what happens
   */
  public Processes(String node, int incarnation, Uplink uplink, Events events) {
    this.node = node;
    this.incarnation = incarnation;
    this.uplink = uplink;
    this.events = events;
    this.names = new Names(node, this::find, events);
  }

  /** Starts a process that prints where {@code groupLeader} prints. Does not wait for it. */
  public Pid spawn(Body body, Pid groupLeader) {
    LocalProcess process = prepare(body, groupLeader);
    launch(process);
    return process.self();
  }

  /** The same, linked from its first moment to a process of this node or another. */
  public Pid spawn(Body body, Pid groupLeader, Optional<Pid> linkTo) {
    LocalProcess process = prepare(body, groupLeader);
    add(process);
    linkTo.ifPresent(other -> {
      process.addLink(other);
      signal(new Signal.Link(process.self(), other));
    });
    process.start();
    return process.self();
  }

  /** Starts a process that is its own group leader: it is asked to print, and must. */
  public Pid spawnGroupLeader(Body body) {
    return spawn(body, null);
  }

  LocalProcess prepare(Body body, Pid groupLeader) {
    Pid pid = new Pid(node, incarnation, lastPid.incrementAndGet());
    return new LocalProcess(this, pid, groupLeader, Objects.requireNonNull(body));
  }

  void launch(LocalProcess process) {
    add(process);
    process.start();
  }

  private void add(LocalProcess process) {
    table.put(process.self().id(), process);
    events.emit(Event.Kind.STARTED, process.self(), () -> "");
    if (closed) process.exitSignal(process.self(), ExitReason.KILL, false, Speaker.NODE);
  }

  /** Has every process that starts from now on do this first; it must be quick. */
  public void beginWith(Consumer<Context> first) {
    beginning = Optional.of(first);
  }

  Optional<Consumer<Context>> beginning() {
    return beginning;
  }

  Thread thread(LocalProcess process) {
    return THREADS.unstarted(process);
  }

  Timeouts timeouts() {
    return timeouts;
  }

  /** A reference no other call on any node returns. */
  public Ref ref() {
    return new Ref(node, incarnation, lastRef.incrementAndGet());
  }

  /** The ties over a connection that has just been made to a node. */
  public RemoteTies tiesTo(String other) {
    return new RemoteTies(other);
  }

  /**
   * A connection is about to send a signal. A link, monitor or request of this node's processes
   * leads over that connection from now on. When it turns out that the signal cannot be sent, that
   * does no harm: its sender hears of that.
   */
  public void leaving(Signal signal, RemoteTies connection) {
    switch (signal) {
      case Signal.Request(Ref ref, Pid from, Destination _, Object _) ->
          tie(find(from), ref, connection);
      case Signal.Monitor(Ref ref, Pid from, Destination _) -> tie(find(from), ref, connection);
      case Signal.Link(Pid from, Pid to) -> tie(find(from), to, connection);
      default -> {}
    }
  }

  /** A signal has come over a connection: delivers it here. */
  public void arrived(Signal signal, RemoteTies connection) {
    signal(signal);
    switch (signal) {
      case Signal.Request(Ref ref, Pid _, Destination to, Object _) ->
          tie(find(to), ref, connection);
      case Signal.Monitor(Ref ref, Pid _, Destination to) -> tie(find(to), ref, connection);
      case Signal.Link(Pid from, Pid to) -> tie(find(to), from, connection);
      default -> {}
    }
  }

  private void tie(LocalProcess process, Object tie, RemoteTies connection) {
    if (process == null || !process.ties().over(tie, connection)) return;
    remoteTies.add(connection);
    connection.add(process);
  }

  void ended(LocalProcess process, ExitReason reason, SortedSet<String> held) {
    table.remove(process.self().id());
    held.forEach(name -> names.forget(name, process.self()));
    remoteTies.forEach(connection -> connection.remove(process));
    events.emit(Event.Kind.EXITED, process.self(), reason::toString);
  }

  /**
   * Cuts the links and monitors to a node that led over connections which have {@linkplain
   * RemoteTies#end ended}: {@code noconnection} for all who have one.
   */
  public void nodeDown(String lost) {
    for (RemoteTies connection : remoteTies) {
      if (!connection.hasEnded() || !connection.node().equals(lost)) continue;
      remoteTies.remove(connection);
      connection.cut();
    }
  }

  /**
   * Sends a message; see {@link Context#send(Destination, Object)}.
   *
   * @throws IllegalArgumentException when a message to another node cannot be encoded
   */
  public void send(Destination to, Object message) {
    send(to, message, Speaker.NODE);
  }

  void send(Destination to, Object message, Speaker by) {
    Objects.requireNonNull(message, "a message cannot be null");
    if (to.node().equals(node)) {
      LocalProcess process = find(to);
      if (process != null) process.put(message, by);
      else nobodyThere(to, message);
    } else {
      forward(new Signal.Send(to, message), by);
    }
  }

  /** Sends a signal to another node; false when that node cannot be reached. */
  private boolean forward(Signal signal, Speaker by) {
    String to = signal.to().node();
    if (!by.begin(to)) return true;
    try {
      return uplink.forward(to, signal);
    } finally {
      by.done();
    }
  }

  private void nobodyThere(Destination to, Object message) {
    events.emit(
        Event.Kind.DROPPED,
        to,
        () -> "nobody there for " + brief(message),
        () -> "nobody there for " + message);
  }

  /** Which message, without asking it. */
  static String brief(Object message) {
    return message instanceof Encoded encoded
        ? encoded.brief()
        : "a " + message.getClass().getSimpleName();
  }

  /**
   * Sends a message to the process that holds a name on this node.
   *
   * @throws IllegalArgumentException naming {@code name} when nobody holds it
   */
  public void send(String name, Object message) {
    send(name, message, Speaker.NODE);
  }

  void send(String name, Object message, Speaker by) {
    send(
        whereis(name)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "no process is registered as \"" + name + "\" on " + node)),
        message,
        by);
  }

  /** Answers a request; see {@link Context#reply}. */
  public void reply(From from, Object answer) {
    reply(from, answer, Speaker.NODE);
  }

  void reply(From from, Object answer, Speaker by) {
    boolean elsewhere = !from.server().node().equals(node);
    signal(new Signal.Answer(from.ref(), from.caller(), answer, elsewhere), by);
    // An answer that was not let out any more leaves its caller waiting for the server.
    if (!by.isSilenced()) signal(new Signal.Demonitor(from.ref(), from.server()));
  }

  /**
   * Has a process of this node wait for the answer to a request from another process than the one
   * that it has asked: a server has moved, and knows who waits. When that one ends without an
   * answer, the caller hears of it.
   *
   * @return false when the caller does not wait any more
   */
  public boolean follow(From from, Pid server) {
    LocalProcess caller = find(from.caller());
    return caller != null && caller.follow(from.ref(), server);
  }

  /** Whether somebody waits for a process of this node to answer a request. */
  public boolean isAwaited(From from, Pid server) {
    LocalProcess asked = find(server);
    return asked != null && asked.ties().isWatchedBy(from.ref());
  }

  /** The processes to which one of this node is linked. */
  public Set<Pid> links(Pid pid) {
    LocalProcess process = find(pid);
    return process == null ? Set.of() : process.ties().links();
  }

  /** Delivers a signal: here, or through the uplink. */
  public void signal(Signal signal) {
    signal(signal, Speaker.NODE);
  }

  void signal(Signal signal, Speaker by) {
    if (!signal.to().node().equals(node)) {
      if (!forward(signal, by)) unreachable(signal);
      return;
    }
    LocalProcess to = find(signal.to());
    switch (signal) {
      case Signal.Send send -> send(send.to(), send.message(), by);
      case Signal.Link link -> {
        if (to == null || !to.addLink(link.from())) {
          signal(new Signal.ExitSignal(link.to(), link.from(), ExitReason.NOPROC, true));
        }
      }
      case Signal.Unlink unlink -> {
        if (to != null) to.ties().unlink(unlink.from());
      }
      case Signal.ExitSignal exit -> {
        if (to != null) to.exitSignal(exit.from(), exit.reason(), exit.linked(), by);
      }
      case Signal.Monitor monitor -> {
        if (to == null || !to.addWatcher(monitor.ref(), monitor.from())) {
          signal(new Signal.DownSignal(monitor.ref(), monitor.from(), ExitReason.NOPROC));
        }
      }
      case Signal.Request(Ref ref, Pid from, Destination _, Object request) -> {
        if (to != null && to.addWatcher(ref, from)) {
          boolean put = to.putCall(new From(from, ref, to.self()), request, by);
          if (!put) to.ties().notWatchedBy(ref);
        } else {
          signal(new Signal.DownSignal(ref, from, ExitReason.NOPROC));
        }
      }
      case Signal.Answer answer -> {
        if (to != null) to.answered(answer.ref(), answer.answer(), by);
      }
      case Signal.Demonitor demonitor -> {
        if (to != null) to.ties().notWatchedBy(demonitor.ref());
      }
      case Signal.DownSignal down -> {
        if (to != null) to.downSignal(down.ref(), down.reason());
      }
    }
  }

  /** Whether a process of this node still waits for the answer to its request. */
  public boolean isAwaited(Signal.Request request) {
    LocalProcess caller = find(request.from());
    return caller != null && caller.ties().hasMonitor(request.ref());
  }

  /** A signal could not be sent to its node: a process that waits for something hears of it. */
  public void unreachable(Signal signal) {
    ExitReason lost = ExitReason.NOCONNECTION;
    if (signal instanceof Signal.Link(Pid from, Pid to)) {
      signal(new Signal.ExitSignal(to, from, lost, true));
    } else if (signal instanceof Signal.Monitor(Ref ref, Pid from, Destination _)) {
      signal(new Signal.DownSignal(ref, from, lost));
    } else if (signal instanceof Signal.Request(Ref ref, Pid from, Destination _, Object _)) {
      signal(new Signal.DownSignal(ref, from, lost));
    }
  }

  LocalProcess find(Destination to) {
    return switch (to) {
      case RegisteredName(String name, String _) ->
          names.whereis(name).map(this::find).orElse(null);
      case Pid pid -> here(pid) ? table.get(pid.id()) : null;
    };
  }

  private boolean here(Pid pid) {
    return pid.incarnation() == incarnation && pid.node().equals(node);
  }

  /** Whether a process of this node is alive; false for pids of other nodes. */
  public boolean isAlive(Pid pid) {
    return find(pid) != null;
  }

  /**
   * Gives a process of this node a name.
   *
   * @throws IllegalArgumentException when the name is taken (naming the holder) or the process is
   *     not alive here
   */
  public void register(String name, Pid pid) {
    names.register(name, pid);
  }

  /** Takes a name back; false when nobody held it. */
  public boolean unregister(String name) {
    return names.unregister(name);
  }

  /** The names of this node. */
  public Registry names() {
    return names;
  }

  /** Who holds a name on this node. */
  public Optional<Pid> whereis(String name) {
    return names.whereis(name);
  }

  /** The names in use on this node, sorted, and who holds them. */
  public SortedMap<String, Pid> registered() {
    return names.registered();
  }

  /** The live processes of this node, sorted. */
  public List<Info> list() {
    return table.values().stream().map(this::info).sorted().toList();
  }

  /** The processes with the most waiting messages, so many at most; none with an empty mailbox. */
  public List<Info> longest(int most) {
    return table.values().stream()
        .map(this::info)
        .filter(info -> info.mailbox() > 0)
        .sorted(Comparator.comparingInt(Info::mailbox).reversed())
        .limit(most)
        .toList();
  }

  private Info info(LocalProcess process) {
    return new Info(process.self(), process.ties().names(), process.size(), process.state());
  }

  /** How many processes are alive on this node. */
  public int count() {
    return table.size();
  }

  /**
   * Kills every process, and those that are started from now on. Does not wait for their threads.
   */
  @Override
  public void close() {
    closed = true;
    for (LocalProcess process : table.values()) {
      process.exitSignal(process.self(), ExitReason.KILL, false, Speaker.NODE);
    }
    timeouts.close();
  }

  /**
   * A live process, seen from outside.
   *
   * @param pid who
   * @param names the names it holds on its node, sorted
   * @param mailbox how many messages wait in its mailbox
   * @param state what it keeps, if it {@linkplain Context#expose shows} that
   */
  public record Info(Pid pid, SortedSet<String> names, int mailbox, Optional<Object> state)
      implements Comparable<Info> {
    @Override
    public int compareTo(Info other) {
      return pid.compareTo(other.pid);
    }
  }
}
