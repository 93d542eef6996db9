package multinode.wire;

import java.io.Closeable;
import java.io.IOException;

/** What the JDK's sockets leave to be written. */
public final class Sockets {

  private Sockets() {}

  /** Closes, and does not care whether that worked. */
  public static void close(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException alreadyBroken) {
      // The next who reads from it or writes to it finds out.
    }
  }
}
