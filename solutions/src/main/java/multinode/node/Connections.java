package multinode.node;

import static multinode.node.ConnectResult.Status.CONNECTED;
import static multinode.node.ConnectResult.Status.PROTOCOL;
import static multinode.node.ConnectResult.Status.SIMULTANEOUS;
import static multinode.node.ConnectResult.Status.UNREACHABLE;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import multinode.process.Event;
import multinode.process.Events;
import multinode.process.NodeName;
import multinode.process.RemoteTies;
import multinode.process.Signal;
import multinode.wire.Frame;
import multinode.wire.Lines;
import multinode.wire.Listener;
import multinode.wire.Sockets;
import multinode.wire.Tls;
import multinode.wire.Wire;

/**
 * Sets up the links of one node, as caller and as listener, and tells of their coming and going.
 *
 * <p>After the handshake the listener says one line more: {@code ADMITTED}; or {@code REFUSED
 * SIMULTANEOUS}, when its own call counts; or {@code ALREADY}, when it believes that there is a
 * link, which the caller answers with {@code GO} (the old link is dead: replace it) or {@code
 * STOP}.
 */
final class Connections {

  static final System.Logger LOG = System.getLogger("multinode.node");

  private static final List<Duration> PAUSES =
      Stream.of(50, 200, 800).map(Duration::ofMillis).toList();

  /**
   * How many bytes the operating system may keep to be sent. Left to itself it keeps megabytes for
   * a slow link, and whatever comes next waits behind them. So much still fills a link of 250 MB/s
   * with a round trip of a millisecond.
   */
  private static final int SEND_BUFFER = 1 << 18;

  private final NodeName self;
  private final NodeOptions options;
  private final Dialer dialer;
  private final Supplier<Handshake> handshake;
  private final Wire wire;
  private final Events events;
  private final Links links;
  private final Announcer announcer;

  /** Hears of connections, one change after the other. */
  interface Listening {

    /** A connection is up; frames from it arrive after this returns. */
    void up(Connection connection);

    /** A connection is down; all frames from it have arrived. */
    void down(Connection connection, String reason);

    /** A frame has arrived. */
    void frame(Connection connection, Frame frame);

    /** A frame is about to be sent; it may turn out that it cannot be. */
    void leaving(Connection connection, Frame frame);

    /** What will lead over a new connection to a peer. */
    RemoteTies ties(Peer peer);
  }

  Connections(Peer self, NodeOptions options, Dialer dialer, Wire wire, Events events) {
    this.self = self.name();
    this.options = options;
    this.dialer = dialer;
    this.handshake = () -> options.handshake().apply(self, options.cookie());
    this.wire = wire;
    this.events = events;
    this.links = new Links(self.name());
    this.announcer = new Announcer(self.name(), events, links);
  }

  /** To be called before the first connection: who hears of all of them. */
  void serve(Listening listening) {
    announcer.serve(listening);
  }

  Links links() {
    return links;
  }

  /** The connection to a node, by its full name. */
  Optional<Connection> find(String node) {
    return links.find(node);
  }

  /** Sends a signal to a node if it is connected. */
  void tell(NodeName peer, Signal signal) {
    find(peer.toString()).ifPresent(found -> found.send(new Frame.Carry(signal)));
  }

  /** Whether a node is connected, and there is room for a message to it. */
  boolean isReady(String node) {
    Optional<Connection> connection = links.find(node);
    return connection.isPresent() && !connection.get().isFull();
  }

