package multinode.wire;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;

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
    ServerSocket server = new ServerSocket();
    server.setReuseAddress(true);
    try {
      server.bind(address, 512);
    } catch (IOException e) {
      server.close();
      throw e;
    }
    Listener listener = new Listener(server, slots, setup);
    Thread.ofVirtual().name("listener " + address).start(listener::acceptAll);
    return listener;
  }

  /** The port it listens on, 1 to 65535. */
  public int port() {
    return server.getLocalPort();
  }

  void acceptAll() {
    while (!server.isClosed()) {
      try {
        Socket peer = server.accept();
        enter(peer);
        Thread.ofVirtual().name("set-up").start(() -> setUp(peer));
      } catch (IOException closedOrOutOfSockets) {
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private void setUp(Socket peer) {
    try {
      setup.accept(peer);
    } finally {
      leave(peer);
    }
  }

  private void enter(Socket peer) {
    Socket oldest = null;
    synchronized (settingUp) {
      if (settingUp.size() == slots) oldest = settingUp.poll();
      settingUp.add(peer);
    }
    if (oldest != null) Sockets.close(oldest);
    if (server.isClosed()) Sockets.close(peer);
  }

  private void leave(Socket peer) {
    synchronized (settingUp) {
      settingUp.remove(peer);
    }
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
