package multinode.node;

import java.net.Socket;
import java.time.Duration;
import multinode.mapper.MapperClient;
import multinode.process.NodeName;
import workbook.Todo;

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
    // 1.2: ask the mapper, connect within the limit, and close the socket if that fails.
    throw new Todo("1.2", "find the port of the node and open a socket to it");
  }
}
