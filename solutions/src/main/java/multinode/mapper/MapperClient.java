package multinode.mapper;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import multinode.process.NodeName;
import multinode.wire.Lines;
import multinode.wire.Sockets;

/**
 * A node's dealings with port mappers: registers itself with its own host's, opens it where there
 * is none, takes part in replacing it when its holder goes, and asks others' who listens where.
 */
public final class MapperClient implements Closeable {

  private static final System.Logger LOG = System.getLogger("multinode.mapper");
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final Duration LONG_PAUSE = Duration.ofSeconds(1);

  private final int mapperPort;
  private final Duration limit;
  private volatile Socket registration;
  private volatile Thread registered;
  private volatile PortMapper own;
  private volatile boolean closed;

  /**
   * A client of the port mappers that listen on this port, each on its host.
   *
   * @param mapperPort the port, 1 to 65535, the same on all hosts
   */
  public MapperClient(int mapperPort) {
    this(mapperPort, LIMIT);
  }

  /** The same, with a limit to how long a port mapper may take to answer. */
  MapperClient(int mapperPort, Duration limit) {
    this.mapperPort = mapperPort;
    this.limit = limit;
  }

  /**
   * Asks a host's port mapper for a node's port. Blocks for at most a few seconds.
   *
   * @return the port, or empty when no such node is registered there
   * @throws IOException when the host has no port mapper, or it does not answer
   */
  public OptionalInt lookup(NodeName name) throws IOException {
    try (Socket socket = open(name.host())) {
      String answer = ask(socket, "LOOKUP " + name).read();
      if (answer.equals("NONE")) return OptionalInt.empty();
      return OptionalInt.of(understood(name.host(), answer, "PORT", PortMapper::port));
    } catch (ConnectException e) {
      throw new IOException(
          "nobody listens on port %d of %s: no node runs there, or its port mapper is being replaced"
              .formatted(mapperPort, name.host()),
          e);
    }
  }

  /**
   * Asks a host's port mapper for all nodes on that host, and their ports, by name.
   *
   * @throws IOException when the host has no port mapper, or it does not answer
   */
  public SortedMap<NodeName, Integer> names(String host) throws IOException {
    SortedMap<NodeName, Integer> names = new TreeMap<>();
    list(host).forEach(listed -> names.put(listed.name(), listed.port()));
    return names;
  }

  /**
   * Asks a host's port mapper for all that it knows, sorted by name.
   *
   * @throws IOException when the host has no port mapper, or it does not answer
   */
  public List<Listed> list(String host) throws IOException {
    List<Listed> list = new ArrayList<>();
    try (Socket socket = open(host)) {
      Lines lines = ask(socket, "NAMES");
      for (String line; !(line = lines.read()).equals("END"); ) {
        list.add(understood(host, line, "NAME", Listed::parse));
      }
    }
    return list;
  }

  /**
   * A node that runs on a host.
   *
   * @param name its name
   * @param port where it listens
   * @param pid its process of the operating system, if it has told
   */
  public record Listed(NodeName name, int port, OptionalLong pid) {
    private static Listed parse(String text) {
      String[] words = text.split(" ");
      OptionalLong pid =
          words.length > 2 ? OptionalLong.of(PortMapper.pid(words[2])) : OptionalLong.empty();
      return new Listed(NodeName.parse(words[0]), PortMapper.port(words[1]), pid);
    }
  }

  /** What an answer means that should begin with a word. */
  private <T> T understood(String host, String answer, String word, Function<String, T> meaning)
      throws IOException {
    try {
      if (answer.startsWith(word + " ")) return meaning.apply(answer.substring(word.length() + 1));
    } catch (RuntimeException notWhatAPortMapperSays) {
      // As anything else that is not.
    }
    throw stranger(host, new IOException("it said: " + answer));
  }

  private IOException stranger(String host, IOException e) {
    return new IOException(
        "what listens on port %d of %s is not a port mapper (%s); stop it, or have all nodes use"
                .formatted(mapperPort, host, e.getMessage())
            + " another port for theirs",
        e);
  }

