package multinode.node;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import multinode.process.Event;
import multinode.process.Events;
import multinode.process.RemoteTies;
import multinode.wire.CodecException;
import multinode.wire.Fragments;
import multinode.wire.Frame;
import multinode.wire.Frames;
import multinode.wire.Lines;
import multinode.wire.Sockets;
import multinode.wire.Wire;

/** An authenticated link to one peer: a thread that writes, one that reads, and a heartbeat. */
final class Connection {

  /** How many seconds a reader may take to end after its socket; it does nothing that waits. */
  private static final int READER_LIMIT = 5;

  private final Peer peer;
  private final Socket socket;
  private final Lines lines;
  private final Outbox outbox = new Outbox();
  private final Sender sender;
  private final Wire wire;
  private final Fragments fragments;
  private final NodeOptions options;
  private final Events events;
  private final Connections.Listening listening;
  private final RemoteTies ties;
  private final Heartbeat heartbeat = new Heartbeat();
  private final AtomicBoolean announced = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final CompletableFuture<Void> readerEnded = new CompletableFuture<>();
  private final BiConsumer<Connection, String> onClose;
  private final long since = System.nanoTime();
  private volatile boolean reading;
  private volatile long received;
  private volatile long messagesIn;
  private final LongAdder messagesOut = new LongAdder();
  private long lastWritten;
  private int stuck;

  /**
   * A connection that is set up so far by {@code lines}, and neither reads nor writes yet.
   *
   * @param socket the plain one, also below TLS: to close it never waits for the other side
   */
  Connection(
      Peer peer,
      Socket socket,
      Lines lines,
      Wire wire,
      NodeOptions options,
      Events events,
      Connections.Listening listening,
      BiConsumer<Connection, String> onClose) {
    this.peer = peer;
    this.socket = socket;
    this.lines = lines;
    this.wire = wire;
    this.listening = listening;
    this.ties = listening.ties(peer);
    this.sender = new Sender(outbox, wire, options, ties);
    this.fragments = new Fragments(options.frameLimit());
    this.options = options;
    this.events = events;
    this.onClose = onClose;
  }

  Peer peer() {
    return peer;
  }

  /** Whether nobody has asked this before, so that it is still to be told that it is up. */
  boolean isNew() {
    return announced.compareAndSet(false, true);
  }

  /** The address of the other end, such as {@code 127.0.0.1:41234}. */
  String address() {
    return socket.getInetAddress().getHostAddress() + ":" + socket.getPort();
  }

  /** The links and monitors that lead over it. */
  RemoteTies ties() {
    return ties;
  }

  /** For how long it has been there. */
  Duration age() {
    return Duration.ofNanos(System.nanoTime() - since);
  }

  /** What it has carried so far. */
  NodeStats.Traffic traffic() {
    return new NodeStats.Traffic(
        peer.name(), received, outbox.written(), messagesIn, messagesOut.sum(), outbox.waiting());
  }

  /** Whether a message that is sent now would have to wait for room. */
  boolean isFull() {
    return outbox.waiting() > options.bufferLimit();
  }

  /**
   * Sends a frame, after all that this thread sent before it. Does not wait until it is written; a
   * message waits while the outbox is full, at most {@link Sender#LIMIT}.
   *
   * @return false when it will not be sent: the connection is closed, or there was no room in time
   * @throws CodecException when the frame cannot be encoded or is too large
   */
  boolean send(Frame frame) {
    listening.leaving(this, frame);
    return switch (sender.send(frame)) {
      case DONE -> {
        if (!(frame instanceof Frame.Tick)) messagesOut.increment();
        if (events.wants(Event.Kind.FRAME_SENT)) {
          events.emit(Event.Kind.FRAME_SENT, peer.name(), frame::brief, frame::toString);
        }
        yield true;
      }
      case UNWANTED -> true;
      case FULL -> {
        if (!Sender.waits(frame)) giveUp("it does not take what it must be told");
        else events.emit(Event.Kind.DROPPED, peer.name(), () -> "no room for " + frame.brief());
        yield false;
      }
      case CLOSED -> false;
    };
  }

  /** Starts to write what is sent, also what was sent before. */
  void startWriting() {
    Thread.ofVirtual().name("to " + peer.name()).start(this::write);
  }

