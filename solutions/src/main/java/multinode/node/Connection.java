package multinode.node;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import multinode.process.Event;
import multinode.process.Events;
import multinode.process.Signal;

/** An authenticated link to one peer: a thread that writes, one that reads, and a heartbeat. */
final class Connection {

  private final Peer peer;
  private final Socket socket;
  private final Lines lines;
  private final Outbox outbox;
  private final Wire wire;
  private final NodeOptions options;
  private final Events events;
  private final Heartbeat heartbeat = new Heartbeat();
  private final AtomicBoolean announced = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final CompletableFuture<Void> readerEnded = new CompletableFuture<>();
  private final BiConsumer<Connection, String> onClose;
  private volatile boolean reading;
  private volatile long received;
  private long lastWritten;
  private int stuck;

  /** A connection that is set up so far by {@code lines}, and neither reads nor writes yet. */
  Connection(
      Peer peer,
      Socket socket,
      Lines lines,
      Wire wire,
      NodeOptions options,
      Events events,
      BiConsumer<Connection, String> onClose) {
    this.peer = peer;
    this.socket = socket;
    this.lines = lines;
    this.outbox = new Outbox(options.frameLimit(), options.bufferLimit());
    this.wire = wire;
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

  /**
   * Sends a frame, after all that were sent before it. Does not wait until it is written; a message
   * waits while the outbox is full.
   *
   * @return false when the connection is closed
   * @throws CodecException when the frame cannot be encoded or is too large
   */
  boolean send(Frame frame) {
    boolean message =
        frame instanceof Frame.Carry(Signal.Send _)
            || frame instanceof Frame.Carry(Signal.Request _);
    if (!outbox.put(buffer -> wire.write(buffer, frame), message)) return false;
    events.emit(Event.Kind.FRAME_SENT, peer.name(), frame::toString);
    return true;
  }

  /** Starts to write what is sent, also what was sent before. */
  void startWriting() {
    Thread.ofVirtual().name("to " + peer.name()).start(this::write);
  }

  private void write() {
    try {
      outbox.drainTo(socket.getOutputStream());
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
        try {
          Frame frame = wire.read(bytes);
          events.emit(Event.Kind.FRAME_RECEIVED, peer.name(), frame::toString);
          receiver.accept(this, frame);
        } catch (RuntimeException e) {
          Connections.LOG.log(
              System.Logger.Level.WARNING,
              "dropped a frame of {0} bytes from {1}: {2}",
              bytes.length,
              peer.name(),
              e.getMessage());
          events.emit(Event.Kind.DROPPED, peer.name(), e::toString);
        }
      }
    } catch (Refused e) {
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

  /** Waits until a frame begins, or the stream ends. */
  private static void awaitByte(InputStream in) throws IOException {
    in.mark(1);
    if (in.read() < 0) throw new EOFException();
    in.reset();
  }

  /** Called at even intervals: sends a tick, or closes when the peer is silent or takes nothing. */
  void beat() {
    long written = outbox.written();
    stuck = outbox.isStuck() && written == lastWritten ? stuck + 1 : 0;
    lastWritten = written;
    if (stuck >= Heartbeat.LIMIT) {
      giveUp("it has not read for " + Heartbeat.LIMIT + " beats");
      return;
    }
    switch (heartbeat.beat(received, written)) {
      case NOTHING -> {}
      case TICK -> {
        if (!outbox.isStuck()) send(Frame.Tick.TICK);
      }
      case GIVE_UP -> giveUp("it was silent for " + Heartbeat.LIMIT + " beats");
    }
  }

  private void giveUp(String reason) {
    Connections.LOG.log(System.Logger.Level.WARNING, "gave {0} up: {1}", peer.name(), reason);
    close(reason);
  }

  /** Closes it, once; nothing is read from it or written to it afterwards. */
  void close(String reason) {
    if (!closed.compareAndSet(false, true)) return;
    onClose.accept(this, reason);
    outbox.close();
    Sockets.close(socket);
  }

  /** Waits until nothing that came on this connection is still being delivered. */
  void awaitReader() {
    if (reading) readerEnded.join();
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
