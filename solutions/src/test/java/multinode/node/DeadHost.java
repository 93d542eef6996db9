package multinode.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import multinode.process.NodeName;
import workbook.harness.Nodes;

/**
 * A host on which something takes connections where its port mapper should be, and says nothing.
 */
public final class DeadHost implements AutoCloseable {

  private final InetAddress address;
  private final ServerSocket silent;
  private final Queue<Socket> callers = new ConcurrentLinkedQueue<>();

  private DeadHost(InetAddress address, ServerSocket silent) {
    this.address = address;
    this.silent = silent;
    Thread.ofVirtual().name("dead host").start(this::accept);
  }

  /** A dead host in the network of a test. */
  public static DeadHost open(Nodes nodes) throws IOException {
    return open(nodes, 2);
  }

  /** One of several. */
  public static DeadHost open(Nodes nodes, int number) throws IOException {
    InetAddress address = InetAddress.getByName("127.0.0." + number);
    return new DeadHost(address, new ServerSocket(nodes.mapperPort(), 50, address));
  }

  private void accept() {
    try {
      for (; ; ) callers.add(silent.accept());
    } catch (IOException closed) {
      // At its end.
    }
  }

  /** A node there. */
  public NodeName node(String name) {
    return new NodeName(name, address.getHostAddress());
  }

  /** Whether somebody has asked it. */
  public boolean wasCalled() {
    return !callers.isEmpty();
  }

  @Override
  public void close() throws IOException {
    silent.close();
    for (Socket caller : callers) caller.close();
  }
}