  private void write() {
    try {
      outbox.drainTo(lines.output());
    } catch (IOException e) {
      close("cannot write to it: " + e.getMessage());
    } finally {
      Sockets.close(socket);
    }
  }

  /** Starts to read, and hands on what comes, frame by frame. */
  void startReading(BiConsumer<Connection, Frame> receiver) {
    reading = true;
    Thread.ofPlatform().daemon().name("from " + peer.name()).start(() -> read(receiver));
  }

  private void read(BiConsumer<Connection, Frame> receiver) {
    String reason = "it closed the connection";
    try {
      DataInputStream in =
          new DataInputStream(new BufferedInputStream(new Counted(lines.rest()), 1 << 16));
      for (; ; ) {
        awaitByte(in);
        byte[] bytes = Frames.read(in, options.frameLimit());
        if (!Fragments.isOne(bytes)) {
          take(bytes, receiver);
        } else {
          Optional<byte[]> whole = fragments.add(bytes);
          if (whole.isPresent()) take(whole.get(), receiver);
        }
      }
    } catch (ProtocolException e) {
      giveUp("it sent " + e.getMessage());
    } catch (IOException ended) {
      // As good as closed.
    } catch (RuntimeException | Error e) {
      reason = "this node failed reading from it: " + e;
      Connections.LOG.log(System.Logger.Level.ERROR, reason);
    } finally {
      readerEnded.complete(null);
      close(reason);
    }
  }

  /** Hands a frame on. Nothing here runs code of the program: it would hold up all that follows. */
  private void take(byte[] bytes, BiConsumer<Connection, Frame> receiver) {
    try {
      Frame frame = wire.read(bytes, this::dropped);
      if (bytes.length > 0) messagesIn++;
      if (events.wants(Event.Kind.FRAME_RECEIVED)) {
        events.emit(Event.Kind.FRAME_RECEIVED, peer.name(), frame::brief, frame::toString);
      }
      receiver.accept(this, frame);
    } catch (RuntimeException e) {
      dropped(bytes.length, e);
    }
  }

  /** Something from this peer cannot be read. On the reader, or in a process. */
  private void dropped(int size, Throwable why) {
    Connections.LOG.log(
        System.Logger.Level.WARNING,
        "dropped a frame of {0} bytes from {1}: {2}",
        size,
        peer.name(),
        why.getMessage());
    events.emit(Event.Kind.DROPPED, peer.name(), why::toString);
  }

  /** Waits until a frame begins, or the stream ends. */
  private static void awaitByte(InputStream in) throws IOException {
    in.mark(1);
    if (in.read() < 0) throw new EOFException();
    in.reset();
  }

  /** Called at even intervals: sends a tick, or closes when the peer is silent or takes nothing. */
  void beat() {
    long written = outbox.written();
    boolean waits = sender.isStuck();
    stuck = waits && written == lastWritten ? stuck + 1 : 0;
    lastWritten = written;
    if (stuck >= Heartbeat.LIMIT) {
      giveUp("it has not read for " + Heartbeat.LIMIT + " beats");
      return;
    }
    switch (heartbeat.beat(received, written)) {
      case NOTHING -> {}
      case TICK -> {
        if (!waits) send(Frame.Tick.TICK);
      }
      case GIVE_UP -> giveUp("it was silent for " + Heartbeat.LIMIT + " beats");
    }
  }

  private void giveUp(String reason) {
    Connections.LOG.log(System.Logger.Level.WARNING, "gave {0} up: {1}", peer.name(), reason);
    close(reason);
  }

  boolean isClosed() {
    return closed.get();
  }

  /** Closes it, once; nothing is read from it or written to it afterwards. */
  void close(String reason) {
    if (!closed.compareAndSet(false, true)) return;
    outbox.close(); // First: what is let in is cut by onClose, when the connection ends.
    onClose.accept(this, reason);
    Sockets.close(socket);
  }

  /** Waits until nothing that came on this connection is still being delivered. */
  void awaitReader() {
    if (!reading) return;
    try {
      readerEnded.get(READER_LIMIT, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      Connections.LOG.log(
          System.Logger.Level.ERROR, "the reader of {0} does not end: {1}", peer.name(), e);
    }
  }

  /** Counts the bytes that come in, so that a long frame counts as a sign of life. */
  private final class Counted extends FilterInputStream {
    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = super.read(bytes, offset, length);
      if (count > 0) received += count;
      return count;
    }
  }
}
