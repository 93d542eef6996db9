package multinode.node;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import multinode.global.Global;
import multinode.global.Home;
import multinode.mapper.MapperClient;
import multinode.mapper.NameInUseException;
import multinode.process.Body;
import multinode.process.Context;
import multinode.process.Events;
import multinode.process.NodeName;
import multinode.process.Permanent;
import multinode.process.Pid;
import multinode.process.Print;
import multinode.process.Processes;
import multinode.process.RegisteredName;
import multinode.wire.Codec;
import multinode.wire.CodecException;
import multinode.wire.Frame;
import multinode.wire.Listener;
import multinode.wire.Luggage;
import multinode.wire.RemoteFunction;
import multinode.wire.Wire;

/**
 * A node: processes under a name, and links to other nodes that share its cookie.
 *
 * <p>Several live in one JVM as well as in one each. All methods may be called from any thread.
 */
public final class Node implements Home, AutoCloseable {

  private final NodeOptions options;
  private final Events events;
  private final Processes processes;
  private final Permanent user;
  private final Codec codec;
  private final MapperClient mapper;
  private final Connections connections;
  private final NodeMonitors monitors;
  private final Luggage luggage;
  private final Spawning spawning;
  private final Global global;
  private final Parts parts = new Parts();
  private volatile Listener listener;
  private volatile Thread heart;

  /** What a {@link #ping} brings. */
  public enum Ping {
    /** The node answered; the two are connected now. */
    PONG,
    /** It did not. */
    PANG;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private Node(NodeOptions options, Events events) {
    this.options = options;
    this.events = events;
    int incarnation = new SecureRandom().nextInt(1, Integer.MAX_VALUE);
    Peer self = new Peer(options.name(), incarnation, options.connectAll());
    codec = new Codec(options.allowlist());
    Wire wire = new Wire(codec);
    mapper = new MapperClient(options.mapperPort());
    connections = new Connections(self, options, new Dialer(mapper, options.setup()), wire, events);
    Outgoing outgoing =
        new Outgoing(
            new Router(connections),
            connections::isReady,
            signal -> wire.check(new Frame.Carry(signal), options.frameLimit()));
    processes = new Processes(self.name().toString(), incarnation, outgoing, events);
    outgoing.serve(processes.carrier());
    user =
        Permanent.start(
            processes, "user", () -> processes.spawnGroupLeader(Print.to(options.output())));
    monitors = new NodeMonitors(processes);
    Mesh mesh = new Mesh(self.name(), connections.links()::meshing, connections::join);
    luggage = new Luggage(options.allowlist(), function -> Here.on(this, function));
    spawning = new Spawning(processes, new RemoteSpawn(processes, luggage), options.remoteSpawn());
    global = Global.start(this, connections::tell);
    connections.serve(new Hub(options, processes, outgoing, mesh, spawning, monitors, global));
  }

  /**
   * Starts a node: listens on its host, and registers its name with the host's port mapper.
   *
   * @throws NameInUseException when a node of that name is running
   * @throws IOException when its host or port cannot be listened on
   */
  public static Node start(NodeOptions options) throws IOException {
    return start(options, new Events(options.name().toString()));
  }

  /** Starts a node whose events have been listened to from before its start. */
  public static Node start(NodeOptions options, Events events) throws IOException {
    Node node = new Node(options, events);
    if (node.isAlive()) {
      try {
        node.listen();
      } catch (IOException | RuntimeException e) {
        node.close();
        throw e;
      }
    }
    return node;
  }

  private void listen() throws IOException {
    InetSocketAddress address = new InetSocketAddress(self().host(), options.port());
    if (address.isUnresolved()) {
      throw new IOException("%s: the host %s is not known".formatted(self(), self().host()));
    }
    try {
      listener = Listener.open(address, options.slots(), connections::accept);
    } catch (IOException e) {
      throw new IOException(
          "%s cannot listen on %s, port %d: %s; choose a host of this machine and a free port"
              .formatted(self(), self().host(), options.port(), e.getMessage()),
          e);
    }
    int advertised = options.advertisedPort() == 0 ? listener.port() : options.advertisedPort();
    mapper.register(self(), advertised);
    heart = Heart.start(self(), options.tick(), connections.links());
  }

  /** This node's name. */
  @Override
  public NodeName self() {
    return options.name();
  }

  /** Whether it has a name, and so can be connected. */
  public boolean isAlive() {
    return !self().equals(NodeName.NONODE);
  }

