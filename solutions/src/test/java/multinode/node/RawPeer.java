package multinode.node;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import multinode.process.NodeName;
import multinode.wire.Allowlist;
import multinode.wire.Bytes;
import multinode.wire.Codec;
import multinode.wire.Frame;
import multinode.wire.Frames;
import multinode.wire.Lines;
import multinode.wire.Wire;
import workbook.harness.Nodes;

/** A peer made by hand: a socket that says what the test wants it to say. */
public final class RawPeer implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final Socket socket;
  private final Lines lines;

  /** A peer at the other end of a socket. */
  public RawPeer(Socket socket) throws IOException {
    this.socket = socket;
    this.lines = new Lines(socket, LIMIT);
  }

  /** A peer that has called a port of 127.0.0.1, and is silent so far. */
  public static RawPeer calling(int port) throws IOException {
    return new RawPeer(new Socket(Nodes.HOST, port));
  }

  /** A peer that has called a node, with the right cookie, and has been let in. */
  public static RawPeer admitted(Node node, NodeName name) throws IOException {
    RawPeer peer = calling(node.port());
    peer.handshake(name).initiate(peer.lines, node.self());
    String verdict = peer.hear();
    if (!verdict.equals("ADMITTED")) throw new AssertionError(verdict);
    return peer;
  }

  /** The handshake of a node of this name that has the right cookie. */
  public CookieHandshake handshake(NodeName name) {
    return new CookieHandshake(new Peer(name, 1, false), Cookie.of(Nodes.COOKIE));
  }

  public Lines lines() {
    return lines;
  }

  public void say(String line) throws IOException {
    lines.write(line);
  }

  public String hear() throws IOException {
    return lines.read();
  }

  public void send(byte... bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** Sends a frame as a node does. */
  public void send(Frame frame) throws IOException {
    Wire wire = new Wire(new Codec(Allowlist.standard().and("java.util.")));
    send(Bytes.written(out -> Frames.append(out, it -> wire.write(it, frame), 1 << 20)));
  }

  /** Waits for the next byte, for a time; whether one came, or the end. */
  public boolean hearsWithin(Duration time) throws IOException {
    InputStream rest = lines.rest();
    socket.setSoTimeout(Math.toIntExact(time.toMillis()));
    try {
      rest.read();
      return true;
    } catch (SocketTimeoutException silence) {
      return false;
    }
  }

  /** Ticks as a node does, and says nothing else, until the node closes the connection. */
  public void tickUntilClosed() throws IOException {
    while (!hearsEndWithin(Duration.ofMillis(100))) send(new byte[4]);
  }

  private boolean hearsEndWithin(Duration time) throws IOException {
    InputStream rest = lines.rest();
    socket.setSoTimeout(Math.toIntExact(time.toMillis()));
    try {
      return rest.read(new byte[1000]) < 0;
    } catch (SocketTimeoutException silence) {
      return false;
    }
  }

  /** Tells the node that no more will come. */
  public void finish() throws IOException {
    socket.shutdownOutput();
  }

  /** Reads on to the end, and fails when there is none. */
  public void awaitEnd() throws IOException {
    InputStream rest = lines.rest();
    socket.setSoTimeout(Math.toIntExact(LIMIT.toMillis()));
    try {
      while (rest.read() >= 0) continue;
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the connection is still open", e);
    } catch (IOException reset) {
      // The end as well.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
