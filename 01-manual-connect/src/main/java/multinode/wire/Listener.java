package multinode.wire;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import workbook.Todo;

/**
 * Accepts all callers, each on a virtual thread of its own, and never lets the slow ones keep the
 * others out: only so many peers are being set up at a time, and one more costs the oldest of them
 * its place.
 */
public final class Listener implements Closeable {

  /** How long it leaves a machine alone that has no descriptor for one more socket. */
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final ServerSocket server;
  private final int slots;
  private final Setup setup;
  final Deque<Socket> settingUp = new ArrayDeque<>();

  /** For {@link #open}, and for tests that bring a server of their own. */
  Listener(ServerSocket server, int slots, Setup setup) {
    this.server = server;
    this.slots = slots;
    this.setup = setup;
  }

  /**
   * Listens, and accepts until it is closed.
   *
   * @param address where; port 0 takes a free one
   * @param slots how many peers may be in set-up at a time, 1 or more
   * @param setup what to do with each
   * @throws IOException when the address cannot be had
   */
  public static Listener open(InetSocketAddress address, int slots, Setup setup)
      throws IOException {
    // 1.2: a ServerSocket bound to the address, and one virtual thread that runs acceptAll.
    throw new Todo("1.2", "listen on the address, and accept on a virtual thread");
  }

  /** The port it listens on, 1 to 65535. */
  public int port() {
    return server.getLocalPort();
  }

  void acceptAll() {
    // 1.2: until the server is closed: accept, enter, and a virtual thread that runs setUp. When
    // there is no socket to be had, a PAUSE.
    throw new Todo(
        "1.2", "accept one peer after the other, and set each up on a thread of its own");
  }

  private void setUp(Socket peer) {
    // 1.2: hand the peer to setup; leave, whatever comes of it.
    throw new Todo("1.2", "set the peer up, then give its slot back");
  }

  private void enter(Socket peer) {
    // 1.2: when all slots are taken, close the peer that has held one for the longest. A peer that
    // comes just while the listener is closed is closed, too.
    throw new Todo("1.2", "take a slot for the peer");
  }

  private void leave(Socket peer) {
    // 1.2: several peers come and go at the same time.
    throw new Todo("1.2", "give the slot of the peer back");
  }

  /** Stops listening, and closes the peers that are still in set-up. Peers that are set up stay. */
  @Override
  public void close() {
    Sockets.close(server);
    synchronized (settingUp) {
      settingUp.forEach(Sockets::close);
    }
  }

  /** What is done with each peer. */
  @FunctionalInterface
  public interface Setup {

    /**
     * Sets a peer up; the peer holds its slot until this returns. Owns the socket: closes it, or
     * leaves it to somebody who will. The listener closes it too when others need the place.
     */
    void accept(Socket peer);
  }
}