  /** The port it listens on, 0 when it has no name. */
  public int port() {
    return listener == null ? 0 : listener.port();
  }

  /** The processes that run here. */
  @Override
  public Processes processes() {
    return processes;
  }

  /** What happens here. */
  public Events events() {
    return events;
  }

  /** What this node has to do, in numbers. Looks at every mailbox. */
  public NodeStats stats() {
    List<NodeStats.Traffic> traffic =
        connections.links().all().stream().map(Connection::traffic).toList();
    List<Processes.Info> longest = processes.longest(NodeStats.MOST);
    return new NodeStats(traffic, processes.count(), longest, events.dropped());
  }

  /** Those who hear when nodes come and go. */
  public NodeMonitors monitors() {
    return monitors;
  }

  /** The names that all connected nodes share. */
  public Global global() {
    return global;
  }

  /** What has been added to this node, and is closed with it. */
  public Parts parts() {
    return parts;
  }

  /** How values are written for other nodes. */
  public Codec codec() {
    return codec;
  }

  /** How functions are packed for other nodes. */
  public Luggage luggage() {
    return luggage;
  }

  /** The process that prints for everything that was started here. */
  public Pid user() {
    return user.pid();
  }

  /** The connected nodes, without this one, sorted. */
  @Override
  public List<NodeName> nodes() {
    return connections.links().peers().stream().map(Peer::name).toList();
  }

  /**
   * All nodes that run on a host.
   *
   * @throws IOException when the host has no port mapper
   */
  public SortedMap<NodeName, Integer> names(String host) throws IOException {
    return mapper.names(host);
  }

  /** Connects to a node. Blocks until it is decided, at most about the time for set-up. */
  public ConnectResult connect(NodeName peer) {
    return connections.connect(peer);
  }

  /** Ends the connection to a node; false when there was none. */
  public boolean disconnect(NodeName peer) {
    Optional<Connection> connection = connections.find(peer.toString());
    connection.ifPresent(found -> found.close(self() + " disconnected"));
    return connection.isPresent();
  }

  /** Connects to a node, if that can be done. */
  public Ping ping(NodeName peer) {
    return connect(peer).connected() ? Ping.PONG : Ping.PANG;
  }

  /** The secret it shares with its peers, which it does not tell. */
  public Cookie cookie() {
    return options.cookie();
  }

  /** Starts a process here. */
  @Override
  public Pid spawn(Body body) {
    return processes.spawn(body, leader());
  }

  /** Who prints for what the calling thread starts: as for itself, if it is a process here. */
  private Pid leader() {
    return Here.context(this).map(Context::groupLeader).orElseGet(this::user);
  }

  /**
   * Does something as a process of this node, for a caller that is none, and waits for its end.
   * What it throws is thrown here.
   *
   * @throws CancellationException when the process is killed, or this thread is interrupted
   */
  @Override
  public <T> T run(Function<Context, T> task) {
    return Errand.run(this, task);
  }

  /**
   * Runs a function on another node, or this one; what it prints appears here. Blocks for a round
   * trip.
   *
   * @return the process that runs it; the pid of nobody when the node cannot be reached, or its
   *     connection is lost before it has answered: then it may have started it, and nobody knows
   * @throws IllegalStateException when the other node could not start it, or has not answered
   *     within five seconds
   * @throws CodecException when the function captures something that cannot travel
   */
  public Pid spawn(NodeName target, RemoteFunction function) {
    return spawn(target, function, Optional.empty());
  }

  /** The same, linked to a process of this node, which gets {@code noconnection} from nobody. */
  public Pid spawn(NodeName target, RemoteFunction function, Optional<Pid> linkTo) {
    if (target.equals(self())) return processes.spawn(Here.on(this, function), leader(), linkTo);
    Optional<Connection> connection =
        connect(target).connected() ? connections.find(target.toString()) : Optional.empty();
    return spawning.spawn(target, connection, function, leader(), linkTo);
  }

  /** Sends a message to the process that holds a name on a node; connects to it if need be. */
  public void send(String name, NodeName node, Object message) {
    if (node.equals(self())) processes.send(name, message);
    else processes.send(new RegisteredName(name, node.toString()), message);
  }

  /** Stops it: closes its parts, leaves its peers, gives its name back, kills its processes. */
  @Override
  public void close() {
    parts.close();
    if (heart != null) heart.interrupt();
    mapper.close();
    if (listener != null) listener.close();
    connections.close();
    global.close();
    user.close();
    processes.close();
  }
}
