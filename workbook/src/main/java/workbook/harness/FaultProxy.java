package workbook.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import multinode.node.NodeOptions;

/**
 * A TCP proxy in front of one node, which disturbs what passes through it. The node listens on a
 * fixed port and advertises the proxy's:
 *
 * <pre>{@code
 * FaultProxy proxy = nodes.proxy();
 * Node b = nodes.start("b", proxy::before);
 * proxy.silence();
 * }</pre>
 *
 * <p>Faults hold for the connections there are and for those to come, until {@link #heal}. What is
 * random about them comes from the seed.
 */
public final class FaultProxy implements AutoCloseable {

  private final ServerSocket server;
  private final int target;
  private final Faults faults = new Faults();
  private final RandomGenerator seeds;
  private final Consumer<String> marks;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private volatile String node = "a node";

  private FaultProxy(ServerSocket server, int target, long seed, Consumer<String> marks) {
    this.server = server;
    this.target = target;
    this.seeds = new Random(seed);
    this.marks = marks;
  }

  static FaultProxy open(long seed, Consumer<String> marks) throws IOException {
    ServerSocket server = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
    FaultProxy proxy = new FaultProxy(server, Ports.free(), seed, marks);
    Thread.ofVirtual().name("proxy").start(proxy::acceptAll);
    return proxy;
  }

  /** The port that peers are to be told. */
  public int port() {
    return server.getLocalPort();
  }

  /** The port that the node is to listen on. */
  public int target() {
    return target;
  }

  /** Puts this proxy before the node that gets these options. */
  public NodeOptions before(NodeOptions options) {
    node = options.name().name();
    return options.withPort(target).withAdvertisedPort(port());
  }

  /** Lets everything through that much later, give or take a random jitter. */
  public void delay(int millis, int jitterMillis) {
    mark("delay of " + millis + "±" + jitterMillis + " ms");
    faults.delay(millis, jitterMillis);
  }

  /** Closes all connections, both ways; new ones may come. */
  public void cut() {
    mark("cut");
    sockets.forEach(FaultProxy::close);
  }

  /** Lets nothing through any more and keeps the connections open, like an unplugged cable. */
  public void silence() {
    mark("silence");
    faults.silence();
  }

  /** Lets through so many bytes a second, in each direction of each connection. */
  public void slow(int bytesPerSecond) {
    mark("slow, " + bytesPerSecond + " bytes/s");
    faults.slow(bytesPerSecond);
  }

  /** Flips a random bit in every so many bytes, on average. */
  public void garble(int bytes) {
    mark("a bit flipped in every " + bytes + " bytes");
    faults.garble(bytes);
  }

  /** Ends all faults; what was held back goes on its way. */
  public void heal() {
    mark("healed");
    faults.heal();
  }

  private void mark(String text) {
    marks.accept("fault before " + node + ": " + text);
  }

  private void acceptAll() {
    while (!server.isClosed()) {
      try {
        join(server.accept());
      } catch (IOException closed) {
        Thread.yield();
      }
    }
  }

  private void join(Socket caller) {
    Socket node = new Socket();
    sockets.add(caller);
    sockets.add(node);
    try {
      node.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
      caller.setTcpNoDelay(true);
      node.setTcpNoDelay(true);
      pump(caller, node);
      pump(node, caller);
    } catch (IOException nobodyThere) {
      close(caller);
      close(node);
    }
  }

  private void pump(Socket from, Socket to) {
    new Pump(from, to, faults, new Random(seeds.nextLong())).start();
  }

  static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException alreadyBroken) {
      // Closed either way.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    sockets.forEach(FaultProxy::close);
    faults.heal();
  }
}
