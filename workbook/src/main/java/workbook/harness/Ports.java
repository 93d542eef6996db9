package workbook.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for nodes and port mappers. Drawn from below the range from which operating systems serve
 * those who want any port, so that nobody is given one between our looking and our listening.
 */
final class Ports {

  private static final int FIRST = 12_000;
  private static final int LAST = 32_000;

  private Ports() {}

  /** A port of 127.0.0.1 on which nothing listens. */
  static int free() {
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
