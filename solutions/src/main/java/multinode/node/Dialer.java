package multinode.node;

import static multinode.node.ConnectResult.Status.UNREACHABLE;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.OptionalInt;
import multinode.mapper.MapperClient;
import multinode.process.NodeName;
import multinode.wire.Sockets;

/** Calls a node by its name: asks its host's port mapper for the port, and opens a socket to it. */
public final class Dialer {

  private final MapperClient mapper;
  private final Duration limit;

  /**
   * A dialer.
   *
   * @param mapper how to ask a host who listens where
   * @param limit how long opening the socket may take
   */
  public Dialer(MapperClient mapper, Duration limit) {
    this.mapper = mapper;
    this.limit = limit;
  }

  /**
   * Opens a socket to the node, without a delay for small packets. Blocks for at most about twice
   * the limit.
   *
   * @throws Refused {@code UNREACHABLE}, when no node of that name is known at its host, or nobody
   *     answers at its port
   */
  public Socket dial(NodeName peer) throws Refused {
    Socket socket = new Socket();
    try {
      OptionalInt port = mapper.lookup(peer);
      if (port.isEmpty()) {
        throw new Refused(
            UNREACHABLE, "no node named " + peer + " is registered on " + peer.host());
      }
      socket.connect(
          new InetSocketAddress(peer.host(), port.getAsInt()), Math.toIntExact(limit.toMillis()));
      socket.setTcpNoDelay(true);
      return socket;
    } catch (IOException e) {
      Sockets.close(socket);
      if (e instanceof Refused refused) throw refused;
      throw new Refused(UNREACHABLE, "cannot reach " + peer + ": " + e.getMessage());
    }
  }
}
