package multinode.mapper;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import multinode.process.NodeName;
import multinode.wire.Lines;
import multinode.wire.Listener;
import multinode.wire.Sockets;

/**
 * Knows which node listens on which port of this host; there is one on every host that has nodes,
 * in the first node that came. Erlang's is called epmd, and works the same way: a name belongs to a
 * node for as long as the connection on which it was registered lives.
 *
 * <p>It speaks in lines, one question a connection: {@code REGISTER a@127.0.0.1 41234 977} is
 * answered by {@code OK} or {@code TAKEN 41233} (and then the connection is kept), {@code LOOKUP
 * a@127.0.0.1} by {@code PORT 41234} or {@code NONE}, {@code NAMES} by a {@code NAME a@127.0.0.1
 * 41234 977} for each and {@code END}. The last number is the node's process of the operating
 * system, and may be missing. Anything else is answered by {@code ERROR} and the reason.
 */
final class PortMapper implements Closeable {

  private static final int SLOTS = 128;
  private static final int MOST_NAMES = 4096;
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final Map<NodeName, Registration> names = new TreeMap<>();
  private final Listener listener;

  private record Registration(int port, OptionalLong pid, Socket socket) {
    String line(NodeName name) {
      String line = "NAME " + name + " " + port;
      return pid.isPresent() ? line + " " + pid.getAsLong() : line;
    }
  }

  private PortMapper(InetSocketAddress address) throws IOException {
    listener = Listener.open(address, SLOTS, this::serve);
  }

  /**
   * Opens the port mapper of a host.
   *
   * @throws IOException when there is one already, or something else has the port
   */
  static PortMapper open(InetSocketAddress address) throws IOException {
    return new PortMapper(address);
  }

  private void serve(Socket socket) {
    try {
      Lines lines = new Lines(socket, LIMIT);
      String[] words = lines.read().split(" ", -1);
      switch (words[0] + words.length) {
        case "REGISTER3", "REGISTER4" -> {
          if (!isOfThisHost(socket.getInetAddress())) {
            throw new IllegalArgumentException("only nodes of this host may register here");
          }
          OptionalLong pid =
              words.length == 4 ? OptionalLong.of(pid(words[3])) : OptionalLong.empty();
          register(lines, NodeName.parse(words[1]), new Registration(port(words[2]), pid, socket));
          return;
        }
        case "LOOKUP2" -> lookup(lines, NodeName.parse(words[1]));
        case "NAMES1" -> list(lines);
        default ->
            lines.write("ERROR this is a Multinode port mapper; say LOOKUP, NAMES, REGISTER");
      }
    } catch (IllegalArgumentException e) {
      tell(socket, "ERROR " + e.getMessage());
    } catch (IOException gone) {
      // Nobody left to answer.
    }
    Sockets.close(socket);
  }

  /** Whether an address is one of this machine's own. */
  static boolean isOfThisHost(InetAddress address) throws IOException {
    return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
  }

  private void register(Lines lines, NodeName name, Registration registration) throws IOException {
    Socket socket = registration.socket();
    Registration holder;
    synchronized (names) {
      if (names.size() == MOST_NAMES) throw new IllegalArgumentException("too many names");
      holder = names.putIfAbsent(name, registration);
    }
    if (holder != null) {
      lines.write("TAKEN " + holder.port());
      Sockets.close(socket);
      return;
    }
    Thread.ofVirtual().name("registration " + name).start(() -> keep(lines, socket, name));
  }

  /** Holds a name until its connection ends; closes the other end of it when the name is free. */
  private void keep(Lines lines, Socket socket, NodeName name) {
    try {
      lines.write("OK");
      while (lines.rest().read() >= 0) continue;
    } catch (IOException gone) {
      // Gone either way.
    } finally {
      synchronized (names) {
        names.remove(name);
      }
      Sockets.close(socket);
    }
  }

  private void lookup(Lines lines, NodeName name) throws IOException {
    Registration found;
    synchronized (names) {
      found = names.get(name);
    }
    lines.write(found == null ? "NONE" : "PORT " + found.port());
  }

  private void list(Lines lines) throws IOException {
    StringBuilder answer = new StringBuilder();
    synchronized (names) {
      names.forEach((name, held) -> answer.append(held.line(name)).append('\n'));
    }
    lines.write(answer + "END");
  }

  /**
   * Reads a port.
   *
   * @throws IllegalArgumentException when it is none
   */
  static int port(String text) {
    int port = Integer.parseInt(text);
    if (port < 1 || port > 65535) throw new IllegalArgumentException(port + " is not a port");
    return port;
  }

  /**
   * Reads the number of a process.
   *
   * @throws IllegalArgumentException when it is none
   */
  static long pid(String text) {
    long pid = Long.parseLong(text);
    if (pid < 1) throw new IllegalArgumentException(pid + " is not a process");
    return pid;
  }

  private static void tell(Socket socket, String line) {
    try {
      socket.getOutputStream().write((line + "\n").getBytes());
    } catch (IOException gone) {
      // Nobody left to tell.
    }
  }

  /** Ends it; the nodes that had registered notice, and one of them opens the next. */
  @Override
  public void close() {
    listener.close();
    synchronized (names) {
      names.values().forEach(held -> Sockets.close(held.socket()));
    }
  }
}
