package multinode.process;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
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

  private final String node;
  private final int incarnation;
  private final Events events;
  private final Map<Long, LocalProcess> table = new ConcurrentHashMap<>();
  private final Names names;
  private final Signals signals;
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
    this.events = events;
    this.names = new Names(node, this::find, events);
    this.signals = new Signals(node, this::find, uplink, events);
  }

  /** Starts a process that prints where {@code groupLeader} prints. Does not wait for it. */
  public Pid spawn(Body body, Pid groupLeader) {
    return spawn(body, groupLeader, Optional.empty());
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
    return new LocalProcess(this, pid, groupLeader, body);
  }

  /** Makes it known; it has still to be started. */
  void add(LocalProcess process) {
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

  Timeouts timeouts() {
    return timeouts;
  }

  /** A reference no other call on any node returns. */
  public Ref ref() {
    return new Ref(node, incarnation, lastRef.incrementAndGet());
  }

  /** The ties over a connection that has just been made to a node. */
  public RemoteTies tiesTo(String other) {
    return new RemoteTies(this, other);
  }

  /** Something is tied over a connection, and may be lost with it. */
  void tied(RemoteTies connection) {
    remoteTies.add(connection);
  }

  void ended(TiedProcess process, ExitReason reason, SortedSet<String> held) {
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
    signals.send(to, message, Speaker.NODE);
  }

  /**
   * Sends a message to the process that holds a name on this node.
   *
   * @throws IllegalArgumentException naming {@code name} when nobody holds it
   */
  public void send(String name, Object message) {
    signals.send(name, message, Speaker.NODE);
  }

  /** Answers a request; see {@link Context#reply}. */
  public void reply(From from, Object answer) {
    signals.reply(from, answer, Speaker.NODE);
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
    signals.deliver(signal, Speaker.NODE);
  }

  /** Who sends requests for these processes that have to wait. */
  public Carrier carrier() {
    return new Carrier(this::find, signals);
  }

  /** How signals get to their processes. */
  Signals signals() {
    return signals;
  }

  /** The live process of a pid or name of this node, or null. */
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
    return table.values().stream().map(LocalProcess::info).sorted().toList();
  }

  /**
   * The processes with the most waiting messages, so many at most; none with an empty mailbox,
   * unless it has dropped some.
   */
  public List<Info> longest(int most) {
    return table.values().stream()
        .map(LocalProcess::info)
        .filter(info -> info.mailbox() > 0 || info.dropped() > 0)
        .sorted(Comparator.comparingInt(Info::mailbox).reversed())
        .limit(most)
        .toList();
  }

  /** Waits until the thread of a process of this node has ended; not at all without one. */
  void join(Pid pid) throws InterruptedException {
    LocalProcess process = find(pid);
    if (process != null) process.owner().join();
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
   * @param dropped how many have found no room there
   * @param state what it keeps, if it {@linkplain Context#expose shows} that
   */
  public record Info(
      Pid pid, SortedSet<String> names, int mailbox, long dropped, Optional<Object> state)
      implements Comparable<Info> {
    /** Its state as text; the empty string when it shows none. */
    public String shown() {
      return state.map(Shown::of).orElse("");
    }

    @Override
    public int compareTo(Info other) {
      return pid.compareTo(other.pid);
    }
  }
}
