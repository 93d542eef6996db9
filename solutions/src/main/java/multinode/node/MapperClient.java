package multinode.node;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A node's dealings with port mappers: registers itself with its own host's, opens it where there
 * is none, takes part in replacing it when its holder goes, and asks others' who listens where.
 */
public final class MapperClient implements Closeable {

  private static final System.Logger LOG = System.getLogger("multinode.node");
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final int TRIES = 100;

  private final int mapperPort;
  private volatile Socket registration;
  private volatile PortMapper own;
  private volatile boolean closed;

  /**
   * A client of the port mappers that listen on this port, each on its host.
   *
   * @param mapperPort the port, 1 to 65535, the same on all hosts
   */
  public MapperClient(int mapperPort) {
    this.mapperPort = mapperPort;
  }

  /**
   * Asks a host's port mapper for a node's port. Blocks for at most a few seconds.
   *
   * @return the port, or empty when no such node is registered there
   * @throws IOException when the host has no port mapper, or it does not answer
   */
  public OptionalInt lookup(NodeName name) throws IOException {
    try (Socket socket = open(name.host())) {
      String[] answer = ask(socket, "LOOKUP " + name).read().split(" ");
      return answer[0].equals("PORT")
          ? OptionalInt.of(Integer.parseInt(answer[1]))
          : OptionalInt.empty();
    } catch (ConnectException e) {
      throw new IOException(
          "nobody listens on port %d of %s, so no node runs there"
              .formatted(mapperPort, name.host()),
          e);
    }
  }

  /**
   * Asks a host's port mapper for all nodes on that host, by name.
   *
   * @throws IOException when the host has no port mapper, or it does not answer
   */
  public SortedMap<NodeName, Integer> names(String host) throws IOException {
    SortedMap<NodeName, Integer> names = new TreeMap<>();
    try (Socket socket = open(host)) {
      Lines lines = ask(socket, "NAMES");
      for (String line; (line = lines.read()).startsWith("NAME "); ) {
        String[] words = line.split(" ");
        names.put(NodeName.parse(words[1]), Integer.parseInt(words[2]));
      }
    }
    return names;
  }

  /**
   * Registers a node with its host's port mapper, and again whenever that one is replaced, until
   * this is closed.
   *
   * @throws NameInUseException when another node has the name
   * @throws IOException when the port mapper can be neither reached nor opened
   */
  void register(NodeName name, int port) throws IOException {
    Socket socket = registerOnce(name, port);
    Thread.ofVirtual().name("registered " + name).start(() -> stayRegistered(socket, name, port));
  }

  private Socket registerOnce(NodeName name, int port) throws IOException {
    for (int i = 1; ; i++) {
      try {
        Socket socket = open(name.host());
        String[] answer = ask(socket, "REGISTER " + name + " " + port).read().split(" ", 2);
        if (answer[0].equals("OK")) {
          socket.setSoTimeout(0);
          registration = socket;
          return socket;
        }
        Sockets.close(socket);
        if (answer[0].equals("TAKEN")) {
          throw new NameInUseException(name, name.host() + ":" + answer[1]);
        }
        throw new IOException(
            "what listens on port %d of %s is not a port mapper; it said: %s"
                .formatted(mapperPort, name.host(), String.join(" ", answer)));
      } catch (ConnectException nobodyThere) {
        openOwn(name.host());
      } catch (Refused mapperJustWentAway) {
        if (i == TRIES) throw mapperJustWentAway;
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private synchronized void openOwn(String host) throws IOException {
    if (closed) throw new IOException("this node is stopping");
    try {
      if (own != null) own.close();
      own = PortMapper.open(new InetSocketAddress(host, mapperPort));
    } catch (BindException anotherNodeWasFaster) {
      if (!isListening(host)) throw anotherNodeWasFaster;
    }
  }

  private boolean isListening(String host) {
    try (Socket socket = open(host)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private void stayRegistered(Socket first, NodeName name, int port) {
    for (Socket socket = first; !closed; ) {
      try {
        while (socket.getInputStream().read() >= 0) continue;
      } catch (IOException gone) {
        // As at its end: the mapper is gone.
      }
      Sockets.close(socket);
      try {
        if (!closed) socket = registerOnce(name, port);
      } catch (IOException e) {
        LOG.log(Level.WARNING, "cannot register {0} again: {1}", name, e.getMessage());
        LockSupport.parkNanos(PAUSE.toNanos() * TRIES / 2);
      }
    }
  }

  private Socket open(String host) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(host, mapperPort), Math.toIntExact(LIMIT.toMillis()));
      socket.setTcpNoDelay(true);
      return socket;
    } catch (IOException e) {
      Sockets.close(socket);
      throw e;
    }
  }

  private static Lines ask(Socket socket, String question) throws IOException {
    Lines lines = new Lines(socket, LIMIT);
    lines.write(question);
    return lines;
  }

  /** Gives the name back, and closes the port mapper if it is this node's. */
  @Override
  public synchronized void close() {
    closed = true;
    if (registration != null) Sockets.close(registration);
    if (own != null) own.close();
  }
}