  /** Connects, or waits for a call that is being made. Blocks until it is decided. */
  ConnectResult connect(NodeName peer) {
    try {
      return connecting(peer).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) throw cause;
      throw e;
    }
  }

  /** Begins to connect, unless that is done or being done. */
  CompletableFuture<ConnectResult> connecting(NodeName peer) {
    return links.call(
        peer, call -> Thread.ofVirtual().name("calling " + peer).start(() -> call(peer, call)));
  }

  /**
   * Connects to a node that a peer knows, and does not wait for it. Tries again for a while when it
   * is out of reach: it may be that the port mapper has just been replaced, and not all nodes are
   * registered again.
   */
  void join(NodeName peer) {
    Thread.ofVirtual()
        .name("joining " + peer)
        .start(() -> {
          for (Duration pause : PAUSES) {
            if (connect(peer).status() != UNREACHABLE) return;
            LockSupport.parkNanos(pause.toNanos());
          }
          connect(peer);
        });
  }

  private void call(NodeName peer, Links.Call call) {
    Socket socket = null;
    try {
      socket = dialer.dial(peer);
      Lines lines = lines(secured(socket, true), peer);
      lines.until(call::isOvertaken);
      Peer answered = handshake.get().initiate(lines, peer);
      awaitAdmission(call, lines, peer);
      Connection connection = connection(socket, lines, answered);
      links.called(call, connection);
      announcer.begin(connection);
      call.result().complete(ConnectResult.of(CONNECTED));
    } catch (IOException e) {
      if (socket != null) Sockets.close(socket);
      failed(peer, call, Tls.explained(e));
    } catch (RuntimeException | Error e) {
      if (socket != null) Sockets.close(socket);
      call.result().completeExceptionally(e);
    }
  }

  private void awaitAdmission(Links.Call call, Lines lines, NodeName peer) throws IOException {
    String verdict = lines.read();
    if (verdict.equals("ALREADY")) {
      lines.write(links.isWanted(call, peer) ? "GO" : Lines.STOP);
      verdict = lines.read();
    }
    if (verdict.equals("REFUSED " + SIMULTANEOUS)) {
      throw new Refused(SIMULTANEOUS, peer + " is calling this node, and its call counts");
    }
    if (!verdict.equals("ADMITTED")) throw new Refused(PROTOCOL, "not admitted: " + verdict);
  }

  private void failed(NodeName peer, Links.Call call, IOException e) {
    ConnectResult.Status status = call.isOvertaken() ? SIMULTANEOUS : Refused.statusOf(e);
    ConnectResult result = new ConnectResult(status, String.valueOf(e.getMessage()));
    if (status == SIMULTANEOUS) {
      long limit = options.setup().toMillis();
      call.result().completeOnTimeout(result, limit, TimeUnit.MILLISECONDS);
    } else if (!call.result().isDone()) {
      events.emit(Event.Kind.REFUSED, peer, result::toString);
      Level level = status == UNREACHABLE ? Level.DEBUG : Level.WARNING;
      LOG.log(level, "{0} is not connected to {1}: {2}", self, peer, e.getMessage());
      call.result().complete(result);
    }
  }

  /** Sets up a peer that has called; see {@link Listener.Setup#accept}. */
  void accept(Socket socket) {
    Object caller = socket.getRemoteSocketAddress();
    long since = links.ups();
    try {
      socket.setTcpNoDelay(true);
      Lines lines = lines(secured(socket, false), caller);
      Peer peer = accepted(lines);
      admit(connection(socket, lines, peer), lines, since);
    } catch (IOException failed) {
      IOException e = Tls.explained(failed);
      Sockets.close(socket);
      boolean simultaneous = Refused.statusOf(e) == SIMULTANEOUS; // Then the other call counts.
      if (!simultaneous) events.emit(Event.Kind.REFUSED, caller, e::getMessage);
      Level level = simultaneous ? Level.DEBUG : Level.WARNING;
      LOG.log(level, "{0} refused {1}: {2}", self, caller, e.getMessage());
    } catch (RuntimeException | Error e) {
      Sockets.close(socket);
      LOG.log(Level.ERROR, self + " failed setting up a peer", e);
    }
  }

  private Peer accepted(Lines lines) throws IOException {
    try {
      return handshake.get().accept(lines);
    } catch (Refused e) {
      if (e.isOtherVersion()) lines.write(Refused.OTHER_VERSION + CookieHandshake.VERSION);
      throw e;
    }
  }

  private void admit(Connection connection, Lines lines, long since) throws IOException {
    NodeName peer = connection.peer().name();
    try {
      Optional<Connection> old = links.answered(connection, since);
      if (old.isPresent()) {
        lines.write("ALREADY");
        if (!lines.read().equals("GO")) throw new Refused(SIMULTANEOUS, "an older call counts");
        old.get().close(peer + " connected again");
        if (links.answered(connection, since).isPresent()) {
          throw new Refused(SIMULTANEOUS, "another call was faster");
        }
      }
      lines.write("ADMITTED");
    } catch (IOException e) {
      try {
        if (Refused.canBeTold(e)) lines.write("REFUSED " + Refused.statusOf(e));
      } finally {
        // If it has its place, processes may have sent on it, and must hear that it is gone.
        connection.close("it was not admitted: " + e.getMessage());
      }
      throw e;
    }
    announcer.begin(connection);
    links.settle(peer);
  }

  private Socket secured(Socket plain, boolean calling) throws IOException {
    Optional<Tls> tls = options.tls();
    if (tls.isEmpty()) return plain;
    return calling
        ? tls.get().call(plain, options.setup())
        : tls.get().accept(plain, options.setup());
  }

  private Lines lines(Socket socket, Object with) throws IOException {
    Lines lines = new Lines(socket, options.setup());
    lines.watch(
        line -> events.emit(Event.Kind.SHAKE_SENT, with, () -> line),
        line -> events.emit(Event.Kind.SHAKE_RECEIVED, with, () -> line));
    return lines;
  }

  private Connection connection(Socket socket, Lines lines, Peer peer) throws IOException {
    socket.setSendBufferSize(SEND_BUFFER);
    return new Connection(
        peer, socket, lines, wire, options, events, announcer.listening(), announcer::drop);
  }

  /** Closes all connections, and waits until everybody has been told. */
  void close() {
    links.close();
    links.forEach(connection -> connection.close("this node stopped"));
    announcer.close();
  }
}
