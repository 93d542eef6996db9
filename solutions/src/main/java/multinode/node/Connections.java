package multinode.node;

import static multinode.node.ConnectResult.Status.ALREADY_CONNECTED;
import static multinode.node.ConnectResult.Status.CONNECTED;
import static multinode.node.ConnectResult.Status.NOT_ALIVE;
import static multinode.node.ConnectResult.Status.PROTOCOL;
import static multinode.node.ConnectResult.Status.SELF;
import static multinode.node.ConnectResult.Status.SIMULTANEOUS;
import static multinode.node.ConnectResult.Status.UNREACHABLE;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import multinode.process.Event;
import multinode.process.Events;

/**
 * The links of one node to its peers: at most one to each, also when two nodes call each other at
 * the same moment or when one comes back before the other has noticed that it was gone.
 *
 * <p>After the handshake the listener decides, in one more line: {@code ADMITTED}; or {@code
 * REFUSED SIMULTANEOUS}, when it is itself calling the other and has the greater name; or {@code
 * ALREADY}, when it believes that there is a link, which the caller answers with {@code GO} (the
 * old link is dead: replace it) or {@code STOP}. Erlang's handshake decides by the same rule.
 */
final class Connections {

  static final System.Logger LOG = System.getLogger("multinode.node");

  private final Peer self;
  private final NodeOptions options;
  private final Dialer dialer;
  private final Supplier<Handshake> handshake;
  private final Wire wire;
  private final Events events;
  private final Listening listening;
  private final Map<NodeName, Attempt> attempts = new HashMap<>();
  private final Map<String, Connection> up = new ConcurrentHashMap<>();
  private final ExecutorService announcer =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("announcer").factory());
  private boolean closed;

  /** Who is told of connections, one change after the other. */
  interface Listening {

    /** A connection is up; frames from it arrive after this returns. */
    void up(Connection connection);

    /** A connection is down; all frames from it have arrived. */
    void down(Connection connection, String reason);

    /** A frame has arrived. */
    void frame(Connection connection, Frame frame);
  }

  private static final class Attempt {
    private final CompletableFuture<ConnectResult> result = new CompletableFuture<>();
    private boolean overtaken;
  }

  Connections(
      Peer self,
      NodeOptions options,
      Dialer dialer,
      Wire wire,
      Events events,
      Listening listening) {
    this.self = self;
    this.options = options;
    this.dialer = dialer;
    this.handshake = () -> options.handshake().apply(self, options.cookie());
    this.wire = wire;
    this.events = events;
    this.listening = listening;
  }

  /** The connection to a node, by its full name. */
  Optional<Connection> find(String node) {
    return Optional.ofNullable(up.get(node));
  }

  /** The connected peers, sorted by name. */
  List<Peer> peers() {
    return up.values().stream()
        .map(Connection::peer)
        .sorted((a, b) -> a.name().compareTo(b.name()))
        .toList();
  }

  /** Connects, or waits for an attempt that is being made. Blocks until it is decided. */
  ConnectResult connect(NodeName peer) {
    try {
      return connecting(peer).join();
    } catch (java.util.concurrent.CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) throw cause;
      throw e;
    }
  }

  /** Begins to connect, unless that is done or being done. */
  synchronized CompletableFuture<ConnectResult> connecting(NodeName peer) {
    if (self.name().equals(NodeName.NONODE)) {
      return done(NOT_ALIVE, "this node has no name; start it with one to connect it");
    }
    if (closed) return done(NOT_ALIVE, "this node is stopping");
    if (peer.equals(self.name())) return done(SELF, "");
    if (up.containsKey(peer.toString())) return done(ALREADY_CONNECTED, "");
    Attempt running = attempts.get(peer);
    if (running != null) return running.result;
    Attempt attempt = new Attempt();
    attempts.put(peer, attempt);
    attempt.result.whenComplete((result, error) -> forget(peer, attempt));
    Thread.ofVirtual().name("calling " + peer).start(() -> call(peer, attempt));
    return attempt.result;
  }

  private static CompletableFuture<ConnectResult> done(ConnectResult.Status status, String reason) {
    return CompletableFuture.completedFuture(new ConnectResult(status, reason));
  }

  private synchronized void forget(NodeName peer, Attempt attempt) {
    attempts.remove(peer, attempt);
  }

  // The caller's side.

  private void call(NodeName peer, Attempt attempt) {
    Socket socket = null;
    try {
      socket = dialer.dial(peer);
      Lines lines = lines(socket, peer);
      Peer answered = handshake.get().initiate(lines, peer);
      Connection connection = enter(attempt, socket, lines, answered);
      begin(connection);
      attempt.result.complete(ConnectResult.of(CONNECTED));
    } catch (IOException e) {
      if (socket != null) Sockets.close(socket);
      ConnectResult.Status status = e instanceof Refused r ? r.status() : UNREACHABLE;
      ConnectResult result = new ConnectResult(status, String.valueOf(e.getMessage()));
      if (status == SIMULTANEOUS) {
        attempt.result.completeOnTimeout(result, options.setup().toMillis(), TimeUnit.MILLISECONDS);
      } else if (attempt.result.complete(result)) {
        events.emit(Event.Kind.REFUSED, peer, result::toString);
        Level level = status == UNREACHABLE ? Level.DEBUG : Level.WARNING;
        LOG.log(level, "{0} is not connected to {1}: {2}", self.name(), peer, e.getMessage());
      }
    } catch (RuntimeException | Error e) {
      if (socket != null) Sockets.close(socket);
      attempt.result.completeExceptionally(e);
    }
  }

  private Connection enter(Attempt attempt, Socket socket, Lines lines, Peer peer)
      throws IOException {
    String verdict = lines.read();
    if (verdict.equals("ALREADY")) {
      boolean gone;
      synchronized (this) {
        gone = !attempt.overtaken && !up.containsKey(peer.name().toString());
      }
      lines.write(gone ? "GO" : "STOP");
      verdict = lines.read();
    }
    if (verdict.equals("REFUSED " + SIMULTANEOUS)) {
      throw new Refused(SIMULTANEOUS, peer.name() + " is calling this node, and its call counts");
    }
    if (!verdict.equals("ADMITTED")) throw new Refused(PROTOCOL, "not admitted: " + verdict);
    Connection connection = connection(socket, lines, peer);
    synchronized (this) {
      if (attempt.overtaken) throw new Refused(SIMULTANEOUS, "the other's call was faster");
      if (closed) throw new Refused(NOT_ALIVE, "this node is stopping");
      up.put(peer.name().toString(), connection);
    }
    return connection;
  }

  // The listener's side.

  /** Sets up a peer that has connected; see {@link Listener.Setup#accept}. */
  void accept(Socket socket) {
    try {
      socket.setTcpNoDelay(true);
      Lines lines = lines(socket, socket.getRemoteSocketAddress());
      Peer peer = handshake.get().accept(lines);
      admit(socket, lines, peer);
    } catch (IOException e) {
      Sockets.close(socket);
      events.emit(Event.Kind.REFUSED, socket.getRemoteSocketAddress(), e::getMessage);
      LOG.log(
          Level.WARNING,
          "{0} refused {1}: {2}",
          self.name(),
          socket.getRemoteSocketAddress(),
          e.getMessage());
    } catch (RuntimeException | Error e) {
      Sockets.close(socket);
      LOG.log(Level.ERROR, self.name() + " failed setting up a peer", e);
    }
  }

  private void admit(Socket socket, Lines lines, Peer peer) throws IOException {
    Connection connection = connection(socket, lines, peer);
    Connection old = reserve(connection);
    if (old != null) {
      lines.write("ALREADY");
      if (!lines.read().equals("GO")) throw new Refused(SIMULTANEOUS, "an older call counts");
      old.close(peer.name() + " connected anew");
      if (reserve(connection) != null) throw new Refused(SIMULTANEOUS, "another call was faster");
    }
    try {
      lines.write("ADMITTED");
    } catch (IOException e) {
      connection.close("it closed the connection");
      throw e;
    }
    begin(connection);
    overtake(peer.name());
  }

  /** Takes the place of the link to a peer; returns the link that has it already, or null. */
  private Connection reserve(Connection connection) throws IOException {
    NodeName name = connection.peer().name();
    Refused refused = null;
    synchronized (this) {
      Attempt mine = attempts.get(name);
      if (name.equals(self.name())) refused = new Refused(PROTOCOL, "it has this node's own name");
      else if (closed) refused = new Refused(NOT_ALIVE, "this node is stopping");
      else if (up.containsKey(name.toString())) return up.get(name.toString());
      else if (mine != null && self.name().compareTo(name) > 0) {
        refused = new Refused(SIMULTANEOUS, "this node is calling it, and its own call counts");
      } else {
        if (mine != null) mine.overtaken = true;
        up.put(name.toString(), connection);
        return null;
      }
    }
    connection.refuse(refused.status());
    throw refused;
  }

  private synchronized Attempt attempt(NodeName peer) {
    return attempts.get(peer);
  }

  private void overtake(NodeName peer) {
    Attempt mine = attempt(peer);
    if (mine != null) mine.result.complete(ConnectResult.of(CONNECTED));
  }

  // Both sides.

  private Lines lines(Socket socket, Object with) throws IOException {
    Lines lines = new Lines(socket, options.setup());
    lines.watch(
        line -> events.emit(Event.Kind.SHAKE_SENT, with, () -> line),
        line -> events.emit(Event.Kind.SHAKE_RECEIVED, with, () -> line));
    return lines;
  }

  private Connection connection(Socket socket, Lines lines, Peer peer) {
    return new Connection(peer, socket, lines, wire, options, events, this::drop);
  }

  private synchronized void begin(Connection connection) {
    if (closed) return;
    announcer.execute(
        () -> {
          events.emit(Event.Kind.NODE_UP, connection.peer().name(), connection::address);
          guard(() -> listening.up(connection));
          connection.startReading(listening::frame);
        });
    connection.startWriting();
  }

  private synchronized void drop(Connection connection, String reason) {
    NodeName name = connection.peer().name();
    if (!up.remove(name.toString(), connection)) return;
    announcer.execute(
        () -> {
          connection.awaitReader();
          events.emit(Event.Kind.NODE_DOWN, name, () -> reason);
          guard(() -> listening.down(connection, reason));
        });
  }

  private void guard(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "{0} failed telling of a node: {1}", self.name(), e);
    }
  }

  /** Calls something for each connection. */
  void forEach(Consumer<Connection> task) {
    up.values().forEach(task);
  }

  /** Closes all connections, and waits until everybody has been told. */
  void close() {
    synchronized (this) {
      closed = true;
    }
    forEach(connection -> connection.close("this node stopped"));
    announcer.close();
  }
}
