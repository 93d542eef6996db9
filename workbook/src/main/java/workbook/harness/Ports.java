package workbook.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Ports for nodes, port mappers and the members of clusters. Drawn from below the range from which
 * operating systems serve those who want any port, so that nobody is given one between our looking
 * and our listening.
 */
public final class Ports {

  private static final int FIRST = 12_000;
  private static final int LAST = 32_000;

  /** As many members of clusters fit on a host. */
  private static final int AFTER = 32;

  private Ports() {}

  /** A port of 127.0.0.1 on which nothing listens, nor on any of the 32 after it. */
  public static int free() {
    for (int i = 0; i < 1_000; i++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
      if (IntStream.rangeClosed(port, port + AFTER).allMatch(Ports::isFree)) return port;
    }
    throw new IllegalStateException("found no free ports from " + FIRST + " to " + LAST);
  }

  /** This port, or another one where somebody listens on it. */
  public static int free(int wanted) {
    return isFree(wanted) ? wanted : free();
  }

  /** What the operating system says, in its language, of a port on which nobody listens. */
  public static String refusal() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), free())) {
      throw new AssertionError("somebody listens at " + socket.getRemoteSocketAddress());
    } catch (IOException refused) {
      return refused.getMessage().replaceFirst(":.*", ""); // What was called is told after it.
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return probe.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
