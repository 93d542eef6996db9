package workbook.lab.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds ports for port mappers, below the range from which operating systems serve those who want
 * any port: so that nobody is given one between our looking and our listening.
 */
public final class FreePort {

  private static final int FIRST = 12_000;
  private static final int LAST = 32_000;

  private FreePort() {}

  /** A port of 127.0.0.1 on which nothing listens. */
  public static int find() {
    for (int i = 0; i < 1_000; i++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
      try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return probe.getLocalPort();
      } catch (IOException taken) {
        // Try the next.
      }
    }
    throw new IllegalStateException("found no free port from " + FIRST + " to " + LAST);
  }
}
