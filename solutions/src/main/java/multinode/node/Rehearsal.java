package multinode.node;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.UUID;
import multinode.process.NodeName;

/**
 * Lets three nodes that nobody sees meet and part, in a JVM that has just been started. What Java
 * does for the first time is slow: classes are loaded, lambdas and patterns are linked. Done once
 * before, it is not in the way of the first connection that somebody waits for.
 */
public final class Rehearsal {

  private static final String HOST = InetAddress.getLoopbackAddress().getHostAddress();

  private Rehearsal() {}

  /** Begins, and does not wait for the end. That it fails matters to nobody. */
  public static void begin() {
    Thread.ofVirtual().name("rehearsal").start(Rehearsal::run);
  }

  private static void run() {
    try {
      NodeOptions options = NodeOptions.unnamed().withMapperPort(freePort());
      Cookie cookie = Cookie.of(UUID.randomUUID().toString());
      try (Node one = Node.start(options.withIdentity(new NodeName("one", HOST), cookie));
          Node two = Node.start(options.withIdentity(new NodeName("two", HOST), cookie));
          Node three = Node.start(options.withIdentity(new NodeName("three", HOST), cookie))) {
        one.connect(two.self());
        three.connect(one.self());
        three.connect(two.self());
      }
    } catch (IOException | RuntimeException e) {
      Connections.LOG.log(Level.DEBUG, "no rehearsal: {0}", e.getMessage());
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0)) {
      return probe.getLocalPort();
    }
  }
}