  /**
   * Registers a node with its host's port mapper, and again whenever that one is replaced, until
   * this is closed.
   *
   * @throws NameInUseException when another node has the name
   * @throws IOException when the port mapper can be neither reached nor opened
   */
  public void register(NodeName name, int port) throws IOException {
    Socket socket = registerOnce(name, port);
    registered =
        Thread.ofVirtual()
            .name("registered " + name)
            .start(() -> stayRegistered(socket, name, port));
  }

  private Socket registerOnce(NodeName name, int port) throws IOException {
    long end = System.nanoTime() + limit.toNanos();
    for (; ; ) {
      try {
        return registration(name, port);
      } catch (ConnectException nobodyThere) {
        openOwn(name.host());
      } catch (EOFException
          | ProtocolException
          | SocketException
          | SocketTimeoutException mapperJustWentAway) {
        if (System.nanoTime() - end > 0) throw stranger(name.host(), mapperJustWentAway);
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private Socket registration(NodeName name, int port) throws IOException {
    Socket socket = open(name.host());
    try {
      long pid = ProcessHandle.current().pid();
      String answer = ask(socket, "REGISTER " + name + " " + port + " " + pid).read();
      if (answer.equals("OK")) {
        socket.setSoTimeout(0);
        registration = socket;
        if (closed) throw new IOException("this node is stopping");
        return socket;
      }
      int holder = understood(name.host(), answer, "TAKEN", PortMapper::port);
      throw new NameInUseException(name, name.host() + ":" + holder);
    } catch (IOException e) {
      Sockets.close(socket);
      throw e;
    }
  }

  private synchronized void openOwn(String host) throws IOException {
    if (closed) throw new IOException("this node is stopping");
    try {
      if (own != null) own.close();
      own = PortMapper.open(new InetSocketAddress(host, mapperPort));
    } catch (BindException anotherNodeWasFaster) {
      if (!isListening(host)) throw cannotOpen(host, anotherNodeWasFaster);
    } catch (IOException e) {
      throw cannotOpen(host, e);
    }
  }

  private IOException cannotOpen(String host, IOException e) {
    return new IOException(
        "cannot open the port mapper of %s on port %d: %s"
            .formatted(host, mapperPort, e.getMessage()),
        e);
  }

  private boolean isListening(String host) {
    try (Socket socket = open(host)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private void stayRegistered(Socket first, NodeName name, int port) {
    for (Socket socket = first; ; ) {
      try {
        while (socket.getInputStream().read() >= 0) continue;
      } catch (IOException gone) {
        // As at its end: the mapper is gone.
      }
      Sockets.close(socket);
      if (closed) return;
      PortMapper before = own;
      try {
        socket = registerOnce(name, port);
        String now = own != before ? "keeps it now" : "is registered with its successor";
        LOG.log(Level.INFO, "the port mapper of {0} is gone; {1} {2}", name.host(), name, now);
      } catch (IOException e) {
        if (closed) return;
        LOG.log(Level.WARNING, "cannot register {0} again: {1}", name, e.getMessage());
        LockSupport.parkNanos(LONG_PAUSE.toNanos());
      }
    }
  }

  private Socket open(String host) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(host, mapperPort), Math.toIntExact(limit.toMillis()));
      socket.setTcpNoDelay(true);
      return socket;
    } catch (IOException e) {
      Sockets.close(socket);
      throw e;
    }
  }

  private Lines ask(Socket socket, String question) throws IOException {
    Lines lines = new Lines(socket, limit);
    lines.write(question);
    return lines;
  }

  /**
   * Gives the name back, and closes the port mapper if it is this node's. Waits until the name is
   * free for another node, at most as long as the port mapper may take to answer.
   */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      if (own != null) own.close();
    }
    if (registration == null) return;
    try {
      registration.shutdownOutput();
    } catch (IOException alreadyClosed) {
      // It is just being registered again: that ends by itself, and is waited for.
    }
    try {
      if (registered != null) registered.join(limit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Sockets.close(registration);
  }
}
